package org.boltzmann.examples.checkpoint;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.boltzmann.examples.Main;
import org.boltzmann.examples.cli.BoltzmannCommand;

/** Programs of ours in processes of their own. */
final class Forked {

    private Forked() {}

    /** The words that start a main class of the class path of this test. */
    static List<String> command(Class<?> main, Object... arguments) {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // Quiet on every Java, as the script "boltzmann" has it.
                "-XX:+IgnoreUnrecognizedVMOptions",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-Djava.awt.headless=true",
                "-Dguice_bytecode_gen_option=DISABLED",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        for (Object argument : arguments) {
            words.add(argument.toString());
        }
        return words;
    }

    /** The same program and words in this process, which costs no start of Java: the exit code. */
    static int here(List<String> command, Path errors) throws IOException {
        List<String> words = command.subList(command.indexOf(Main.class.getName()) + 1, command.size());
        try (PrintWriter err = new PrintWriter(errors.toFile(), StandardCharsets.UTF_8)) {
            return BoltzmannCommand.commandLine()
                    .setOut(new PrintWriter(Writer.nullWriter()))
                    .setErr(err)
                    .execute(words.toArray(String[]::new));
        }
    }

    static Process start(List<String> command, Path errors) throws IOException {
        return new ProcessBuilder(command).redirectError(errors.toFile()).start();
    }

    /** Reads what a process says until a line has some text, or it says no more. */
    static void awaitLine(Process process, String text) throws IOException {
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String line = out.readLine();
        while (line != null && !line.contains(text)) {
            line = out.readLine();
        }
    }

    /** Waits until a file has some text. */
    static void awaitText(Process process, Path file, String text) throws Exception {
        while (process.isAlive()
                && !(Files.exists(file) && Files.readString(file).contains(text))) {
            Thread.sleep(5);
        }
    }
}
