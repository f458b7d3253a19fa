package org.boltzmann.examples.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.boltzmann.core.io.Json;
import org.boltzmann.examples.cli.BoltzmannCommand;
import org.boltzmann.examples.compare.Baseline;
import org.boltzmann.examples.compare.Cell;
import org.boltzmann.examples.compare.Comparison;
import org.boltzmann.examples.compare.Curve;
import org.boltzmann.examples.compare.Figure;
import org.boltzmann.examples.compare.Row;
import org.boltzmann.examples.compare.TaskResult;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The page stands alone, says nothing that is not escaped, and works in a browser. */
class HtmlReportTest {

    private static final String SUITE = """
            suite: tiny
            about: Machines that take a moment.
            seeds: 2
            ais.betas: 50
            epochs: 3
            tasks:
              drawings:
                about: Bars & stripes <of 4 x 4>.
                data: bars-and-stripes
                measure: density
                variant: rbm, spin-rbm, gaussian-rbm
              classes:
                data: stroke-digits
                data.examples: 500
                measure: classification
                variant: hybrid-rbm, class-rbm
                model.hidden: 20
              pairs:
                data: shifts
                data.examples: 200
                measure: transformation
                variant: factored-gated-rbm
                ais.contexts: 2
                ais.chains: 2
              music:
                data: chorale-grammar
                measure: sequence
                variant: rnn-rbm
                epochs: 1
                ais.contexts: 5
                ais.chains: 2
                ais.watched-frames: 5
                frames.chains: 1
                frames.sweeps: 1
                frames.begin: previous
            """;

    @TempDir
    private static Path folder;

    private static String page;

    @BeforeAll
    static void compare() throws Exception {
        Path file = Files.writeString(folder.resolve("tiny.yaml"), SUITE);
        StringWriter err = new StringWriter();
        CommandLine commandLine = BoltzmannCommand.commandLine();
        commandLine.setOut(new PrintWriter(new StringWriter())).setErr(new PrintWriter(err));
        int code = commandLine.execute("compare", "--suite=" + file, "--out=" + folder.resolve("out"));
        assertThat(code).as(err.toString()).isZero();
        page = Files.readString(folder.resolve("out/report.html"));
    }

    @Test
    void itLoadsNothing() {
        Matcher addresses = Pattern.compile("(?:src|href|action|data)=\"([^\"]*)\"|url\\(([^)]*)\\)|@import")
                .matcher(page);
        while (addresses.find()) {
            assertThat(String.valueOf(addresses.group(1) == null ? addresses.group(2) : addresses.group(1)))
                    .matches("(data:.*|#.*)");
        }
        assertThat(page).doesNotContain("<link rel=\"stylesheet\"").doesNotContain("<script src");
    }

    @Test
    void whatItIsToldIsEscaped() {
        assertThat(page).contains("Bars &amp; stripes &lt;of 4 x 4&gt;.");
        String hostile = "</script><script>alert(1)</script>";
        Cell.Done cell = new Cell.Done(
                1,
                Map.of("mean", -1.0, "of", "probability"),
                Map.of(Figure.RECONSTRUCTION, 0.5),
                Map.of(),
                1,
                2,
                1,
                1,
                List.of(new Curve(hostile, List.of(1, 2), List.of(1.0, 2.0))),
                List.of(),
                hostile);
        Row row = new Row(
                hostile,
                hostile,
                Map.of(hostile, hostile),
                Optional.of(Baseline.independent("probability", -2, 1, 1)),
                Optional.empty(),
                List.of(cell));
        TaskResult task =
                new TaskResult(hostile, hostile, hostile, 1, 1, List.of(1L), List.of(), List.of(row), hostile);
        String html = HtmlReport.of(new Comparison(hostile, hostile, List.of(task)), Map.of(hostile, hostile));
        assertThat(html).doesNotContain("<script>alert").contains("&lt;/script&gt;");
        assertThat(html.split("</script>", -1)).hasSize(1 + 2);
    }

    private static Row row(String name, double logLikelihood, boolean trusted) {
        Cell.Done cell = new Cell.Done(
                1,
                Map.of(
                        "mean",
                        logLikelihood,
                        "of",
                        "probability",
                        "log-partition",
                        Map.of("trusted", trusted, "why", "few")),
                Map.of(),
                Map.of(),
                1,
                2,
                1,
                1,
                List.of(),
                List.of(),
                "");
        return new Row(
                name,
                "",
                Map.of(),
                Optional.of(Baseline.independent("probability", -3, 1, 1)),
                Optional.empty(),
                List.of(cell));
    }

    @Test
    void aLogLikelihoodThatCannotBeTrustedIsMarkedAndNeverTheBest() {
        TaskResult task = new TaskResult(
                "t",
                "",
                "d",
                1,
                1,
                List.of(1L),
                List.of(),
                List.of(row("doubtful", -1, false), row("good", -2, true), row("worse", -2.5, true)),
                "");
        String html = HtmlReport.of(new Comparison("s", "", List.of(task)), Map.of());
        assertThat(html)
                .containsPattern("class=\"number\" data-value=\"-1.0\">−1.0+\\?<")
                .containsPattern("class=\"number best\" data-value=\"-2.0\">−2.0+<")
                .contains("<dt>?</dt>");
        TaskResult sure = new TaskResult(
                "t", "", "d", 1, 1, List.of(1L), List.of(), List.of(row("a", -1, true), row("good", -2, true)), "");
        assertThat(HtmlReport.of(new Comparison("s", "", List.of(sure)), Map.of()))
                .containsPattern("class=\"number best\" data-value=\"-1.0\"")
                .doesNotContain("<dt>?</dt>");
    }

