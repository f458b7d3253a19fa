package org.boltzmann.higherorder;

import java.util.List;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.Term;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.term.Factored;

/**
 * Filters of a factored interaction of two images, and how well each is a wave.
 *
 * <p>A shift multiplies each coefficient of an image's Fourier transform by a phase, so that filters that detect shifts are waves of one
 * frequency, those of a pair out of phase.
 */
public final class FilterPairs {

    private FilterPairs() {}

    /**
     * The filters of two groups that a factored term joins.
     *
     * @param machine the machine
     * @param first a group
     * @param second another
     * @return the parameters of the first group's and the second group's filters; empty if no factored term joins them
     */
    public static List<Parameter> in(BoltzmannMachine machine, Group first, Group second) {
        for (Term term : machine.terms()) {
            if (term instanceof Factored factored && factored.groups().containsAll(List.of(first, second))) {
                return List.of(
                        factored.filters().get(factored.groups().indexOf(first)),
                        factored.filters().get(factored.groups().indexOf(second)));
            }
        }
        return List.of();
    }

    /**
     * The largest share of a filter's power that lies at one spatial frequency: (|F(k)|² + |F(−k)|²) / Σ_q |F(q)|², F the discrete
     * Fourier transform in two dimensions, q over all frequencies, k over all but 0. A constant filter has the share 0, a wave that
     * fits the image a whole number of times the share 1; noise of n pixels about (2 log n)/n.
     *
     * @param filters units x filters
     * @param filter which of them
     * @param rows of the image
     * @param columns of the image
     * @return the share, 0 to 1; 0 for a filter of zeros
     * @throws IllegalArgumentException if rows times columns is not the number of units
     */
    public static double waveShare(Matrix filters, int filter, int rows, int columns) {
        if (rows * columns != filters.rows()) {
            throw new IllegalArgumentException(
                    "a filter of " + filters.rows() + " units is no image of " + rows + " x " + columns);
        }
        double largest = 0;
        double total = 0;
        for (int k = 0; k < rows; k++) {
            for (int l = 0; l < columns; l++) {
                double power = power(filters, filter, rows, columns, k, l);
                total += power;
                boolean constant = k == 0 && l == 0;
                boolean ownOpposite = 2 * k % rows == 0 && 2 * l % columns == 0;
                if (!constant) {
                    largest = Math.max(largest, ownOpposite ? power : 2 * power);
                }
            }
        }
        return total == 0 ? 0 : largest / total;
    }

    private static double power(Matrix filters, int filter, int rows, int columns, int k, int l) {
        double real = 0;
        double imaginary = 0;
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                double angle = 2 * Math.PI * ((double) (i * k % rows) / rows + (double) (j * l % columns) / columns);
                double value = filters.get(i * columns + j, filter);
                real += value * StrictMath.cos(angle);
                imaginary -= value * StrictMath.sin(angle);
            }
        }
        return real * real + imaginary * imaginary;
    }
}
