package org.boltzmann.core.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(1200) // a call that never returns fails instead of stopping the build
class WorkersTest {

    private final int before = Workers.shared().threads();

    @AfterEach
    void asBefore() {
        Workers.useThreads(before);
    }

    private static void checkEveryTileOnce(int tiles) {
        AtomicIntegerArray done = new AtomicIntegerArray(tiles);
        Workers.shared().run(tiles, done::incrementAndGet);
        for (int tile = 0; tile < tiles; tile++) {
            assertThat(done.get(tile)).as("tile %d of %d", tile, tiles).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 9, 33})
    void everyTileIsDoneOnceOnAnyNumberOfThreadsMoreThanProcessorsIncluded(int threads) {
        Workers.useThreads(threads);
        assertThat(Workers.shared().threads()).isEqualTo(threads);
        for (int again = 0; again < 20; again++) {
            for (int tiles : new int[] {0, 1, 2, 7, 16, 100, 1024}) {
                checkEveryTileOnce(tiles);
            }
        }
        checkEveryTileOnce(70_000); // more than the ticket counts
    }

    @Test
    void manyTinyCallsAllComeBack() {
        Workers.useThreads(4);
        AtomicLong sum = new AtomicLong();
        Workers.Task task = sum::addAndGet;
        for (int call = 0; call < 100_000; call++) {
            Workers.shared().run(3, task);
        }
        assertThat(sum.get()).isEqualTo(3 * 100_000L);
    }

    @Test
    void aCallAfterAPauseWakesTheTeam() throws InterruptedException {
        Workers.useThreads(3);
        for (int again = 0; again < 20; again++) {
            Thread.sleep(2); // long enough for the team to sleep
            checkEveryTileOnce(8);
        }
    }

    @Test
    void whatATileThrowsReachesTheCallerAndTheTeamWorksOn() {
        Workers.useThreads(3);
        for (int again = 0; again < 200; again++) {
            int failing = again % 8;
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> Workers.shared().run(8, tile -> {
                        if (tile == failing) {
                            throw new IllegalStateException("tile " + tile);
                        }
                    }))
                    .withMessage("tile " + failing);
            checkEveryTileOnce(8);
        }
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> Workers.shared().run(2, tile -> {
                    throw new AssertionError("an error");
                }))
                .withMessage("an error");
        checkEveryTileOnce(8);
    }

    /** Java knows of no checked exceptions when it runs, and other languages of its machine of none at all. */
    @Test
    void aCheckedExceptionReachesTheCallerToo() {
        Workers.useThreads(3);
        Exception checked = new IOException("a disk");
        for (int again = 0; again < 200; again++) {
            int failing = again % 8;
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> Workers.shared().run(8, tile -> {
                        if (tile == failing) {
                            WorkersTest.<RuntimeException>sneak(checked);
                        }
                    }))
                    .withMessageContaining("a disk")
                    .withCause(checked);
            checkEveryTileOnce(8);
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Exception> void sneak(Exception e) throws E {
        throw (E) e;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void whereTheSystemHasNoMoreThreadsThoseThereAreDoTheWork(int given) {
        AtomicInteger asked = new AtomicInteger();
        List<Thread> helpers = new ArrayList<>();
        Workers workers = new Workers(4, work -> {
            if (asked.getAndIncrement() == given) {
                return new Thread(work) {
                    @Override
                    public synchronized void start() {
                        throw new OutOfMemoryError("unable to create native thread");
                    }
                };
            }
            Thread helper = new Thread(work);
            helpers.add(helper);
            return helper;
        });
        try {
            for (int again = 0; again < 100; again++) {
                AtomicInteger done = new AtomicInteger();
                workers.run(9, tile -> done.incrementAndGet());
                assertThat(done).hasValue(9);
            }
            assertThat(helpers).hasSize(given);
            assertThat(asked).hasValue(given + 1); // once is enough: a system that is full is not asked at every call
        } finally {
            workers.close();
        }
    }

    @Test
    void aCallFromWithinATaskIsDoneByItsOwnThread() {
        Workers.useThreads(4);
        AtomicInteger inner = new AtomicInteger();
        for (int again = 0; again < 100; again++) {
            Workers.shared().run(5, tile -> Workers.shared().run(7, within -> inner.incrementAndGet()));
        }
        assertThat(inner.get()).isEqualTo(100 * 5 * 7);
    }

    @Test
    void severalThreadsMayCallAtOnceAlsoWhileTheirNumberChanges() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(3);
        try {
            List<Callable<Void>> calls = new ArrayList<>();
            for (int caller = 0; caller < 2; caller++) {
                calls.add(() -> {
                    for (int again = 0; again < 2000; again++) {
                        checkEveryTileOnce(1 + again % 9);
                    }
                    return null;
                });
            }
            calls.add(() -> {
                for (int again = 0; again < 100; again++) {
                    Workers.useThreads(1 + again % 4);
                    Thread.sleep(1);
                }
                return null;
            });
            for (Future<Void> future : callers.invokeAll(calls)) {
                future.get();
            }
        } finally {
            callers.shutdown();
        }
    }

    @Test
    void aTeamThatIsReplacedEnds() throws InterruptedException {
        Workers.useThreads(5);
        checkEveryTileOnce(64);
        List<Thread> helpers = helpers();
        assertThat(helpers).hasSizeGreaterThanOrEqualTo(4);
        Workers.useThreads(1);
        for (Thread helper : helpers) {
            helper.join(); // the time limit of this class is for one that never ends
        }
    }

    private static List<Thread> helpers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("boltzmann-worker"))
                .toList();
    }

    @Test
    void aCallAllocatesNothing() {
        Workers.useThreads(3);
        AtomicLong sum = new AtomicLong();
        Workers.Task task = sum::addAndGet;
        callOften(task);
        long caller = Thread.currentThread().getId();
        List<Long> threads =
                new ArrayList<>(helpers().stream().map(Thread::getId).toList());
        threads.add(caller);
        ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long[] ids = threads.stream().mapToLong(id -> id).toArray();
        long[] first = memory.getThreadAllocatedBytes(ids);
        callOften(task);
        long[] second = memory.getThreadAllocatedBytes(ids);
        for (int i = 0; i < ids.length; i++) {
            // an object has at least 16 bytes, so that one a call would make 320,000; what measuring allocates is far
            // less
            assertThat(second[i] - first[i]).isLessThan(20_000);
        }
    }

    private static void callOften(Workers.Task task) {
        for (int call = 0; call < 20_000; call++) {
            Workers.shared().run(4, task);
        }
    }

    @Test
    void lessThanOneThreadIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Workers.useThreads(0))
                .withMessageContaining("0");
    }
}