    @Test
    void theNumbersOfThePageAreThoseOfTheJson() throws Exception {
        Map<?, ?> json = (Map<?, ?>) Json.read(Files.readString(folder.resolve("out/comparison.json")));
        List<?> tasks = (List<?>) json.get("tasks");
        assertThat(tasks)
                .extracting(task -> ((Map<?, ?>) task).get("task"))
                .isEqualTo(List.of("drawings", "classes", "pairs", "music"));
        int means = 0;
        for (Object task : tasks) {
            for (Object variant : (List<?>) ((Map<?, ?>) task).get("variants")) {
                if (((Map<?, ?>) variant).get("log-likelihood") instanceof Map<?, ?> figures) {
                    assertThat(page).contains("data-value=\"" + figures.get("mean") + "\"");
                    means++;
                }
            }
        }
        assertThat(means).isEqualTo(3 + 1 + 1);
    }

    @Test
    void inABrowserTheTablesSortEveryPictureHasASizeAndNothingGoesWrong() throws Exception {
        Optional<Browser> browser = Browser.installed();
        assumeTrue(browser.isPresent(), "no Chromium on the path: the report was not opened in a browser");
        String before = """
                <script>
                window.problems = [];
                window.addEventListener("error", function (e) { window.problems.push("error: " + e.message); }, true);
                ["error", "warn"].forEach(function (level) {
                  console[level] = function () { window.problems.push(level + ": " + Array.prototype.join.call(arguments, " ")); };
                });
                </script>
                """;
        String after = """
                <script>
                (function () {
                  var verdict = {};
                  var table = document.querySelector("#task-drawings table.sortable");
                  function order() { return Array.prototype.map.call(table.tBodies[0].rows, function (row) { return row.cells[0].textContent.trim(); }); }
                  function values() { return Array.prototype.map.call(table.tBodies[0].rows, function (row) { return parseFloat(row.cells[1].dataset.value); }); }
                  var heading = table.tHead.rows[0].cells[1].querySelector("button");
                  verdict.first = order();
                  heading.click();
                  verdict.up = values();
                  heading.click();
                  verdict.down = values();
                  verdict.sorted = table.tHead.rows[0].cells[1].getAttribute("aria-sort");
                  table.tHead.rows[0].cells[0].querySelector("button").click();
                  verdict.names = order();
                  verdict.pictures = Array.prototype.map.call(document.images, function (image) {
                    return [image.naturalWidth, image.naturalHeight, image.getBoundingClientRect().width];
                  });
                  verdict.charts = document.querySelectorAll(".chart canvas").length;
                  verdict.wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
                  verdict.ready = document.documentElement.dataset.ready;
                  verdict.problems = window.problems;
                  document.body.textContent = "VERDICT" + JSON.stringify(verdict) + "END";
                })();
                </script>
                """;
        Path instrumented = Files.writeString(
                folder.resolve("instrumented.html"),
                page.replace("<head>", "<head>" + before).replace("</body>", after + "</body>"));
        for (String width : List.of("--window-size=1200,900", "--window-size=500,900")) {
            String dom = browser.get().open(instrumented, folder.resolve("profile" + width.length()), width);
            assertThat(dom).contains("VERDICT");
            String json = dom.substring(dom.indexOf("VERDICT") + "VERDICT".length(), dom.indexOf("END"))
                    .replace("&lt;", "<")
                    .replace("&gt;", ">")
                    .replace("&amp;", "&");
            Map<?, ?> verdict = (Map<?, ?>) Json.read(json);
            assertThat((List<?>) verdict.get("problems")).isEmpty();
            assertThat(verdict.get("ready")).isEqualTo("true");
            assertThat(numbers(verdict.get("up"))).isSorted().hasSize(5);
            assertThat(numbers(verdict.get("down"))).isSortedAccordingTo((a, b) -> Double.compare(b, a));
            assertThat(verdict.get("sorted")).isEqualTo("descending");
            assertThat(((List<?>) verdict.get("names"))
                            .stream().map(Object::toString).toList())
                    .isSorted()
                    .containsExactlyInAnyOrderElementsOf(((List<?>) verdict.get("first"))
                            .stream().map(Object::toString).toList());
            List<?> pictures = (List<?>) verdict.get("pictures");
            assertThat(pictures)
                    .hasSizeGreaterThan(7)
                    .allSatisfy(picture -> assertThat(numbers(picture))
                            .allSatisfy(size -> assertThat(size).isGreaterThan(10)));
            assertThat(((Number) verdict.get("charts")).intValue()).isGreaterThan(5);
            assertThat(((Number) verdict.get("wide")).intValue()).isLessThanOrEqualTo(0);
        }
    }

    private static List<Double> numbers(Object list) {
        return ((List<?>) list)
                .stream().map(value -> ((Number) value).doubleValue()).toList();
    }
}
