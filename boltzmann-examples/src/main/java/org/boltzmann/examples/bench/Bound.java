package org.boltzmann.examples.bench;

import java.util.List;
import java.util.function.LongSupplier;
import org.boltzmann.core.linalg.Backend;
import org.boltzmann.core.linalg.Kernels;
import org.boltzmann.core.linalg.Partition;
import org.boltzmann.core.linalg.Workers;

/** The time that products take alone: whole on one thread, cut as in training on several. */
final class Bound {

    private Bound() {}

    static double seconds(List<Product> products, Partition partition, int times) {
        return seconds(products, partition, times, System::nanoTime);
    }

    static double seconds(List<Product> products, Partition partition, int times, LongSupplier nanos) {
        Backend backend = Kernels.get().backend();
        Kernels.use(backend, Workers.shared().threads() == 1 ? new Partition(1) : partition);
        try {
            Product.runAll(products);
            long start = nanos.getAsLong();
            for (int i = 0; i < times; i++) {
                Product.runAll(products);
            }
            return (nanos.getAsLong() - start) * 1e-9 / times;
        } finally {
            Kernels.use(backend, partition);
        }
    }
}
