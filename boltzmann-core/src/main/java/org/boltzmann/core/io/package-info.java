/**
 * Files that are never trusted and never half written.
 *
 * <p>A model file is a safetensors file: an 8-byte little-endian header length, a JSON header, and the numbers. It holds data
 * only, never code, and opens in Python as it is. {@link org.boltzmann.core.io.Safetensors} writes and reads it;
 * {@link org.boltzmann.core.io.Tensor} is one array in it, in row-major order, and converts from and to the column-major
 * {@link org.boltzmann.core.linalg.Matrix}.
 *
 * <p>Two kinds of trouble are kept apart. What is wrong <em>in</em> a file is a
 * {@link org.boltzmann.core.io.ModelFileException}: the file has to be replaced. What is wrong with the disk, the path or the
 * permissions is an {@link java.io.IOException}: the file may well be good.
 *
 * <p>A {@link org.boltzmann.core.io.Checkpoint} is such a file too: everything a training holds that cannot be computed again, so
 * that another process goes on from it as if nothing had happened. The {@link org.boltzmann.core.io.CheckpointDirectory} keeps
 * those of one run.
 *
 * <h2>How to store something of your own</h2>
 *
 * <p>Turn it into named arrays and strings, and let {@code Safetensors} do the rest:
 *
 * <pre>{@code
 * Matrix weights = Matrix.wrap(2, 3, new float[] {1, 2, 3, 4, 5, 6});
 * Map<String, Tensor> tensors = new LinkedHashMap<>();
 * tensors.put("weights", Tensor.of(weights));
 * tensors.put("bias", Tensor.of(new float[] {0.5f, -0.5f}, 2));
 * Safetensors.write(file, tensors, Map.of("kind", "example"));
 *
 * SafetensorsContent content = Safetensors.read(file);
 * Matrix again = content.tensors().get("weights").toMatrix();
 * }</pre>
 *
 * <p>For another format, hand the bytes to {@link org.boltzmann.core.io.AtomicFile}, so that a failure or a kill leaves the file
 * that was there before:
 *
 * <pre>{@code
 * AtomicFile.write(picture, out -> out.write(bytes));
 * }</pre>
 */
package org.boltzmann.core.io;
