package org.boltzmann.examples.compare;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A column of a table, its title and cells of one width.
 *
 * @param title its title
 * @param cells its cells
 */
record Column(String title, List<String> cells) {

    /** Words, flush left. */
    static Column left(String title, List<String> words) {
        List<String> all = new ArrayList<>(List.of(title));
        all.addAll(words);
        List<String> padded = left(all);
        return new Column(padded.get(0), padded.subList(1, padded.size()));
    }

    /**
     * Means with their errors: points under points, and as many decimals as show two digits of the smallest error or number,
     * within limits. {@code marks} follow the means, one each; there may be none at all.
     */
    static Column means(String title, List<Optional<Summary>> summaries, List<String> marks, int least, int most) {
        int decimals = Math.max(
                least,
                Math.min(
                        most,
                        summaries.stream()
                                .flatMap(Optional::stream)
                                .flatMap(one -> Stream.of(
                                        one.mean(), one.standardError().orElse(0.0)))
                                .filter(number -> number != 0 && Double.isFinite(number))
                                .mapToInt(number -> 1 - (int) Math.floor(Math.log10(Math.abs(number))))
                                .max()
                                .orElse(least)));
        List<String> means = right(summaries.stream()
                .map(one -> one.map(all -> number(all.mean(), decimals)).orElse("-"))
                .toList());
        List<String> errors = right(summaries.stream()
                .map(one -> one.flatMap(Summary::standardError)
                        .map(error -> number(error, decimals))
                        .orElse(""))
                .toList());
        List<String> marked = marks.isEmpty() ? Collections.nCopies(means.size(), "") : left(marks);
        List<String> all = new ArrayList<>(List.of(title));
        all.addAll(left(IntStream.range(0, summaries.size())
                .mapToObj(i -> means.get(i) + marked.get(i) + (errors.get(i).isBlank() ? "" : " +- " + errors.get(i)))
                .toList()));
        List<String> padded = right(all);
        return new Column(padded.get(0), padded.subList(1, padded.size()));
    }

    private static String number(double number, int decimals) {
        return String.format(Locale.ROOT, "%,." + decimals + "f", number);
    }

    private static List<String> left(List<String> words) {
        int width = width(words);
        return words.stream()
                .map(word -> word + " ".repeat(width - word.length()))
                .toList();
    }

    private static List<String> right(List<String> words) {
        int width = width(words);
        return words.stream()
                .map(word -> " ".repeat(width - word.length()) + word)
                .toList();
    }

    private static int width(List<String> words) {
        return Collections.max(words.stream().map(String::length).toList());
    }
}
