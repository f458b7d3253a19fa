package org.boltzmann.core.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.boltzmann.core.Excerpt;

/** The parts that an NPZ file brings as arrays, named as by Keras ({@code x_train}, {@code y_train}) or MedMNIST ({@code train_images}). */
final class NpzParts {

    private static final String EXAMPLES = "x|data|images|features";
    private static final String LABELS = "y|labels?|targets?";
    private static final Map<Split, String> PARTS =
            new EnumMap<>(Map.of(Split.TRAIN, "train", Split.VALIDATION, "val|valid|validation", Split.TEST, "test"));

    private NpzParts() {}

    /** How each part is read; empty if the file is no archive, brings no part for testing or validation, or an array is asked for. */
    static Map<Split, DataOptions> of(Path file, DataOptions options) {
        Map<Split, DataOptions> parts = new EnumMap<>(Split.class);
        if (!options.examples().isEmpty() || !NpzReader.recognises(file)) {
            return parts;
        }
        List<String> arrays = names(file);
        PARTS.forEach((split, part) -> find(arrays, EXAMPLES, part)
                .ifPresent(examples -> parts.put(
                        split, options.withExamples(examples).withLabel(label(options.label(), arrays, part)))));
        return parts.size() > 1 ? parts : Map.of();
    }

    private static LabelColumn label(LabelColumn wanted, List<String> arrays, String part) {
        return wanted instanceof LabelColumn.Named named && !named.required()
                ? find(arrays, LABELS, part).map(LabelColumn::named).orElse(LabelColumn.none())
                : wanted;
    }

    private static Optional<String> find(List<String> arrays, String what, String part) {
        String pattern = "(?i)(" + what + ")_(" + part + ")|(" + part + ")_(" + what + ")";
        return arrays.stream().filter(name -> name.matches(pattern)).findFirst();
    }

    /** What is wrong with a damaged archive its reader says. */
    private static List<String> names(Path file) {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return zip.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.endsWith(".npy"))
                    .map(name -> name.substring(0, name.length() - ".npy".length()))
                    .toList();
        } catch (IOException | RuntimeException e) {
            return List.of();
        }
    }

    static String note(Path file, Map<Split, DataOptions> parts) {
        return file + " brings its parts: "
                + new TreeMap<>(parts)
                        .entrySet().stream()
                                .map(part -> Excerpt.of(part.getValue().examples()) + " for "
                                        + part.getKey().purpose())
                                .collect(Collectors.joining(", "));
    }
}
