package org.boltzmann.examples.report;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.boltzmann.core.io.Json;
import org.boltzmann.examples.compare.Comparison;

/** A comparison as one self-contained page: it loads nothing, and what it says in words is escaped. */
public final class HtmlReport {

    private static final String CHARTS = "/META-INF/resources/webjars/uplot/1.6.30/dist/";

    private HtmlReport() {}

    /**
     * The page.
     *
     * @param comparison what was found
     * @param provenance what it was found with, by name
     * @return HTML
     */
    public static String of(Comparison comparison, Map<String, ?> provenance) {
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("style", resource(CHARTS + "uPlot.min.css") + resource("report.css"));
        page.put("script", resource(CHARTS + "uPlot.iife.min.js") + resource("report.js"));
        page.put("title", comparison.suite());
        page.put("about", comparison.about());
        page.put(
                "provenance",
                provenance.entrySet().stream()
                        .map(entry -> Map.of("key", entry.getKey(), "value", entry.getValue()))
                        .toList());
        page.put("many", comparison.tasks().size() > 1);
        page.put("tasks", comparison.tasks().stream().map(TaskPage::of).toList());
        page.put(
                "data",
                Json.write(comparison.tasks().stream()
                                .map(task -> Charts.of(TaskPage.id(task), task))
                                .toList())
                        .replace("<", "\\u003c")); // so that nothing in it looks like the end of the script
        Template template =
                Mustache.compiler().defaultValue("").emptyStringIsFalse(true).compile(resource("report.mustache"));
        return template.execute(page);
    }

    private static String resource(String name) {
        try (InputStream in = HtmlReport.class.getResourceAsStream(
                name.startsWith("/") ? name : "/org/boltzmann/examples/report/" + name)) {
            if (in == null) {
                throw new IllegalStateException("there is no " + name + " on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
