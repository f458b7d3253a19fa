package org.boltzmann.examples.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.boltzmann.core.io.Json;
import org.boltzmann.core.io.MachineDeclaration;

/** Writes settings and declarations as YAML that is read again as what it was. */
final class YamlWriter {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./+-][A-Za-z0-9_./+()-]*");

    private YamlWriter() {}

    static String scalar(String text) {
        boolean word = PLAIN.matcher(text).matches() && !text.equalsIgnoreCase("null") && !text.startsWith("-");
        return word ? text : Json.write(text);
    }

    /** A machine under the key that settings files have for it, one line a group, a parameter, a term. */
    static String machine(MachineDeclaration machine) {
        StringBuilder text = new StringBuilder(String.format("machine:%n"));
        machine.tree().forEach((key, value) -> {
            if (value instanceof List<?> list) {
                text.append(String.format("  %s:%n", key));
                list.forEach(element -> text.append(String.format("    - %s%n", flow(element))));
            } else if (value instanceof Map<?, ?> map) {
                text.append(String.format("  %s:%n", key));
                map.forEach((name, inner) ->
                        text.append(String.format("    %s: %s%n", scalar(name.toString()), flow(inner))));
            } else {
                text.append(String.format("  %s: %s%n", key, flow(value)));
            }
        });
        return text.toString();
    }

    private static String flow(Object value) {
        List<String> parts = new ArrayList<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, inner) -> parts.add(scalar(key.toString()) + ": " + flow(inner)));
            return "{" + String.join(", ", parts) + "}";
        }
        if (value instanceof Iterable<?> list) {
            list.forEach(inner -> parts.add(flow(inner)));
            return "[" + String.join(", ", parts) + "]";
        }
        return scalar(String.valueOf(value));
    }
}
