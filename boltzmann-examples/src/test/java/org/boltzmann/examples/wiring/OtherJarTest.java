package org.boltzmann.examples.wiring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.boltzmann.core.io.ModelFile;
import org.boltzmann.core.io.Vocabulary;
import org.boltzmann.examples.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A jar that none of the modules knows, built here, adds a variant by being on the class path. */
class OtherJarTest {

    private static final String SOURCE = """
            package com.example.pairs;

            import com.google.inject.AbstractModule;
            import java.util.Map;
            import org.boltzmann.core.BoltzmannMachine;
            import org.boltzmann.core.Group;
            import org.boltzmann.core.term.Bias;
            import org.boltzmann.core.term.Pairwise;
            import org.boltzmann.core.unit.Bernoulli;
            import org.boltzmann.core.unit.Spin;
            import org.boltzmann.core.wiring.Contribution;
            import org.boltzmann.core.wiring.Contributions;
            import org.boltzmann.core.wiring.Variant;

            public final class PairsContribution extends AbstractModule implements Contribution {
                @Override
                protected void configure() {
                    Contributions.variants(binder())
                            .addBinding("mixed-hidden")
                            .toInstance(new Variant(
                                    "mixed-hidden",
                                    "binary visible units, half of the hidden ones spins",
                                    Map.of("model.hidden", "hidden units of each kind"),
                                    Map.of("encoding", "bernoulli"),
                                    (data, settings) -> {
                                        Group v = Group.of("v", new Bernoulli(), data.features());
                                        int size = settings.count("model.hidden", 3, 1);
                                        Group h = Group.of("h", new Bernoulli(), size);
                                        Group s = Group.of("s", new Spin(), size);
                                        return BoltzmannMachine.of(
                                                Bias.on(v), Bias.on(h), Pairwise.between(v, h), Pairwise.between(v, s));
                                    }));
                }
            }
            """;

    @TempDir
    private Path folder;

    private Path jar;

    private void buildTheJar() throws IOException {
        Path source =
                Files.createDirectories(folder.resolve("src/com/example/pairs")).resolve("PairsContribution.java");
        Files.writeString(source, SOURCE, UTF_8);
        Path classes = Files.createDirectories(folder.resolve("classes"));
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        classes.toString(),
                        source.toString());
        assertThat(failed).isZero();
        jar = folder.resolve("pairs.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream zip = new JarOutputStream(out);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                zip.putNextEntry(
                        new JarEntry(classes.relativize(file).toString().replace(File.separatorChar, '/')));
                Files.copy(file, zip);
            }
            zip.putNextEntry(new JarEntry("META-INF/services/org.boltzmann.core.wiring.Contribution"));
            zip.write("com.example.pairs.PairsContribution\n".getBytes(UTF_8));
        }
    }

    private String run(int code, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                jar + File.pathSeparator + System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out.txt");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(folder.resolve("err.txt").toFile())
                .start();
        int ended = process.waitFor();
        assertThat(ended)
                .as("%s: %s", command.subList(6, command.size()), Files.readString(folder.resolve("err.txt")))
                .isEqualTo(code);
        return Files.readString(out);
    }

    @Test
    void itIsTheExampleOfTheDocumentation() throws IOException {
        String documentation = Files.readString(
                        Path.of("../boltzmann-core/src/main/java/org/boltzmann/core/wiring/package-info.java"))
                .replaceAll("(?m)^ \\*", "")
                .replaceAll("\\s+", "");
        String example = SOURCE.substring(SOURCE.indexOf("public final class")).replaceAll("\\s+", "");
        assertThat(documentation).contains(example);
    }

    @Test
    void itsVariantIsListedTrainedReadBackAndCompared() throws IOException, InterruptedException {
        buildTheJar();
        assertThat(run(0, "variants")).contains("mixed-hidden: binary visible units");
        Path model = folder.resolve("m.safetensors");
        run(
                0,
                "train",
                "--variant",
                "mixed-hidden",
                "--data",
                "bars-and-stripes",
                "--epochs",
                "2",
                "--seed",
                "1",
                "-D",
                "backend=ojalgo",
                "--out",
                model.toString());
        ModelFile stored = ModelFile.read(model, Vocabulary.core());
        assertThat(stored.declaration().name()).isEqualTo("mixed-hidden");
        assertThat(stored.machine().groups()).hasToString("[v:bernoulli[16], h:bernoulli[3], s:spin[3]]");
        assertThat(run(
                        0,
                        "compare",
                        "--data",
                        "bars-and-stripes",
                        "--variant",
                        "mixed-hidden",
                        "--variant",
                        "rbm",
                        "--epochs",
                        "2",
                        "--seeds",
                        "1",
                        "-D",
                        "backend=ojalgo",
                        "--out",
                        model.resolveSibling("comparison").toString()))
                .containsPattern("(?m)^mixed-hidden +-")
                .containsPattern("(?m)^rbm +-");
    }
}
