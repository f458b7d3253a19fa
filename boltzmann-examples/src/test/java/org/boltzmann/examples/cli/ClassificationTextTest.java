package org.boltzmann.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.boltzmann.discriminative.Classification;
import org.junit.jupiter.api.Test;

class ClassificationTextTest {

    /** Each pair is a true class and what it is taken for, with probability 0.9. */
    private static Classification of(int classes, int[]... pairs) {
        Classification.Tally tally = Classification.tally(classes);
        for (int[] pair : pairs) {
            double[] logProbabilities = new double[classes];
            Arrays.fill(logProbabilities, Math.log(0.1 / (classes - 1)));
            logProbabilities[pair[1]] = Math.log(0.9);
            tally.add(logProbabilities, pair[0]);
        }
        return tally.result();
    }

    private static List<String> lines(Classification result, String... names) {
        return ClassificationText.of(result, List.of(names)).lines().toList();
    }

    @Test
    void shortNamesHeadTheColumns() {
        assertThat(lines(of(2, new int[] {0, 0}, new int[] {1, 0}, new int[] {0, 0}, new int[] {1, 1}), "yes", "no"))
                .containsExactly(
                        "error 0.2500 (1 of 4; 95 % interval 0.0456 to 0.6994)",
                        "log loss 0.6547 +- 0.5493 nats, calibration error 0.1500, macro F1 0.7333",
                        "",
                        "which class (row) was taken for which (column)",
                        "       yes   no",
                        "yes      2    .",
                        "no       1    1",
                        "",
                        "class  examples  predicted  precision  recall      F1",
                        "yes           2          3     0.6667  1.0000  0.8000",
                        "no            2          1     1.0000  0.5000  0.6667");
    }

    @Test
    void longNamesAreLetteredAndVeryLongOnesCut() {
        List<String> lines = lines(of(3, new int[] {0, 1}), "Acer pseudoplatanus", "Quercus\nrobur", "x".repeat(99));
        assertThat(lines)
                .contains(
                        " ".repeat(43) + "     a  b  c",
                        "Acer pseudoplatanus" + " ".repeat(24) + "  a  .  1  .",
                        "Quercus\\u000arobur" + " ".repeat(25) + "  b  .  .  .",
                        "x".repeat(40) + "...  c  .  .  .")
                .contains("Acer pseudoplatanus" + " ".repeat(24) + "         1          0          -  0.0000  0.0000");
    }

    @Test
    void ofManyClassesTheMostFrequentConfusionsAreListed() {
        int[][] pairs = IntStream.range(0, 200)
                .mapToObj(i -> new int[] {i % 40, i % 40 == 7 ? 8 : i % 40})
                .toArray(int[][]::new);
        String[] names = IntStream.range(0, 40).mapToObj(k -> "kind " + k).toArray(String[]::new);
        List<String> lines = lines(of(40, pairs), names);
        assertThat(lines)
                .contains("a class and what it was taken for, most frequent first (1 of 1 such pairs)")
                .contains("kind 7   kind 8       5")
                .contains("26 of 40 classes, those with the lowest F1; --json has all")
                .hasSize(2 + 1 + 2 + 1 + 2 + 26);
    }

    @Test
    void ofManyClassesWithoutErrorsNothingIsListed() {
        String[] names = IntStream.range(0, 30).mapToObj(Integer::toString).toArray(String[]::new);
        assertThat(lines(of(30, new int[] {3, 3}), names)).contains("no class was taken for another");
    }
}
