package org.boltzmann.examples.data;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * The ways digits are written: strokes through points, x to the right and y downwards, in hundredths of the digit's box.
 *
 * <p>A line of text is one way; strokes are separated by {@code /}, points by blanks. A stroke is smooth; corners are where
 * one stroke ends and another begins.
 */
final class DigitTemplates {

    private static final List<List<List<double[]>>> WAYS = Stream.of(
                    // 0: round, narrow, open at the top, slashed
                    """
                    50,0 22,10 6,36 6,64 22,90 50,100 78,90 94,64 94,36 78,10 50,0
                    55,0 34,12 24,38 24,64 36,92 55,100 70,90 77,62 76,36 68,10 55,0
                    66,6 38,8 14,32 6,62 22,92 50,100 80,84 92,52 86,20 62,2 46,8
                    50,0 22,10 6,36 6,64 22,90 50,100 78,90 94,64 94,36 78,10 50,0 / 80,14 20,86
                    """,
                    // 1: a stroke, with a flag, with flag and foot, leaning
                    """
                    50,0 50,100
                    26,22 40,14 54,0 / 54,0 54,100
                    24,24 40,14 52,0 / 52,0 52,100 / 22,100 82,100
                    64,0 54,50 40,100
                    14,36 36,22 60,0 / 60,0 58,50 58,100
                    """,
                    // 2: straight foot, looped foot, angular, wide
                    """
                    10,24 24,6 50,0 78,8 88,28 76,52 46,76 10,100 / 10,100 92,100
                    12,22 30,4 56,0 80,14 80,38 60,64 32,88 14,96 8,86 22,80 46,92 70,100 94,92
                    12,10 50,0 84,16 82,40 56,68 12,100 / 12,100 50,96 90,98
                    8,30 14,8 44,0 74,4 84,26 64,54 34,78 6,98 / 6,98 40,94 66,100 96,88
                    """,
                    // 3: round, flat-topped, small upper bow, without the inner point
                    """
                    12,14 40,0 72,6 82,26 66,44 38,48 / 38,48 72,54 90,74 74,94 42,100 8,86
                    12,0 86,0 / 86,0 40,42 / 40,42 74,46 92,70 76,94 42,100 8,86
                    18,10 46,0 70,12 68,32 40,44 / 40,44 80,48 94,72 78,94 40,100 6,88
                    10,12 46,0 80,12 78,34 52,48 78,58 90,78 70,98 38,100 8,88
                    """,
                    // 4: open, closed, stem to the middle, curved
                    """
                    26,0 18,32 8,60 / 8,60 94,60 / 72,22 70,60 68,100
                    70,0 4,68 / 4,68 98,68 / 70,0 70,100
                    20,0 18,28 22,50 50,56 82,50 / 84,0 82,50 74,100
                    30,4 8,66 / 8,66 50,62 94,62 / 64,34 60,66 54,100
                    """,
                    // 5: angular, round, one stroke, with a late roof
                    """
                    86,0 20,0 / 20,0 16,44 / 16,44 50,36 82,48 90,70 74,94 40,100 8,88
                    88,2 54,2 26,6 18,30 18,46 50,40 82,54 84,80 60,98 30,100 8,90
                    24,4 18,44 / 18,44 56,38 86,58 80,86 48,100 10,92 / 24,4 58,4 94,0
                    80,0 32,2 / 32,2 18,42 / 18,42 60,44 84,64 76,90 46,100 14,94
                    """,
                    // 6: round, straight, with a large bow, leaning
                    """
                    78,4 44,14 18,42 8,72 24,96 52,100 82,88 86,66 64,52 32,58 12,78
                    66,0 40,24 18,56 12,78 28,98 58,100 82,84 76,62 48,56 18,70
                    58,0 28,18 8,52 12,84 40,100 76,96 92,70 76,46 44,42 14,60
                    40,0 22,34 14,70 26,96 54,100 78,86 74,64 50,58 22,72
                    """,
                    // 7: plain, crossed, curved, with a serif
                    """
                    8,2 92,2 / 92,2 60,46 40,100
                    8,2 92,2 / 92,2 62,46 44,100 / 32,52 84,50
                    8,8 36,2 64,6 90,0 / 90,0 70,30 54,62 50,100
                    10,16 10,2 / 10,2 90,2 / 90,2 62,50 34,100
                    """,
                    // 8: one stroke, two rings, narrow, open at the top
                    """
                    78,14 50,0 22,12 26,34 50,48 78,64 82,86 50,100 18,86 22,64 50,48 74,34 78,14
                    50,0 26,8 22,28 50,44 78,28 74,8 50,0 / 50,44 16,58 12,84 50,100 88,84 84,58 50,44
                    64,6 44,0 32,16 40,36 56,50 68,70 60,94 40,98 28,80 38,58 58,42 70,22 64,6
                    86,8 52,2 20,14 30,38 60,52 80,72 66,96 34,98 20,78 40,54 66,38 92,16
                    """,
                    // 9: straight stem, curved stem, hooked, narrow
                    """
                    84,26 62,4 32,4 12,24 22,46 54,48 84,26 / 84,8 84,56 80,100
                    86,22 60,0 26,8 10,32 30,52 64,48 86,22 / 86,22 84,54 66,82 34,100
                    82,20 56,0 24,10 14,34 36,50 66,42 82,20 / 82,20 88,60 72,94 40,100 14,88
                    70,16 50,2 28,14 28,38 50,46 70,34 70,16 / 70,16 66,60 52,100
                    """)
            .map(digit -> digit.lines().map(DigitTemplates::strokes).toList())
            .toList();

    private DigitTemplates() {}

    private static List<double[]> strokes(String way) {
        return Arrays.stream(way.split(" / "))
                .map(stroke -> Arrays.stream(stroke.split("[ ,]"))
                        .mapToDouble(number -> Integer.parseInt(number) / 100.0)
                        .toArray())
                .toList();
    }

    /** The strokes of one way of writing a digit: x0, y0, x1, y1 ... within 0 and 1. Not to be changed. */
    static List<double[]> of(int digit, RandomGenerator random) {
        List<List<double[]>> ways = WAYS.get(digit);
        return ways.get(Draws.below(ways.size(), random));
    }
}
