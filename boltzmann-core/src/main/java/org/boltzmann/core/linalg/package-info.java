/**
 * Matrices of 32-bit floats, and all arithmetic on them that takes time: products behind one seam, {@code Kernels}, and
 * element-wise passes. The only place that sees a linear-algebra library.
 *
 * <h2>Words</h2>
 *
 * <dl>
 *   <dt>backend
 *   <dd>the library that multiplies, exchanged as a whole
 *   <dt>tile
 *   <dd>a piece of one kernel call's work that one thread does: a view of some rows, or some columns, of what is written. Shapes
 *       and a {@link org.boltzmann.core.linalg.Partition} say where tiles are cut, never the number of threads
 * </dl>
 *
 * <h2>How to add a backend</h2>
 *
 * <p>Write one method, the product of two matrices on the calling thread, and who offers it:
 *
 * <pre>{@code
 * public final class PlainProvider implements BackendProvider {
 *
 *     private record Plain() implements Backend {
 *
 *         public String name() {
 *             return "plain";
 *         }
 *
 *         public String description() { // what determines its bits: training resumes only where this is the same
 *             return "three loops, version 1";
 *         }
 *
 *         public void addProduct(
 *                 boolean transposeA, boolean transposeB, int m, int n, int k, float alpha,
 *                 float[] a, int startA, int strideA,
 *                 float[] b, int startB, int strideB,
 *                 float[] c, int startC, int strideC) {
 *             for (int j = 0; j < n; j++) {
 *                 for (int i = 0; i < m; i++) {
 *                     float sum = 0;
 *                     for (int l = 0; l < k; l++) {
 *                         float left = a[startA + (transposeA ? l + i * strideA : i + l * strideA)];
 *                         float right = b[startB + (transposeB ? j + l * strideB : l + j * strideB)];
 *                         sum += left * right;
 *                     }
 *                     c[startC + i + j * strideC] += alpha * sum;
 *                 }
 *             }
 *         }
 *     }
 *
 *     public String name() {
 *         return "plain";
 *     }
 *
 *     public int preference() { // below plain Java's 0: taken only where it is asked for by name
 *         return -1;
 *     }
 *
 *     public Backend load() {
 *         return new Plain();
 *     }
 * }
 * }</pre>
 *
 * <p>A public class with a constructor without arguments, named in the file {@code
 * META-INF/services/org.boltzmann.core.linalg.BackendProvider} of a jar, is found once the jar is on the class path, and then
 * {@code -D backend=plain} asks for it. A library that cannot be loaded on a machine says so by a {@link
 * org.boltzmann.core.linalg.BackendException}; another backend is then taken, with a warning. Threads are the business of {@link
 * org.boltzmann.core.linalg.Kernels}: a library with threads of its own is told to use one. {@code BackendContract} of
 * boltzmann-testkit, extended, says whether its products are right, on views and on odd sizes too, and the same on every call.
 */
package org.boltzmann.core.linalg;
