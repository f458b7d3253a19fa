/**
 * Matrices of 32-bit floats, and all arithmetic on them that takes time: products behind one seam, {@code Kernels}, and
 * element-wise passes. The only place that sees a linear-algebra library.
 */
package org.boltzmann.core.linalg;
