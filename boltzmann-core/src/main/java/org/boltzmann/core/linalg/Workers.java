package org.boltzmann.core.linalg;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * The threads that share the work of one kernel call: the tiles of a task are run by whoever is free, and the call returns when
 * all are done.
 *
 * <p>What the tiles are depends on shapes only, never on the number of threads, and no two of them write the same element; hence
 * the same bits on any number of threads. One task runs at a time: a call from within a task, or from a second thread meanwhile,
 * is run by its own thread alone. A step of training is some twenty calls of tens of microseconds, so that a thread without work
 * spins for a moment before it sleeps. A call allocates nothing.
 */
public final class Workers {

    /** One call's work, cut into tiles. */
    @FunctionalInterface
    public interface Task {

        /**
         * Does one tile.
         *
         * @param tile 0 to the number of tiles - 1
         */
        void run(int tile);
    }

    private static final long SPIN_NANOS = TimeUnit.MICROSECONDS.toNanos(100);
    private static final int TILE_BITS = 16;
    private static final int MOST_TILES = (1 << TILE_BITS) - 1;

    private static volatile Workers shared = new Workers(Runtime.getRuntime().availableProcessors(), Thread::new);

    private final int threads;
    private final boolean crowded;
    private final AtomicBoolean busy = new AtomicBoolean();

    /** Number of the call, of its tiles, and of the next tile to be done, in 32, 16 and 16 bits. */
    private final AtomicLong ticket = new AtomicLong();

    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger sleeping = new AtomicInteger();
    private final Thread[] helpers;
    private final ThreadFactory factory;
    private boolean started;
    private volatile boolean closed;
    private Task task;
    private Throwable failure;
    private long calls;

    Workers(int threads, ThreadFactory factory) {
        this.threads = threads;
        this.factory = factory;
        this.crowded = threads > Runtime.getRuntime().availableProcessors();
        this.helpers = new Thread[threads - 1];
    }

    /**
     * The threads that kernels use.
     *
     * @return first as many as there are processors
     */
    public static Workers shared() {
        return shared;
    }

    /**
     * Sets how many threads kernels use. Results do not depend on it.
     *
     * @param threads number of threads, the caller's included, at least 1
     * @throws IllegalArgumentException if there is not at least one
     */
    public static synchronized void useThreads(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("the number of threads must be at least 1 but is " + threads);
        }
        Workers old = shared;
        if (old.threads != threads) {
            shared = new Workers(threads, Thread::new);
            old.close();
        }
    }

    /**
     * Number of threads, as many as are wanted; where the system has fewer to give, fewer work.
     *
     * @return the caller's included
     */
    public int threads() {
        return threads;
    }

    /**
     * Runs all tiles of a task.
     *
     * @param tiles their number
     * @param work what to do for each; tiles may run in any order and at the same time
     */
    public void run(int tiles, Task work) {
        if (tiles <= 1 || threads == 1 || tiles > MOST_TILES || !busy.compareAndSet(false, true)) {
            for (int tile = 0; tile < tiles; tile++) {
                work.run(tile);
            }
            return;
        }
        try {
            runTogether(tiles, work);
        } finally {
            busy.set(false);
        }
    }

    private void runTogether(int tiles, Task work) {
        if (!started) {
            started = true;
            start();
        }
        task = work;
        failure = null;
        done.set(0);
        ticket.set(++calls << (2 * TILE_BITS) | (long) tiles << TILE_BITS);
        if (sleeping.get() > 0) {
            for (Thread helper : helpers) {
                LockSupport.unpark(helper);
            }
        }
        while (doNextTile()) {}
        int waits = 0;
        while (done.get() < tiles) {
            pause(++waits);
        }
        task = null;
        if (failure instanceof RuntimeException e) {
            throw e;
        } else if (failure instanceof Error e) {
            throw e;
        } else if (failure != null) {
            throw new IllegalStateException("a tile failed: " + failure, failure);
        }
    }

    /** Where the system has no more threads, those there are do the work: the caller alone, if need be. */
    private void start() {
        try {
            for (int i = 0; i < helpers.length; i++) {
                Thread helper = factory.newThread(this::help);
                helper.setName("boltzmann-worker-" + (i + 1));
                helper.setDaemon(true);
                helper.start();
                helpers[i] = helper;
            }
        } catch (OutOfMemoryError e) {
            // "unable to create native thread": results do not depend on how many there are
        }
    }

    /** Claims a tile and does it. While a claimed tile is not done its call cannot end, so that the task stays what it is. */
    private boolean doNextTile() {
        while (true) {
            long seen = ticket.get();
            int next = (int) (seen & MOST_TILES);
            if (next >= (seen >>> TILE_BITS & MOST_TILES)) {
                return false;
            }
            if (ticket.compareAndSet(seen, seen + 1)) {
                try {
                    task.run(next);
                } catch (Throwable e) { // a checked one too, such as another JVM language throws
                    failure = e;
                } finally {
                    done.incrementAndGet();
                }
                return true;
            }
        }
    }

    private void help() {
        long idleSince = System.nanoTime();
        int waits = 0;
        while (!closed) {
            if (doNextTile()) {
                idleSince = System.nanoTime();
                waits = 0;
            } else if ((++waits & 63) != 0 || System.nanoTime() - idleSince < SPIN_NANOS) {
                pause(waits);
            } else {
                sleep();
                idleSince = System.nanoTime();
            }
        }
    }

    @SuppressWarnings("ThreadPriorityCheck") // yielding is a courtesy: nothing depends on it
    private void pause(int waits) {
        if (crowded || waits > 10_000) {
            Thread.yield();
        } else {
            Thread.onSpinWait();
        }
    }

    /** Announced before the last look, so that a call which opens meanwhile either is seen or wakes this thread. */
    private void sleep() {
        sleeping.incrementAndGet();
        long seen = ticket.get();
        if ((seen & MOST_TILES) >= (seen >>> TILE_BITS & MOST_TILES) && !closed) {
            LockSupport.park(this);
        }
        sleeping.decrementAndGet();
    }

    void close() {
        closed = true;
        for (Thread helper : helpers) {
            LockSupport.unpark(helper);
        }
    }
}
