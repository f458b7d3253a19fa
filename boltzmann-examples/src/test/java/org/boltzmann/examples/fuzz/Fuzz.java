package org.boltzmann.examples.fuzz;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.io.Safetensors;
import org.boltzmann.core.io.Tensor;
import org.boltzmann.examples.Main;
import org.boltzmann.examples.cli.BoltzmannCommand;
import org.boltzmann.examples.fuzz.Specimens.Specimen;

/**
 * Damages files of every format and runs the commands that read them: {@code java -Xmx256m ... Fuzz MUTANTS SEED FOLDER}.
 *
 * <p>Each command must end with a documented exit code but 1, in 20 seconds of its thread's time, without a stack trace or an
 * exhausted memory, and with 0 only if every number that it printed or wrote is finite. Every hundredth runs in a process of its
 * own with 256 MB. What does not is kept in the folder with its command; a table of formats and exit codes is printed.
 */
final class Fuzz {

    private static final double LONGEST = 20;
    private static final int HANGS_AFTER_MINUTES = 5;
    private static final Pattern NOT_FINITE = Pattern.compile("(?<![\\w\"'.-])[-+]?(NaN|Infinity)(?![\\w\"'])");

    private final Path work;
    private final Path kept;
    private final int processEvery;
    private final PrintStream out;
    private final Map<String, Map<String, Integer>> table = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();
    private double slowest;
    private String slowestCommand = "";

    /** How a command ended. */
    private record End(int code, String text, double seconds) {}

