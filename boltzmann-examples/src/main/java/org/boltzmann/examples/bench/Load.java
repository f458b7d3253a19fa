package org.boltzmann.examples.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.boltzmann.core.linalg.Workers;

/** What the machine does, as far as the virtual machine can see. */
public final class Load {

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final double loadBefore = SYSTEM.getSystemLoadAverage();
    private final long wallBefore = System.nanoTime();
    private final long cpuBefore = SYSTEM.getProcessCpuTime();

    private Load() {
        SYSTEM.getCpuLoad(); // whose answer is about the time since it was last asked
    }

    /**
     * Begins to watch.
     *
     * @return the load from now on
     */
    public static Load watch() {
        return new Load();
    }

    /**
     * What was seen since.
     *
     * @return load averages, and processors that were busy for this process and for others
     */
    public Seen seen() {
        int processors = Runtime.getRuntime().availableProcessors();
        double own = (double) (SYSTEM.getProcessCpuTime() - cpuBefore) / (System.nanoTime() - wallBefore);
        double all = SYSTEM.getCpuLoad() * processors;
        return new Seen(processors, loadBefore, SYSTEM.getSystemLoadAverage(), own, Math.max(0, all - own));
    }

    /**
     * The machine's load over a time.
     *
     * @param processors processors of this virtual machine
     * @param before load average at the beginning, negative where the system has none
     * @param after load average at the end
     * @param own processors this process kept busy, on average
     * @param others processors that others kept busy, on average
     */
    public record Seen(int processors, double before, double after, double own, double others) {

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%d processors, load average %.2f before and %.2f after; busy with this program %.2f, with others %.2f",
                    processors,
                    before,
                    after,
                    own,
                    others);
        }
    }

    /**
     * A clock in nanoseconds that other programs disturb as little as can be: on one thread the processor's time for this thread,
     * which does not run while others do, else the time on the wall.
     */
    static LongSupplier clock() {
        return Workers.shared().threads() == 1 ? THREADS::getCurrentThreadCpuTime : System::nanoTime;
    }

    /** Bytes that all threads now alive have allocated so far. */
    static long allocatedBytes() {
        long sum = 0;
        for (long bytes : THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds())) {
            sum += Math.max(0, bytes);
        }
        return sum;
    }
}
