package org.boltzmann.examples.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Where a thread's time goes, by looking at its stack a thousand times a second: each look counts for the innermost class of ours
 * that is not a mere pass over a matrix. Safe points let the picture lag by some microseconds at most. The thread must not need
 * all processors, or it is looked at just when it does little.
 */
final class Profile implements AutoCloseable {

    private static final long PERIOD = TimeUnit.MILLISECONDS.toNanos(1);

    /** The first that fits decides. */
    private static final Map<String, String> PARTS = new LinkedHashMap<>();

    static {
        PARTS.put("openblas.", "products");
        PARTS.put("core.linalg.OjAlgo", "products");
        PARTS.put("core.linalg.Kernels", "products");
        PARTS.put("core.unit.", "means, samples");
        PARTS.put("discriminative.", "classes");
        PARTS.put("core.term.Bias", "biases");
        PARTS.put("core.train.UpdateRule", "optimizer");
        PARTS.put("core.train.Ascent", "optimizer");
        PARTS.put("core.train.Optimizer", "optimizer");
        PARTS.put("core.data.", "data");
    }

    private static final String OURS = "org.boltzmann.";

    private final Map<String, Integer> looks = new LinkedHashMap<>();
    private final Thread watcher;
    private volatile boolean closed;

    /** Watches a thread until it is closed. */
    Profile(Thread watched) {
        PARTS.values().forEach(part -> looks.put(part, 0));
        looks.put("other", 0);
        watcher = new Thread(() -> watch(watched), "boltzmann-profile");
        watcher.setDaemon(true);
        watcher.start();
    }

    private void watch(Thread watched) {
        while (!closed) {
            looks.merge(part(watched.getStackTrace()), 1, Integer::sum);
            LockSupport.parkNanos(PERIOD);
        }
    }

    static String part(StackTraceElement... stack) {
        for (StackTraceElement element : stack) {
            String name = element.getClassName();
            if (name.startsWith(OURS) && !isPass(name)) {
                String rest = name.substring(OURS.length());
                return PARTS.entrySet().stream()
                        .filter(entry -> rest.startsWith(entry.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse("other");
            }
        }
        return "other";
    }

    /** Classes that work for whoever calls them. */
    private static boolean isPass(String name) {
        boolean linalg = name.startsWith("org.boltzmann.core.linalg.");
        boolean named = name.contains("OjAlgo") || name.contains("Kernels");
        return (linalg && !named) || name.equals("org.boltzmann.core.RandomKey");
    }

    @Override
    public void close() {
        closed = true;
        try {
            watcher.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Shares of the time by part, which add up to 1; call it once closed. */
    Map<String, Double> shares() {
        double all = looks.values().stream().mapToInt(Integer::intValue).sum();
        Map<String, Double> shares = new LinkedHashMap<>();
        looks.forEach((part, count) -> shares.put(part, all == 0 ? 0 : count / all));
        return shares;
    }
}
