package org.boltzmann.examples.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.boltzmann.core.io.Json;
import org.boltzmann.examples.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A comparison that is killed as soon as some cells are done ends with the same numbers once it is started often enough. */
class KilledComparisonTest {

    @TempDir
    private Path folder;

    private List<String> compare(Path out) {
        return Forked.command(
                Main.class,
                "compare",
                "--data=bars-and-stripes",
                "--variant=rbm,spin-rbm,gaussian-rbm",
                "--seeds=3",
                "--epochs=200",
                "--threads=1",
                "-Dmodel.hidden=6",
                "-Dais.betas=200",
                "--out=" + out);
    }

    private static Object numbers(Path out) throws IOException {
        return withoutTimes(Json.read(Files.readString(out.resolve("comparison.json"))));
    }

    private static Object withoutTimes(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> some = new LinkedHashMap<>();
            map.forEach((key, inner) -> {
                if (!key.toString().matches(".*(second|heap).*")) {
                    some.put(key, withoutTimes(inner));
                }
            });
            return some;
        }
        return value instanceof List<?> list
                ? list.stream().map(KilledComparisonTest::withoutTimes).toList()
                : value;
    }

    private static long found(Path out) throws IOException {
        if (!Files.isDirectory(out.resolve("cells"))) {
            return 0;
        }
        try (Stream<Path> files = Files.list(out.resolve("cells"))) {
            return files.filter(file -> file.toString().endsWith(".json")).count();
        }
    }

    @Test
    void killedAgainAndAgainItEndsWithTheNumbersOfOneRun() throws Exception {
        Path whole = folder.resolve("whole");
        Path errors = folder.resolve("errors");
        assertThat(Forked.here(compare(whole), errors)).isZero();
        Path killed = folder.resolve("killed");
        for (String done : List.of("1 of 9: ", "2 of 9: ", "6 of 9: ")) {
            Process process = Forked.start(compare(killed), errors);
            Forked.awaitText(process, errors, done);
            process.destroyForcibly().waitFor();
        }
        long before = found(killed);
        assertThat(before).isGreaterThanOrEqualTo(6);
        assertThat(Forked.here(compare(killed), errors)).isZero();
        assertThat(Files.readString(errors).lines().filter(line -> line.contains("found before")))
                .hasSize((int) before);
        assertThat(numbers(killed)).isEqualTo(numbers(whole));
        assertThat(killed.resolve("report.html")).isNotEmptyFile();
    }
}