    /** With {@code processEvery} 0 all run in this process. */
    Fuzz(Path folder, int processEvery, PrintStream out) throws IOException {
        this.work = Files.createDirectories(folder.resolve("work"));
        this.kept = Files.createDirectories(folder.resolve("kept"));
        this.processEvery = processEvery;
        this.out = out;
    }

    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        List<String> problems = new Fuzz(Path.of(arguments[2]), 100, out)
                .run(Integer.parseInt(arguments[0]), RandomKey.of(Long.parseLong(arguments[1])));
        System.exit(problems.isEmpty() ? 0 : 1);
    }

    /** What went wrong, a line for each. */
    List<String> run(int mutants, RandomKey key) throws Exception {
        for (String command : Specimens.preparations(work)) {
            End end = inThisProcess(words(command, work, work));
            if (end.code() != 0) {
                throw new IllegalStateException(command + ": " + end.text());
            }
        }
        List<Specimen> specimens = Specimens.all(work);
        int[] turns = new int[specimens.size()];
        for (int n = 0; n < mutants; n++) {
            int which = n % specimens.size();
            Specimen specimen = specimens.get(which);
            String command =
                    specimen.commands().get(turns[which]++ % specimen.commands().size());
            RandomGenerator random = key.at(n).generator();
            one(n, specimen, command, specimen.damage().apply(specimen.whole(), random));
        }
        report(mutants);
        return problems;
    }

    private void one(int n, Specimen specimen, String command, byte[] bytes) throws Exception {
        Path folder = Files.createDirectories(work.resolve("mutant"));
        Path file = folder.resolve(specimen.name());
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
        if (specimen.format().equals("MIDI, imported")) { // which wants a piece for each part
            for (String part : List.of("valid", "test")) {
                Files.write(Files.createDirectories(folder.resolve(part)).resolve("piece.mid"), bytes);
            }
        }
        boolean alone = processEvery > 0 && n % processEvery == processEvery - 1;
        List<String> words = words(command, file, folder);
        End end = alone ? inAProcess(words) : inThisProcess(words);
        table.computeIfAbsent(specimen.format(), f -> new TreeMap<>())
                .merge(Integer.toString(end.code()), 1, Integer::sum);
        if (end.seconds() > slowest) {
            slowest = end.seconds();
            slowestCommand = command + " of " + specimen.format();
        }
        String problem = problem(end, folder, file);
        if (!problem.isEmpty()) {
            Path mine = Files.createDirectories(kept.resolve(Integer.toString(n)));
            Files.write(mine.resolve(file.getFileName()), bytes);
            Files.writeString(mine.resolve("command.txt"), String.join(" ", words) + "\n" + end.text());
            String line = problem + ": mutant " + n + ", " + specimen.format() + ", " + command;
            problems.add(line);
            out.println(line);
        }
        delete(folder);
    }

    private List<String> words(String command, Path file, Path folder) {
        return Arrays.stream(command.split(" +"))
                .map(word -> word.replace("{file}", file.toString())
                        .replace("{dir}", folder.toString())
                        .replace("{work}", work.toString()))
                .toList();
    }

    private static String problem(End end, Path folder, Path input) throws IOException {
        if (end.code() < 0 || end.code() == 1 || end.code() > 6) {
            return "exit code " + end.code();
        }
        if (end.text().contains("OutOfMemoryError")) {
            return "memory exhausted";
        }
        if (end.text().contains("\n\tat ")) {
            return "stack trace";
        }
        if (end.seconds() > LONGEST) {
            return "took " + end.seconds() + " s";
        }
        return end.code() == 0 ? notFinite(end.text(), folder, input) : "";
    }

    private static String notFinite(String said, Path folder, Path input) throws IOException {
        if (NOT_FINITE.matcher(said).find()) {
            return "a number printed is not finite";
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.equals(input) && !isFinite(file)) {
                    return "a number in " + file.getFileName() + " is not finite";
                }
            }
        }
        return "";
    }

    private static boolean isFinite(Path file) throws IOException {
        String name = file.toString();
        if (name.endsWith(".csv") || name.endsWith(".json")) {
            return !NOT_FINITE.matcher(Files.readString(file)).find();
        }
        if (name.endsWith(".npy")) {
            return isFinite(Files.readAllBytes(file));
        }
        if (name.endsWith(".npz")) {
            try (ZipInputStream in = new ZipInputStream(Files.newInputStream(file))) {
                for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                    if (entry.getName().endsWith(".npy") && !isFinite(in.readAllBytes())) {
                        return false;
                    }
                }
            }
        }
        if (name.endsWith(".safetensors") && !name.contains("checkpoint")) {
            for (Tensor tensor : Safetensors.read(file).tensors().values()) {
                for (float value : tensor.data()) {
                    if (!Float.isFinite(value)) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    /** Of an NPY file: 32-bit numbers after a header whose length stands at byte 8; others are not looked at. */
    private static boolean isFinite(byte[] npy) {
        ByteBuffer buffer = ByteBuffer.wrap(npy).order(ByteOrder.LITTLE_ENDIAN);
        int start = 10 + buffer.getShort(8);
        if (!new String(npy, 10, start - 10, StandardCharsets.ISO_8859_1).contains("'<f4'")) {
            return true;
        }
        for (int at = start; at + 4 <= npy.length; at += 4) {
            if (!Float.isFinite(buffer.getFloat(at))) {
                return false;
            }
        }
        return true;
    }

    private static End inThisProcess(List<String> words) throws InterruptedException {
        StringWriter said = new StringWriter();
        PrintWriter writer = new PrintWriter(said, true);
        int[] code = {-1};
        double[] seconds = new double[1];
        Thread thread = new Thread(() -> {
            try {
                code[0] = BoltzmannCommand.commandLine()
                        .setOut(writer)
                        .setErr(writer)
                        .execute(words.toArray(String[]::new));
            } catch (Throwable e) {
                e.printStackTrace(writer);
            }
            seconds[0] = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() * 1e-9;
        });
        thread.setDaemon(true);
        thread.start();
        thread.join(TimeUnit.MINUTES.toMillis(HANGS_AFTER_MINUTES));
        if (thread.isAlive()) {
            for (StackTraceElement element : thread.getStackTrace()) {
                writer.println("  " + element);
            }
            return new End(-2, said.toString(), Double.POSITIVE_INFINITY);
        }
        return new End(code[0], said.toString(), seconds[0]);
    }

    private End inAProcess(List<String> words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+IgnoreUnrecognizedVMOptions",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dguice_bytecode_gen_option=DISABLED",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(words);
        Path said = work.resolve("said.txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        if (!process.waitFor(HANGS_AFTER_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
            return new End(-2, Files.readString(said), Double.POSITIVE_INFINITY);
        }
        double seconds =
                process.info().totalCpuDuration().map(d -> d.toMillis() * 1e-3).orElse(0.0);
        return new End(process.exitValue(), Files.readString(said), seconds);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private void report(int mutants) {
        TreeSet<String> codes = new TreeSet<>();
        table.values().forEach(row -> codes.addAll(row.keySet()));
        out.printf("%-26s", "format, by exit code");
        codes.forEach(code -> out.printf("%8s", code));
        out.printf("%8s%n", "all");
        Map<String, Integer> sums = new TreeMap<>();
        table.forEach((format, row) -> {
            row.forEach((code, count) -> sums.merge(code, count, Integer::sum));
            line(format, row, codes);
        });
        line("all", sums, codes);
        out.printf(
                "%d damaged files, %d problems; the slowest took %.1f s: %s%n",
                mutants, problems.size(), slowest, slowestCommand);
    }

    private void line(String format, Map<String, Integer> row, TreeSet<String> codes) {
        out.printf("%-26s", format);
        codes.forEach(code -> out.printf("%8d", row.getOrDefault(code, 0)));
        out.printf("%8d%n", row.values().stream().mapToInt(Integer::intValue).sum());
    }
}
