package org.boltzmann.core.wiring;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.configuration2.PropertiesConfiguration;
import org.boltzmann.core.io.Tree;

/**
 * Settings in a file that a person wrote: YAML, or properties where the name ends so.
 *
 * <p>In YAML keys may be nested or joined by points, lists are joined by commas, and {@code machine} holds a declared machine.
 * Values are taken as they are written: {@code 010} is ten and {@code yes} a word, nothing like {@code ${...}} is expanded. A key
 * given twice, tags, anchors and aliases are refused.
 */
public final class SettingsFile {

    /** Where a settings file declares a machine. */
    public static final String MACHINE = "machine";

    private static final int LARGEST = 1 << 20;

    private SettingsFile() {}

    /**
     * Reads a file.
     *
     * @param file the file, at most 1 MiB of UTF-8
     * @return its settings, each with its line
     * @throws IOException if it cannot be read
     * @throws SettingsException if it cannot be understood, with file, line and what to do
     */
    public static SettingsLayer read(Path file) throws IOException {
        String text = text(file);
        return file.toString().endsWith(".properties") ? properties(file, text) : yaml(file, text);
    }

    /**
     * Reads settings that are a text already.
     *
     * @param name what they are called where something is wrong with them
     * @param text YAML
     * @return the settings, each with its line
     * @throws SettingsException if it cannot be understood, with name, line and what to do
     */
    public static SettingsLayer parse(String name, String text) {
        return yaml(Path.of(name), text);
    }

    /**
     * Reads a file that holds a declared machine, alone or among settings.
     *
     * @param file a YAML file
     * @return its settings; the machine is there
     * @throws IOException if it cannot be read
     * @throws SettingsException if it cannot be understood or holds no machine
     */
    public static SettingsLayer readMachine(Path file) throws IOException {
        YamlText yaml = new YamlText(file.toString(), text(file));
        SettingsLayer layer = layer(file, yaml);
        if (layer.machine().isEmpty()) {
            throw new SettingsException(List.of(
                    file + ": holds no machine; a machine has groups and terms, at the top or under the key machine"));
        }
        return layer;
    }

    private static String text(Path file) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(LARGEST + 1);
        }
        if (bytes.length > LARGEST) {
            throw new SettingsException(List.of(file + ": has more than 1 MiB, which is no settings file"));
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new SettingsException(List.of(file + ": is not text in UTF-8"));
        }
    }

    private static SettingsLayer properties(Path file, String text) throws IOException {
        Map<String, String> values = new LinkedHashMap<>();
        Map<String, Integer> lines = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        try (PropertiesConfiguration.PropertiesReader reader =
                new PropertiesConfiguration.PropertiesReader(new StringReader(text))) {
            while (reader.nextProperty()) {
                String key = reader.getPropertyName();
                int line = reader.getLineNumber();
                if (values.put(key, reader.getPropertyValue()) != null) {
                    problems.add(file + ":" + line + ": " + key + " is set a second time, first in line "
                            + lines.get(key) + "; leave one of them out");
                }
                lines.put(key, line);
            }
        } catch (RuntimeException e) {
            throw new SettingsException(List.of(file + ": is no properties file: " + e.getMessage()));
        }
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
        values.computeIfPresent(MACHINE, (key, name) -> beside(file, name));
        return new SettingsLayer(file.toString(), values, lines, Optional.empty());
    }

    /** A file that a file names lies beside it, unless its path is absolute. */
    private static String beside(Path file, String name) {
        try {
            return file.resolveSibling(name).toString();
        } catch (InvalidPathException e) {
            return name; // refused where it is read
        }
    }

    private static SettingsLayer yaml(Path file, String text) {
        return layer(file, new YamlText(file.toString(), text));
    }

    private static SettingsLayer layer(Path file, YamlText yaml) {
        Object root = yaml.value();
        Map<String, String> values = new LinkedHashMap<>();
        Map<String, Integer> lines = new LinkedHashMap<>();
        if (root == null) {
            return new SettingsLayer(file.toString(), values, lines, Optional.empty());
        }
        boolean alone = root instanceof Map<?, ?> some
                && !some.containsKey(MACHINE)
                && (some.containsKey("groups") || some.containsKey("terms"));
        if (alone) { // a machine that is declared without the key
            return new SettingsLayer(file.toString(), values, lines, Optional.of(yaml.tree(MACHINE, root, "")));
        }
        if (!(root instanceof Map<?, ?> map)) {
            throw new SettingsException(List.of(file + ":1: must hold settings such as \"epochs: 10\""));
        }
        Flattening flattening = new Flattening(file.toString(), yaml, values, lines);
        Optional<Tree> machine = Optional.empty();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            String key = entry.getKey().toString();
            if (key.equals(MACHINE) && entry.getValue() instanceof Map) {
                machine = Optional.of(yaml.tree(MACHINE, entry.getValue(), MACHINE));
            } else {
                flattening.add(key, key, entry.getValue());
            }
        }
        flattening.check();
        values.computeIfPresent(MACHINE, (key, name) -> beside(file, name));
        return new SettingsLayer(file.toString(), values, lines, machine);
    }

    /** Joins nested keys by points. */
    private record Flattening(
            String file, YamlText yaml, Map<String, String> values, Map<String, Integer> lines, List<String> problems) {

        Flattening(String file, YamlText yaml, Map<String, String> values, Map<String, Integer> lines) {
            this(file, yaml, values, lines, new ArrayList<>());
        }

        void add(String key, String path, Object value) {
            int line = yaml.line(path);
            if (value instanceof Map<?, ?> map && !map.isEmpty()) {
                map.forEach((name, inner) -> add(key + "." + name, path + "." + name, inner));
            } else if (value == null || value.equals("") || value.equals(List.of()) || value instanceof Map) {
                problems.add(file + ":" + line + ": " + key + " has no value");
            } else if (values.containsKey(key)) {
                problems.add(file + ":" + line + ": " + key
                        + " is set twice, as one word and nested; leave one of them out");
            } else {
                try {
                    values.put(
                            key,
                            Tree.of(key, value, at -> file + ":" + line + ": " + at)
                                    .joined());
                    lines.put(key, line);
                } catch (IllegalArgumentException e) {
                    problems.add(e.getMessage());
                }
            }
        }

        void check() {
            if (!problems.isEmpty()) {
                throw new SettingsException(problems);
            }
        }
    }
}
