package org.boltzmann.examples.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.estimate.AnnealedImportanceSampling;
import org.boltzmann.core.linalg.Backend;
import org.boltzmann.core.linalg.Kernels;
import org.boltzmann.core.linalg.Partition;
import org.boltzmann.core.linalg.Workers;
import org.boltzmann.rbm.Rbms;

/** Annealed importance sampling of a binary restricted machine, against the products it makes. */
public final class AnnealingBench {

    private static final RandomKey KEY = RandomKey.of(1);

    private final BenchSize size;
    private final AnnealedImportanceSampling sampling;

    /**
     * Prepares a machine with random weights.
     *
     * @param size how large and how long
     */
    public AnnealingBench(BenchSize size) {
        this.size = size;
        BoltzmannMachine machine = Rbms.bernoulli(size.visible(), size.hidden());
        machine.initialize(KEY.at("parameters"), Map.of());
        this.sampling = AnnealedImportanceSampling.of(machine, Map.of());
    }

    /**
     * Measures.
     *
     * @return what was measured, as a table of figures
     */
    public Map<String, Object> run() {
        List<Product> perBeta = record();
        Partition partition = Kernels.get().partition();
        List<Double> own = new ArrayList<>();
        List<Double> bound = new ArrayList<>();
        List<Double> ratio = new ArrayList<>();
        long start = System.nanoTime();
        for (boolean warm = false; own.size() < BenchSize.ROUNDS || elapsed(start) < size.seconds(); warm = true) {
            long before = System.nanoTime();
            sampling.run(BenchSize.CHAINS, AnnealedImportanceSampling.uniformBetas(size.betas()), KEY.at("run"));
            double seconds = elapsed(before) / size.betas();
            double products = Bound.seconds(perBeta, partition, size.betas());
            if (warm) {
                own.add(seconds);
                bound.add(products);
                ratio.add(products / seconds);
            }
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("chains", BenchSize.CHAINS);
        figures.put("betas", size.betas());
        figures.put("products-per-beta", perBeta.size());
        figures.put("beta-ms", Spread.of(own).times(1e3).figures());
        figures.put("bound-ms", Spread.of(bound).times(1e3).figures());
        figures.put("ratio", Spread.of(ratio).figures());
        figures.put("seconds", Spread.of(own).median() * size.betas());
        return figures;
    }

    private static double elapsed(long since) {
        return (System.nanoTime() - since) * 1e-9;
    }

    /** The products by which a run with one more inverse temperature is longer. */
    private List<Product> record() {
        Backend backend = Kernels.get().backend();
        Partition partition = Kernels.get().partition();
        int threads = Workers.shared().threads();
        Recorder recorder = new Recorder(backend);
        Workers.useThreads(1);
        Kernels.use(recorder, new Partition(1));
        try {
            List<Product> fewer = record(recorder, 4);
            List<Product> more = record(recorder, 5);
            return more.subList(fewer.size(), more.size());
        } finally {
            Kernels.use(backend, partition);
            Workers.useThreads(threads);
        }
    }

    private List<Product> record(Recorder recorder, int betas) {
        recorder.start();
        sampling.run(BenchSize.CHAINS, AnnealedImportanceSampling.uniformBetas(betas), KEY.at("record"));
        return recorder.stop();
    }
}
