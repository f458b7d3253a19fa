package org.boltzmann.core.data;

import java.util.Arrays;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.linalg.Matrix;

/**
 * How the examples of an epoch are cut into mini-batches.
 *
 * <pre>{@code
 * MiniBatches batches = MiniBatches.of(data.size(), 100);
 * int[] order = batches.order(RandomKey.of(seed).at(epoch).at("shuffle"));
 * for (int i = 0; i < batches.count(); i++) {
 *     int[] examples = batches.batch(order, i);
 * }
 * }</pre>
 *
 * <p>Construction is refused with an {@link IllegalArgumentException} if a size is out of range, or if dropping
 * the last batch leaves none.
 *
 * @param examples number of examples, not negative
 * @param batchSize examples a batch, at least 1
 * @param dropLast whether a last batch that would be smaller is left out; otherwise it is presented as it is
 */
public record MiniBatches(int examples, int batchSize, boolean dropLast) {

    public MiniBatches {
        if (examples < 0) {
            throw new IllegalArgumentException("the number of examples must not be negative but is " + examples);
        }
        if (batchSize < 1) {
            throw new IllegalArgumentException("the batch size must be at least 1 but is " + batchSize);
        }
        if (dropLast && examples < batchSize) {
            throw new IllegalArgumentException("no batch of " + batchSize + " is left of " + examples
                    + " examples when the last, smaller one is dropped; take a smaller batch size");
        }
    }

    /**
     * Mini-batches that present every example; the last one may be smaller.
     *
     * @param examples number of examples, not negative
     * @param batchSize examples a batch, at least 1
     * @return the mini-batches
     * @throws IllegalArgumentException if a size is out of range
     */
    public static MiniBatches of(int examples, int batchSize) {
        return new MiniBatches(examples, batchSize, false);
    }

    /**
     * The same with all batches of equal size: the few examples too many of an epoch are left out.
     *
     * @return the mini-batches
     * @throws IllegalArgumentException if no batch is left
     */
    public MiniBatches droppingLast() {
        return new MiniBatches(examples, batchSize, true);
    }

    /**
     * Number of batches an epoch.
     *
     * @return the number, 0 where there are no examples
     */
    public int count() {
        return examples / batchSize + (!dropLast && examples % batchSize != 0 ? 1 : 0);
    }

    /**
     * A random order of the examples.
     *
     * @param key equal keys give equal orders, on every Java
     * @return a permutation of 0 to examples - 1
     */
    public int[] order(RandomKey key) {
        return Shuffle.order(examples, key);
    }

    /**
     * Fills with a random order of the examples: that of {@link #order}, without allocating.
     *
     * @param key equal keys give equal orders, on every Java
     * @param order as many places as there are examples, overwritten
     * @throws IllegalArgumentException if the order is of another length
     */
    public void fillOrder(RandomKey key, int[] order) {
        checkOrder(order);
        Shuffle.fill(order, key);
    }

    /**
     * The order of the file.
     *
     * @return 0 to examples - 1
     */
    public int[] orderAsGiven() {
        return Shuffle.identity(examples);
    }

    /**
     * Where a batch begins in the order.
     *
     * @param batch 0 to count - 1
     * @return position of its first example
     * @throws IndexOutOfBoundsException if there is no such batch
     */
    public int start(int batch) {
        if (batch < 0 || batch >= count()) {
            throw new IndexOutOfBoundsException("mini-batch " + batch + " of " + count());
        }
        return batch * batchSize;
    }

    /**
     * Size of a batch.
     *
     * @param batch 0 to count - 1
     * @return number of its examples, 1 to batchSize
     * @throws IndexOutOfBoundsException if there is no such batch
     */
    public int size(int batch) {
        return Math.min(batchSize, examples - start(batch));
    }

    /**
     * The examples of a batch.
     *
     * @param order the epoch's order
     * @param batch 0 to count - 1
     * @return {@code size(batch)} examples
     * @throws IllegalArgumentException if the order is of another length
     * @throws IndexOutOfBoundsException if there is no such batch
     */
    public int[] batch(int[] order, int batch) {
        checkOrder(order);
        int start = start(batch);
        return Arrays.copyOfRange(order, start, start + size(batch));
    }

    /**
     * Copies the values of a batch, without allocating.
     *
     * @param values features x examples
     * @param order the epoch's order
     * @param batch 0 to count - 1
     * @param into features x {@code size(batch)}
     * @throws IllegalArgumentException if a shape does not fit
     * @throws IndexOutOfBoundsException if there is no such batch, or the order names no example
     */
    public void fillBatch(Matrix values, int[] order, int batch, Matrix into) {
        checkOrder(order);
        int start = start(batch);
        if (values.columns() != examples || into.rows() != values.rows() || into.columns() != size(batch)) {
            throw new IllegalArgumentException(
                    "cannot copy " + size(batch) + " of " + examples + " examples from " + values + " into " + into);
        }
        for (int j = 0; j < into.columns(); j++) {
            int example = order[start + j];
            if (example < 0 || example >= examples) {
                throw new IndexOutOfBoundsException("example " + example + " of " + examples);
            }
            System.arraycopy(values.data(), values.columnStart(example), into.data(), into.columnStart(j), into.rows());
        }
    }

    private void checkOrder(int[] order) {
        if (order.length != examples) {
            throw new IllegalArgumentException(
                    "the order has " + order.length + " places for " + examples + " examples");
        }
    }
}
