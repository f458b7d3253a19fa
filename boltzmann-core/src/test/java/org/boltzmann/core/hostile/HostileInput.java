package org.boltzmann.core.hostile;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.boltzmann.core.RandomKey;

/**
 * A program that damages every kind of file many times and reads it: {@code HostileInput MUTANTS FOLDER SEED}.
 *
 * <p>It ends with 0 if each was read, or refused by the documented exception with one line that names the file; no file was
 * changed; and none took longer than {@link #LONGEST}. Meant to be run with little memory.
 */
final class HostileInput {

    /** In nanoseconds; a hundred times what any mutant takes. */
    private static final long LONGEST = 60_000_000_000L;

    private static final int MOST_COMPLAINTS = 20;

    private final Path folder;
    private final Map<String, int[]> tally = new LinkedHashMap<>();
    private final PrintStream out;
    private volatile long begun = System.nanoTime();
    private volatile String current = "";
    private int complaints;

    private HostileInput(Path folder, PrintStream out) {
        this.folder = folder;
        this.out = out;
    }

    public static void main(String[] arguments) throws IOException {
        HostileInput run =
                new HostileInput(Path.of(arguments[1]), new PrintStream(System.out, true, StandardCharsets.UTF_8));
        run.watch();
        run.mutants(Integer.parseInt(arguments[0]), RandomKey.of(Long.parseLong(arguments[2])));
        run.bombs();
        run.report();
        System.exit(run.complaints == 0 ? 0 : 1);
    }

    private void watch() {
        Thread watch = new Thread(() -> {
            while (System.nanoTime() - begun < LONGEST) {
                try {
                    Thread.sleep(1000);
                } catch (InterruptedException e) {
                    return;
                }
            }
            out.println("hangs: " + current);
            Runtime.getRuntime().halt(3);
        });
        watch.setDaemon(true);
        watch.start();
    }

    private void mutants(int count, RandomKey key) throws IOException {
        List<Victim> victims = Victims.all(folder);
        for (Victim victim : victims) {
            begin(victim.name() + ", not damaged");
            Path file = Files.write(
                    folder.resolve(victim.file()),
                    victim.mend().apply(victim.valid().get()));
            try {
                victim.reader().read(file);
            } catch (Exception e) {
                complain("is refused", e);
            }
        }
        for (int i = 0; i < count; i++) {
            Victim victim = victims.get(i % victims.size());
            RandomGenerator random = key.at(victim.name()).at(i).generator();
            begin(victim.name() + ", mutant " + i);
            byte[] mutant = victim.mend().apply(Mutator.damaged(victim.valid().get(), random));
            if (Arrays.equals(mutant, victim.mend().apply(victim.valid().get()))) {
                count(victim, 2);
            } else {
                check(victim, mutant);
            }
        }
    }

    private void bombs() throws IOException {
        for (Victim bomb : Victims.bombs()) {
            begin(bomb.name());
            check(bomb, bomb.valid().get());
        }
    }

    private void begin(String what) {
        current = what;
        begun = System.nanoTime();
    }

    private void check(Victim victim, byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve(victim.file()), bytes);
        try {
            victim.reader().read(file);
            count(victim, 1);
            if (victim.sealed()) {
                complain("was read", new AssertionError("it must be refused"));
            }
        } catch (RuntimeException e) {
            count(victim, 0);
            String message = String.valueOf(e.getMessage());
            if (!e.getClass().equals(victim.refusal())
                    || !message.contains(file.toString())
                    || message.lines()
                            .anyMatch(line -> line.length() > 2000
                                    || line.chars().anyMatch(c -> Character.isISOControl(c) || c == 0x2028))
                    || message.lines().count() > victim.lines()) {
                complain("is refused otherwise than documented", e);
            }
        } catch (Exception | Error e) {
            complain("brings out", e);
        }
        if (!Arrays.equals(bytes, Files.readAllBytes(file))) {
            complain("was changed", new AssertionError("a reader changes nothing"));
        }
        Files.delete(file);
    }

    private void count(Victim victim, int column) {
        tally.computeIfAbsent(victim.name(), name -> new int[3])[column]++;
    }

    private void complain(String what, Throwable e) {
        out.println(current + " " + what + ": " + e);
        e.printStackTrace(out);
        if (++complaints == MOST_COMPLAINTS) {
            System.exit(1);
        }
    }

    private void report() {
        out.printf("%-40s %8s %8s %8s%n", "kind", "refused", "read", "as it was");
        tally.forEach((name, n) -> out.printf("%-40s %8d %8d %8d%n", name, n[0], n[1], n[2]));
        int[] sum = new int[3];
        tally.values().forEach(n -> Arrays.setAll(sum, i -> sum[i] + n[i]));
        out.printf("%-40s %8d %8d %8d%n", "all", sum[0], sum[1], sum[2]);
    }
}
