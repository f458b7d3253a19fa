package org.boltzmann.higherorder;

import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.Initializer;
import org.boltzmann.core.term.Bias;
import org.boltzmann.core.term.Factored;
import org.boltzmann.core.term.Pairwise;
import org.boltzmann.core.term.ThreeWay;
import org.boltzmann.core.unit.Bernoulli;
import org.boltzmann.core.unit.Gaussian;
import org.boltzmann.core.unit.Real;

/**
 * Gated machines: of an image x that is given, they model another, y, by mapping units h that stand for how y comes from x:
 * p(y, h | x). Each pair of pixels is coupled through what the mapping units say.
 *
 * <p>Given both images the mapping units are independent, given x and the mapping units the pixels of y: a restricted machine for
 * every x, and so are sampled, learned and summed out.
 */
public final class GatedMachines {

    private GatedMachines() {}

    /**
     * Every triple has a weight: E = −Σ_ijk W_ijk x_i y_j h_k − yᵀU h − b·y − c·h.
     *
     * <p>Parameters are named {@code x-y-h.weights}, {@code y-h.weights}, {@code y.bias} and {@code h.bias}, by the groups' names.
     *
     * <p>Source: R. Memisevic, G. Hinton, "Unsupervised learning of image transformations", CVPR 2007.
     *
     * @param x the given image, a context group
     * @param y the modelled image
     * @param h the mapping units
     * @param weights first values of the weights of triples; those of y and h are 0
     * @param bias first values of the biases of y; those of h are 0
     * @return the machine
     */
    public static BoltzmannMachine full(Group x, Group y, Group h, Initializer weights, Initializer bias) {
        return BoltzmannMachine.of(
                ThreeWay.among(x, y, h, weights),
                Bias.on(y, bias),
                Bias.on(h, Initializer.zero()),
                Pairwise.between(y, h, Initializer.zero()));
    }

    /**
     * The weights of triples are sums of products of filters, W_ijk = Σ_f A_if B_jf C_kf:
     * E = −Σ_f (Aᵀx)_f (Bᵀy)_f (Cᵀh)_f − b·y − c·h.
     *
     * <p>Parameters are named {@code x-y-h.filters-x}, {@code x-y-h.filters-y}, {@code x-y-h.filters-h}, {@code y.bias} and {@code
     * h.bias}, by the groups' names.
     *
     * <p>Source: R. Memisevic, G. Hinton, "Learning to represent spatial transformations with factored higher-order Boltzmann
     * machines", Neural Computation 22(6), 2010.
     *
     * @param x the given image, a context group
     * @param y the modelled image
     * @param h the mapping units
     * @param factors number of filters F of each group
     * @param filters first values of the filters
     * @param bias first values of the biases of y; those of h are 0
     * @return the machine
     */
    public static BoltzmannMachine factored(
            Group x, Group y, Group h, int factors, Initializer filters, Initializer bias) {
        return BoltzmannMachine.of(
                Factored.among(factors, filters, x, y, h), Bias.on(y, bias), Bias.on(h, Initializer.zero()));
    }

    /**
     * A full machine of binary units.
     *
     * @param input units of x
     * @param output units of y
     * @param mapping units of h
     * @return the machine, of groups x, y and h
     */
    public static BoltzmannMachine full(int input, int output, int mapping) {
        return full(x(input), binary(output), h(mapping), Initializer.normal(0.01), Initializer.zero());
    }

    /**
     * A factored machine of binary units.
     *
     * @param input units of x
     * @param output units of y
     * @param mapping units of h
     * @param factors number of filters of each group
     * @return the machine, of groups x, y and h
     */
    public static BoltzmannMachine factored(int input, int output, int mapping, int factors) {
        return factored(x(input), binary(output), h(mapping), factors, Initializer.normal(0.1), Initializer.zero());
    }

    /**
     * A factored machine whose second image is real-valued, of precision 1.
     *
     * @param input units of x
     * @param output units of y
     * @param mapping units of h
     * @param factors number of filters of each group
     * @return the machine, of groups x, y and h
     */
    public static BoltzmannMachine factoredGaussian(int input, int output, int mapping, int factors) {
        return factored(
                x(input),
                Group.of("y", Gaussian.unitPrecision(), output),
                h(mapping),
                factors,
                Initializer.normal(0.1),
                Initializer.zero());
    }

    private static Group x(int size) {
        return Group.of("x", new Real(), size);
    }

    private static Group binary(int size) {
        return Group.of("y", new Bernoulli(), size);
    }

    private static Group h(int size) {
        return Group.of("h", new Bernoulli(), size);
    }
}
