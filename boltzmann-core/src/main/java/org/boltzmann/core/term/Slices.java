package org.boltzmann.core.term;

import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.linalg.Transposition;

/**
 * The array W_ijk of a three-way term cut into matrices, one for each unit of one of its groups. Of the third and the second group they
 * lie in the array as they are; those of the first are scattered, and copied.
 */
final class Slices {

    private final int first;
    private final int second;
    private final int third;
    private final int cut;
    private Matrix copy;

    /**
     * Slices of an array.
     *
     * @param first units of the first group
     * @param second units of the second group
     * @param third units of the third group
     * @param cut 0 to 2, the group whose units have a slice each; rows of a slice are the earlier of the others
     */
    Slices(int first, int second, int third, int cut) {
        this.first = first;
        this.second = second;
        this.third = third;
        this.cut = cut;
    }

    /**
     * Gives the array a form in which slices are matrices.
     *
     * @param weights first x (second third)
     * @param wanted the units whose slices will be looked at; null for all
     * @return what {@link #of} cuts
     */
    Matrix arrange(Matrix weights, boolean[] wanted) {
        if (cut == 0) {
            Matrix slices = copy();
            Transposition.fill(weights, wanted, slices);
            return slices;
        }
        return inPlace(weights);
    }

    /** As {@link #arrange}, for slices to be added to: what is copied holds zeros at first, and is brought back by {@link #add}. */
    Matrix arrangeSums(Matrix gradient, boolean[] wanted) {
        if (cut == 0) {
            Matrix slices = copy();
            for (int unit = 0; unit < first; unit++) {
                if (wanted[unit]) {
                    slices.columns(unit, unit + 1).fill(0);
                }
            }
            return slices;
        }
        return inPlace(gradient);
    }

    void add(Matrix sums, boolean[] wanted, Matrix gradient) {
        if (cut == 0) {
            Transposition.add(sums, wanted, gradient);
        }
    }

    /** The second's are long columns of all of the array of which each slice is some rows. */
    private Matrix inPlace(Matrix array) {
        return cut == 1 ? Matrix.wrap(first * second, third, array.data()) : array;
    }

    private Matrix copy() {
        if (copy == null) {
            copy = Matrix.zeros(second * third, first);
        }
        return copy;
    }

    /** The slice of one unit, a view. */
    Matrix of(Matrix arranged, int unit) {
        return switch (cut) {
            case 0 -> Matrix.wrap(second, third * first, arranged.data()).columns(unit * third, (unit + 1) * third);
            case 1 -> arranged.rows(unit * first, (unit + 1) * first);
            default -> arranged.columns(unit * second, (unit + 1) * second);
        };
    }
}
