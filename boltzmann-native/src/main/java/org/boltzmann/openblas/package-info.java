/**
 * OpenBLAS behind the kernels. Nothing here is called by name: with this module and the natives of the platform on the class
 * path, {@link org.boltzmann.core.linalg.Backends} finds it and prefers it.
 *
 * <p>The library comes from the artifact {@code org.bytedeco:openblas}, never from the system: which kernels an OpenBLAS has
 * decides both speed and the last bits of results. netlib calls it on Java arrays without copying them. It works on one thread,
 * since {@link org.boltzmann.core.linalg.Kernels} cut the work in a way that does not depend on the number of threads.
 */
package org.boltzmann.openblas;
