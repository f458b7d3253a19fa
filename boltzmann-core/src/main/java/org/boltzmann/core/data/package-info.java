/**
 * Data: reading it, preparing it, cutting it into mini-batches.
 *
 * <p>What is read becomes a {@link org.boltzmann.core.data.DataSet}: a matrix of features x examples with a shape and perhaps
 * labels. A {@link org.boltzmann.core.data.Scaling} fitted on the training part makes features comparable, an
 * {@link org.boltzmann.core.data.Encoding} makes values into what units hold, and
 * {@link org.boltzmann.core.data.MiniBatches} says which examples are seen when.
 *
 * <p>{@link org.boltzmann.core.data.DataFiles} reads a file of any format. To add one, write a reader with a method that takes a path and returns a data set. Check sizes against the length of
 * the file before allocating, throw {@link org.boltzmann.core.data.DataException} with file, fault and remedy for whatever the
 * file says that is wrong, and list a file among the victims of {@code HostileInputTest}: nothing else may come out. A module adds a
 * {@link org.boltzmann.core.data.FileFormat}.
 *
 * <pre>{@code
 * DataSet data = IdxReader.scaled().read(images, labels, 10);
 * DataSet.Parts parts = data.splitFraction(0.8, RandomKey.of(seed).at("split"));
 * Scaling scaling = Scaling.standardise(parts.first());
 * DataSet training = scaling.apply(parts.first());
 * DataSet test = scaling.apply(parts.second());
 * }</pre>
 */
package org.boltzmann.core.data;
