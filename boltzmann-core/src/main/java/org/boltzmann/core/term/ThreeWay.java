package org.boltzmann.core.term;

import java.util.Arrays;
import java.util.List;
import org.boltzmann.core.ColumnWeights;
import org.boltzmann.core.Gradient;
import org.boltzmann.core.Group;
import org.boltzmann.core.Initializer;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.ParameterValues;
import org.boltzmann.core.State;
import org.boltzmann.core.Term;
import org.boltzmann.core.linalg.Kernels;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.linalg.Passes;

/**
 * Interaction of three groups with a weight for each triple: E = −Σ_ijk W_ijk a_i b_j c_k.
 *
 * <p>The third group's units each switch one slice, a matrix W_··k, on or off; only columns in which unit k is not 0 cost
 * anything. So put the smallest or sparsest group third: a label, a mixture component, a context.
 *
 * <p>Source: R. Memisevic, G. Hinton, "Unsupervised learning of image transformations", CVPR 2007; with a one-hot third group,
 * V. Nair, G. Hinton, "3D object recognition with deep belief nets", NIPS 2009.
 *
 * <p>Construction is refused with an {@link IllegalArgumentException} if two groups are one, or the weights' shape is not theirs.
 *
 * @param first group a
 * @param second group b
 * @param third group c
 * @param weights W, of shape (units of a, units of b, units of c)
 */
public record ThreeWay(Group first, Group second, Group third, Parameter weights) implements Term {

    public ThreeWay {
        Distinct.check("three-way", List.of(first, second, third));
        weights.checkShape(
                "three-way" + Distinct.names(List.of(first, second, third)), first.size(), second.size(), third.size());
    }

    /**
     * An interaction whose weights are first normal with standard deviation 0.01.
     *
     * @param first group a
     * @param second group b
     * @param third group c, best the smallest
     * @return a term with a parameter of its own, named like {@code x-y-h.weights}
     */
    public static ThreeWay among(Group first, Group second, Group third) {
        return among(first, second, third, Initializer.normal(0.01));
    }

    /**
     * An interaction with the given first weights.
     *
     * @param first group a
     * @param second group b
     * @param third group c, best the smallest
     * @param initializer the first values
     * @return a term with a parameter of its own, named like {@code x-y-h.weights}
     */
    public static ThreeWay among(Group first, Group second, Group third, Initializer initializer) {
        String name = first.name() + "-" + second.name() + "-" + third.name() + ".weights";
        return new ThreeWay(
                first, second, third, Parameter.weights(name, initializer, first.size(), second.size(), third.size()));
    }

    @Override
    public List<Group> groups() {
        return List.of(first, second, third);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(weights);
    }

    @Override
    public void addEnergy(ParameterValues theta, State x, double[] energy) {
        Matrix field = Matrix.zeros(third.size(), x.columns());
        addField(theta, third, x, field);
        Passes.addDots(-1, field, x.of(third), energy);
    }

    @Override
    public void addField(ParameterValues theta, Group target, State x, Matrix field) {
        Kernels kernels = Kernels.get();
        for (int k = 0; k < third.size(); k++) {
            Matrix slice = slice(theta.of(weights), k);
            if (target.equals(third)) {
                Matrix product = Matrix.zeros(second.size(), x.columns());
                kernels.addTransposedProduct(1, slice, x.of(first), product);
                addDotsToRow(product, x.of(second), k, field);
                continue;
            }
            Active active = Active.of(x.of(third), k);
            if (active.isEmpty()) {
                continue;
            }
            Matrix sum = Matrix.zeros(target.size(), active.size());
            if (target.equals(first)) {
                kernels.addProduct(1, slice, active.gather(x.of(second)), sum);
            } else {
                kernels.addTransposedProduct(1, slice, active.gather(x.of(first)), sum);
            }
            active.scatter(sum, field);
        }
    }

    @Override
    public void addGradient(ParameterValues theta, State x, ColumnWeights columnWeights, Gradient gradient) {
        Matrix scaled = columnWeights.scale(x.of(second));
        for (int k = 0; k < third.size(); k++) {
            Active active = Active.of(x.of(third), k);
            if (!active.isEmpty()) {
                Matrix a = active.gather(x.of(first));
                Passes.fillColumnsScaled(a, active.values, a);
                Kernels.get()
                        .addOuterProduct(
                                (float) columnWeights.factor(),
                                a,
                                active.gather(scaled),
                                slice(gradient.of(weights), k));
            }
        }
    }

    private Matrix slice(Matrix all, int k) {
        return all.columns(k * second.size(), (k + 1) * second.size());
    }

    private static void addDotsToRow(Matrix a, Matrix b, int row, Matrix target) {
        double[] dots = new double[a.columns()];
        Passes.addDots(1, a, b, dots);
        for (int j = 0; j < dots.length; j++) {
            target.data()[target.columnStart(j) + row] += (float) dots[j];
        }
    }

    /** The columns in which one unit of the third group is not 0, and its values there. */
    private static final class Active {

        private final int[] columns;
        private final float[] values;

        private Active(int[] columns, float[] values) {
            this.columns = columns;
            this.values = values;
        }

        static Active of(Matrix third, int unit) {
            int[] columns = new int[third.columns()];
            float[] values = new float[third.columns()];
            int n = 0;
            for (int j = 0; j < third.columns(); j++) {
                float value = third.data()[third.columnStart(j) + unit];
                if (value != 0) {
                    columns[n] = j;
                    values[n++] = value;
                }
            }
            return new Active(Arrays.copyOf(columns, n), Arrays.copyOf(values, n));
        }

        boolean isEmpty() {
            return columns.length == 0;
        }

        int size() {
            return columns.length;
        }

        Matrix gather(Matrix from) {
            Matrix gathered = Matrix.zeros(from.rows(), columns.length);
            for (int n = 0; n < columns.length; n++) {
                gathered.columns(n, n + 1).set(from.columns(columns[n], columns[n] + 1));
            }
            return gathered;
        }

        void scatter(Matrix from, Matrix to) {
            for (int n = 0; n < columns.length; n++) {
                Passes.addScaled(values[n], from.columns(n, n + 1), to.columns(columns[n], columns[n] + 1));
            }
        }
    }

    @Override
    public String toString() {
        return "three-way" + Distinct.names(groups());
    }
}
