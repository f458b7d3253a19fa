package org.boltzmann.core.train;

import java.util.List;
import org.boltzmann.core.Gradient;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.io.Snapshot;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.linalg.Passes;

/**
 * An objective whose gradient is shortened where it is longer than a limit: g ← g · min(1, limit / ‖g‖), with the norm over all
 * parameters together.
 *
 * <p>Source: R. Pascanu, T. Mikolov, Y. Bengio, "On the difficulty of training recurrent neural networks", ICML 2013, algorithm 1.
 */
public final class ClippedNorm implements Objective {

    private final Objective objective;
    private final double limit;
    private Gradient own;

    /**
     * A clipped objective.
     *
     * @param objective the objective
     * @param limit largest norm, above 0
     * @throws IllegalArgumentException if the limit is not above 0
     */
    public ClippedNorm(Objective objective, double limit) {
        if (!(limit > 0)) {
            throw new IllegalArgumentException("the largest norm of a gradient must be above 0, not " + limit);
        }
        this.objective = objective;
        this.limit = limit;
    }

    @Override
    public void addGradient(State batch, double factor, RandomKey key, Gradient gradient) {
        if (own == null || !own.parameters().equals(gradient.parameters())) {
            own = Gradient.zero(gradient.parameters());
        }
        own.clear();
        objective.addGradient(batch, factor, key, own);
        gradient.addScaled(Math.min(1, limit / norm(own)), own);
    }

    private static double norm(Gradient gradient) {
        List<Parameter> parameters = gradient.parameters();
        double squares = 0;
        for (int p = 0; p < parameters.size(); p++) {
            Matrix own = gradient.of(parameters.get(p));
            double[] sums = new double[own.columns()];
            Passes.addDots(1, own, own, sums);
            double sum = 0;
            for (double each : sums) {
                sum += each;
            }
            if (!Double.isFinite(sum)) {
                throw new DivergenceException("the gradient exploded: that of parameter "
                        + parameters.get(p).name()
                        + " is not finite; try a smaller learning rate, shorter windows or smaller first weights of the"
                        + " network");
            }
            squares += sum;
        }
        return Math.sqrt(squares);
    }

    @Override
    public void save(Snapshot to) {
        objective.save(to);
    }

    @Override
    public void restore(Snapshot from) {
        objective.restore(from);
    }

    @Override
    public String toString() {
        return objective + ", clipped at a norm of " + limit;
    }
}
