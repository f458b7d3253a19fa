package org.boltzmann.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.boltzmann.core.io.Json;
import org.boltzmann.core.linalg.Kernels;
import org.boltzmann.core.linalg.Workers;
import org.boltzmann.core.wiring.Contributions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** That everything is measured and told; how fast anything is depends on the machine. */
class BenchCommandTest {

    /**
     * Five for each interaction by CD-1: the fields on hidden units from the data, on what was observed and on hidden units again, and
     * two gradients. The conditional likelihood makes a field and a gradient of each of its two interactions, and what has no label
     * these four and, since its label is drawn, the eight of a negative phase that shares no field with the positive one.
     */
    private static final Map<String, Long> PRODUCTS = Map.of(
            "rbm",
            5L,
            "gaussian-rbm",
            5L,
            "spin-rbm",
            5L,
            "potts-rbm",
            5L,
            "class-rbm",
            5L * 2,
            "discriminative-rbm",
            2L * 2,
            "hybrid-rbm",
            (5L + 2L) * 2,
            "sparse-hybrid-rbm",
            (5L + 2L) * 2,
            "semi-supervised-rbm",
            (5L + 2L) * 2 + 4L + 8L,
            "fully-visible-bm",
            4L); // of lateral weights: two gradients, and a sweep takes a field and its changes

    private final Kernels before = Kernels.get();
    private final int threads = Workers.shared().threads();

    @AfterEach
    void asBefore() {
        Kernels.use(before.backend(), before.partition());
        Workers.useThreads(threads);
    }

    private static String bench(int expected, int visible, String... more) {
        List<String> arguments = new ArrayList<>(List.of("bench", "--visible", "" + visible));
        arguments.addAll(List.of("--hidden", "16", "--batch", "10"));
        arguments.addAll(List.of("--betas", "5", "--seconds", "0.02"));
        arguments.addAll(List.of(more));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine = BoltzmannCommand.commandLine();
        commandLine.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        assertThat(commandLine.execute(arguments.toArray(String[]::new)))
                .as(err.toString())
                .isEqualTo(expected);
        return expected == 0 ? out.toString() : err.toString();
    }

    /** All variants once; what the products of a step are depends neither on the backend nor on the number of threads. */
    @ParameterizedTest
    @CsvSource({"openblas, 1,", "openblas, 2, rbm", "ojalgo, 2, semi-supervised-rbm"})
    void everyVariantAndPhaseIsMeasuredAgainstItsProducts(String backend, String threads, String variant) {
        List<String> more = new ArrayList<>(List.of("--json", "-D", "backend=" + backend, "--threads", threads));
        if (variant != null) {
            more.addAll(List.of("--variant", variant));
        }
        Map<?, ?> result = (Map<?, ?>) Json.read(bench(0, 32, more.toArray(String[]::new)));
        assertThat(result.get("backend")).isEqualTo(backend);
        assertThat(result.get("threads")).isEqualTo(Long.valueOf(threads));
        List<?> training = (List<?>) result.get("training");
        assertThat(training) // the conditional likelihood has no negative phase, and is measured once
                .hasSize(
                        variant == null
                                ? 2
                                                * Contributions.catalog()
                                                        .variants()
                                                        .values()
                                                        .size()
                                        - 1
                                : 2);
        for (Object one : training) {
            Map<?, ?> figures = (Map<?, ?>) one;
            if (figures.containsKey("skipped")) { // chains of a machine with context don't persist
                assertThat(figures.get("skipped").toString()).contains("context");
                continue;
            }
            Long expected = PRODUCTS.get(figures.get("variant"));
            if (expected == null) { // boltzmann-machine: some for each round of mean field
                assertThat((Long) figures.get("products")).as("%s", figures).isGreaterThan(5L);
            } else {
                assertThat(figures.get("products")).as("%s", figures).isEqualTo(expected);
            }
            checkRatio(figures);
            assertThat((Double) figures.get("examples-per-second")).isPositive().isFinite();
            assertThat(((Number) figures.get("bytes-per-step")).doubleValue()).isNotNegative();
            double shares = ((Map<?, ?>) figures.get("profile"))
                    .values().stream()
                            .mapToDouble(share -> ((Number) share).doubleValue())
                            .sum();
            assertThat(shares)
                    .satisfiesAnyOf(
                            all -> assertThat(all).isZero(),
                            all -> assertThat(all).isCloseTo(1, org.assertj.core.api.Assertions.within(1e-9)));
        }
        Map<?, ?> annealing = (Map<?, ?>) result.get("annealing");
        assertThat(annealing.get("products-per-beta")).isEqualTo(2L);
        checkRatio(annealing);
        assertThat((Map<?, ?>) result.get("machine")).hasSize(5);
    }

