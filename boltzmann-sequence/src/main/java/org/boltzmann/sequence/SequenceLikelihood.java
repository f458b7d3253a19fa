package org.boltzmann.sequence;

import java.util.List;
import java.util.Map;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.Marginal;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.estimate.AnnealedImportanceSampling;
import org.boltzmann.core.estimate.LogLikelihood;
import org.boltzmann.core.linalg.Matrix;

/**
 * The mean over all frames of log p(v_t | v_1 … v_t−1), in nats: each frame's context follows from the frames before it, so that
 * each has a log Z of its own.
 *
 * <p>Σ_t log p(v_t | v_1 … v_t−1) / Σ 1, over all frames of all sequences, which weighs long sequences more than short ones. log Z is
 * enumerated where the smaller side of the machine has few units, otherwise annealed for each frame ({@link
 * AnnealedImportanceSampling}), an estimate of log Z from below and so of the likelihood from above; {@link LogLikelihood#bias} says by
 * about how much the mean is too high.
 *
 * <p>Cost: annealing takes chains x betas sweeps of the machine for each frame.
 *
 * <p>Source of the measure: N. Boulanger-Lewandowski, Y. Bengio, P. Vincent, "Modeling temporal dependencies in high-dimensional
 * sequences", ICML 2012, section 7.
 */
public final class SequenceLikelihood {

    /** Binary logarithm of the states of the smaller side that are enumerated for each frame. */
    public static final int ENUMERATED_BITS = 20;

    private static final int COLUMNS = 500;

    private final BoltzmannMachine machine;

    /**
     * The likelihood of a machine of sequences.
     *
     * @param machine a machine with a network
     * @throws IllegalArgumentException if no network computes a context of the machine
     */
    public SequenceLikelihood(BoltzmannMachine machine) {
        this.machine = machine;
        if (machine.network().isEmpty()) {
            throw new IllegalArgumentException(
                    "no network computes a context of " + machine + "; measure it on single examples (LogLikelihood)");
        }
    }

    /**
     * Whether log Z is enumerated by itself.
     *
     * @return true if at most 2^{@value #ENUMERATED_BITS} states are enumerated for each frame
     */
    public boolean isExact() {
        try {
            return Marginal.summingAll(machine).enumeratedBits() <= ENUMERATED_BITS;
        } catch (IllegalArgumentException e) {
            return false; // there are too many even for one frame, as its message would say
        }
    }

    /**
     * The likelihood by enumeration.
     *
     * @param data frames in sequences
     * @param key where randomness comes from, if values are drawn when they are shown
     * @return the mean over frames, without error
     * @throws IllegalArgumentException if a sum is too large, naming the term
     */
    public LogLikelihood exact(Presentation data, RandomKey key) {
        return LogLikelihood.conditional(machine, data.observed(), data.parts(machine, COLUMNS, key));
    }

    /**
     * The likelihood with log Z of each frame annealed.
     *
     * @param data frames in sequences
     * @param chains number of chains for each frame, at least 2
     * @param betas inverse temperatures, rising from 0 to 1
     * @param key where randomness comes from
     * @return the mean over frames, the error that comes from annealing, and the bias
     */
    public LogLikelihood annealed(Presentation data, int chains, double[] betas, RandomKey key) {
        return annealed(data, data.means(key.at("means")), chains, betas, key);
    }

    /**
     * As {@link #annealed(Presentation, int, double[], RandomKey)}, from a base machine of other means.
     *
     * @param data frames in sequences
     * @param means means of the observed groups, such as those of the training data
     * @param chains number of chains for each frame, at least 2
     * @param betas inverse temperatures, rising from 0 to 1
     * @param key where randomness comes from
     * @return the mean over frames, the error that comes from annealing, and the bias
     */
    public LogLikelihood annealed(
            Presentation data, Map<Group, Matrix> means, int chains, double[] betas, RandomKey key) {
        AnnealedImportanceSampling sampling = AnnealedImportanceSampling.of(machine, means);
        List<Group> observed = data.observed();
        int[] part = {0};
        return LogLikelihood.conditional(
                machine,
                observed,
                data.parts(machine, COLUMNS, key.at("data")),
                x -> sampling.run(x, chains, betas, key.at(part[0]++)));
    }

    /**
     * The likelihood: exact where {@link #isExact}, otherwise annealed at equal distances.
     *
     * @param data frames in sequences
     * @param chains number of chains for each frame, at least 2
     * @param betas number of inverse temperatures, at least 2
     * @param key where randomness comes from
     * @return the mean over frames and its errors
     */
    public LogLikelihood of(Presentation data, int chains, int betas, RandomKey key) {
        return isExact()
                ? exact(data, key)
                : annealed(data, chains, AnnealedImportanceSampling.uniformBetas(betas), key);
    }
}
