package org.boltzmann.examples.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/**
 * Work that ends in good order when the process is told to stop, by Ctrl-C or SIGTERM.
 *
 * <p>Java then runs its shutdown hooks and ends with 130 or 143 once they return; the one here returns when the work has ended.
 */
final class Interruption {

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook;
    private final PrintWriter err;
    private volatile boolean interrupted;

    /**
     * For some work to come.
     *
     * @param ask asks the work to end soon
     * @param waits whether there is something to wait for
     * @param err where failures are told
     */
    Interruption(Runnable ask, boolean waits, PrintWriter err) {
        this.err = err;
        this.hook = new Thread(
                () -> {
                    interrupted = true;
                    ask.run();
                    if (waits) {
                        await();
                    }
                },
                "boltzmann-interruption");
    }

    private void await() {
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Does the work; a failure after an interruption ends the process with its own exit code. */
    <T> T guard(Callable<T> work) throws Exception {
        addHook();
        try {
            return work.call();
        } catch (Exception e) {
            if (interrupted) {
                // Nobody further up would get to tell of it.
                err.println("boltzmann: " + ExitCodes.message(e));
                err.flush();
                Runtime.getRuntime().halt(ExitCodes.of(e));
            }
            throw e;
        } finally {
            ended.countDown();
            removeHook();
        }
    }

    private void addHook() {
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the process is ending already, and there is nothing to keep yet
        }
    }

    private void removeHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the process is ending already, which is what the hook was for
        }
    }
}