    private static void checkRatio(Map<?, ?> figures) {
        Map<?, ?> ratio = (Map<?, ?>) figures.get("ratio");
        for (String which : List.of("low", "median", "high")) {
            assertThat(((Number) ratio.get(which)).doubleValue()).isPositive().isFinite();
        }
    }

    @Test
    void everyTermIsMeasuredAgainstItsProducts() {
        Map<?, ?> result = (Map<?, ?>) Json.read(bench(0, 32, "--terms", "--json", "--threads", "1"));
        Map<String, Map<?, ?>> rows = new HashMap<>();
        for (Object row : (List<?>) result.get("terms")) {
            Map<?, ?> figures = (Map<?, ?>) row;
            rows.put(figures.get("term") + ", " + figures.get("method"), figures);
            assertThat(((Number) ((Map<?, ?>) figures.get("ms")).get("median")).doubleValue())
                    .isPositive();
            assertThat(figures.containsKey("ratio")).isEqualTo((Long) figures.get("products") > 0);
        }
        double classes = 10;
        for (String method : List.of("field on v", "field on h", "gradient", "energy")) {
            Map<?, ?> label = rows.get("three-way, 10 classes third, " + method);
            assertThat(((Number) label.get("operations")).doubleValue() * classes)
                    .as(method)
                    .isEqualTo(((Number) label.get("dense-operations")).doubleValue());
        }
        assertThat(rows.get("factored, step of CD-1").get("products")).isEqualTo(15L);
        assertThat(rows.get("factored, field on h").get("products")).isEqualTo(3L);
        List<?> growth = (List<?>) result.get("growth");
        assertThat(growth)
                .hasSize(4)
                .allSatisfy(row -> assertThat(((Map<?, ?>) row).get("products")).isEqualTo(15L));
    }

    @Test
    void aPersonGetsATableOfTermsToo() {
        assertThat(bench(0, 32, "--terms", "--threads", "2", "--term", "three-way", "--term", "growing"))
                .contains("three-way, 10 classes first", "gradient", "step of CD-1", "ps per factor and unit")
                .doesNotContain("annealing", "pairwise");
        assertThat(bench(ExitCodes.USAGE, 32, "--terms", "--term", "four-way")).contains("four-way", "three-way");
    }

    @Test
    void aPersonGetsATable() {
        assertThat(bench(0, 32, "--variant", "rbm", "--variant", "potts-rbm"))
                .contains("ms/step", "cd-1", "pcd-1", "potts-rbm", "annealing, 100 chains", "load average", "products")
                .doesNotContain("spin-rbm", "skipped");
    }

    @Test
    void whatCannotBeMeasuredIsRefused() {
        assertThat(bench(ExitCodes.USAGE, 32, "--variant", "rmb")).contains("variant is \"rmb\"");
        assertThat(bench(ExitCodes.USAGE, 0)).contains("--visible");
        assertThat(bench(ExitCodes.USAGE, 32, "-D", "batch=3")).contains("no setting is called batch");
    }

    @Test
    void aVariantThatDoesNotFitTheSizesIsPassedOverWithTheReason() {
        assertThat(bench(0, 33, "--variant", "potts-rbm", "--variant", "rbm").lines())
                .anyMatch(line -> line.startsWith("potts-rbm") && line.contains("skipped: "))
                .anyMatch(line -> line.startsWith("rbm") && line.contains("products"));
    }
}
