package org.boltzmann.core.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.boltzmann.core.ParameterValues;

/**
 * How gradients become steps: an update rule, a learning rate, penalties. A value without state; {@link #start} begins to use it.
 *
 * <pre>{@code
 * Optimizer.sgd(Schedule.linear(0.05, 0, 20)).withMomentum(0.9).withPenalty(Penalty.l2(1e-4)).withLearningRate("v.bias", 0.01)
 * }</pre>
 *
 * <p>However it is composed, it runs as one pass over each parameter.
 */
public final class Optimizer {

    private final UpdateRule rule;
    private final Schedule learningRate;
    private final List<Penalty> penalties;
    private final Map<String, Schedule> learningRates;

    private Optimizer(
            UpdateRule rule, Schedule learningRate, List<Penalty> penalties, Map<String, Schedule> learningRates) {
        this.rule = rule;
        this.learningRate = learningRate;
        this.penalties = List.copyOf(penalties);
        this.learningRates = new TreeMap<>(learningRates);
    }

    /**
     * Stochastic gradient ascent.
     *
     * @param learningRate ε
     * @return an optimizer
     */
    public static Optimizer sgd(double learningRate) {
        return sgd(Schedule.constant(learningRate));
    }

    /**
     * Stochastic gradient ascent.
     *
     * @param learningRate ε as training goes on
     * @return an optimizer
     */
    public static Optimizer sgd(Schedule learningRate) {
        return new Optimizer(new UpdateRule.Plain(), learningRate, List.of(), Map.of());
    }

    /**
     * Adam, with its authors' β₁ = 0.9, β₂ = 0.999, δ = 1e-8.
     *
     * <p>Source: D. Kingma, J. Ba, "Adam: a method for stochastic optimization", ICLR 2015, algorithm 1.
     *
     * @param learningRate ε as training goes on
     * @return an optimizer
     */
    public static Optimizer adam(Schedule learningRate) {
        return adam(learningRate, 0.9, 0.999, 1e-8);
    }

    /**
     * Adam.
     *
     * @param learningRate ε as training goes on
     * @param beta1 β₁, decay of the mean of gradients, in [0, 1)
     * @param beta2 β₂, decay of the mean of their squares, in [0, 1)
     * @param delta δ, what keeps the denominator from 0
     * @return an optimizer
     */
    public static Optimizer adam(Schedule learningRate, double beta1, double beta2, double delta) {
        if (!(beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1 && delta > 0)) {
            throw new IllegalArgumentException(
                    "Adam needs 0 <= beta < 1 and delta > 0, not " + beta1 + ", " + beta2 + ", " + delta);
        }
        return new Optimizer(new UpdateRule.Adam(beta1, beta2, delta), learningRate, List.of(), Map.of());
    }

    /**
     * This optimizer with classical momentum instead of its rule: v ← μ v + ε g; θ += v.
     *
     * @param momentum μ, in [0, 1)
     * @return an optimizer
     */
    public Optimizer withMomentum(double momentum) {
        if (!(momentum >= 0 && momentum < 1)) {
            throw new IllegalArgumentException("momentum is " + momentum + " but must be at least 0 and less than 1");
        }
        return withMomentum(Schedule.constant(momentum));
    }

    /**
     * This optimizer with classical momentum instead of its rule.
     *
     * @param momentum μ as training goes on
     * @return an optimizer
     */
    public Optimizer withMomentum(Schedule momentum) {
        return new Optimizer(new UpdateRule.Classical(momentum), learningRate, penalties, learningRates);
    }

    /**
     * This optimizer with Nesterov's momentum instead of its rule: v ← μ v + ε g; θ += μ v + ε g.
     *
     * <p>Source: I. Sutskever, J. Martens, G. Dahl, G. Hinton, "On the importance of initialization and momentum in deep
     * learning", ICML 2013, in the variables of the point looked ahead at.
     *
     * @param momentum μ as training goes on
     * @return an optimizer
     */
    public Optimizer withNesterovMomentum(Schedule momentum) {
        return new Optimizer(new UpdateRule.Nesterov(momentum), learningRate, penalties, learningRates);
    }

    /**
     * This optimizer with a further penalty; those of one kind add, and of limits the smallest holds.
     *
     * @param penalty the penalty
     * @return an optimizer
     */
    public Optimizer withPenalty(Penalty penalty) {
        List<Penalty> more = new ArrayList<>(penalties);
        more.add(penalty);
        return new Optimizer(rule, learningRate, more, learningRates);
    }

    /**
     * This optimizer with another learning rate for one parameter.
     *
     * @param parameter the parameter's name
     * @param rate its ε as training goes on; 0 keeps it as it is
     * @return an optimizer
     */
    public Optimizer withLearningRate(String parameter, Schedule rate) {
        Map<String, Schedule> more = new TreeMap<>(learningRates);
        more.put(parameter, rate);
        return new Optimizer(rule, learningRate, penalties, more);
    }

    /**
     * This optimizer without the learning rates and penalties of single parameters, for another machine to be trained likewise.
     *
     * @return an optimizer that treats all parameters alike
     */
    public Optimizer withoutSingleParameters() {
        List<Penalty> shared = penalties.stream()
                .filter(penalty -> penalty.parameter().isEmpty())
                .toList();
        return new Optimizer(rule, learningRate, shared, Map.of());
    }

    /**
     * Begins to use this optimizer.
     *
     * @param theta the values it will change
     * @return what takes the steps
     * @throws IllegalArgumentException if a setting names a parameter that does not exist
     */
    public Ascent start(ParameterValues theta) {
        return new Ascent(rule, learningRate, penalties, learningRates, theta);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(rule + ", learning rate " + learningRate);
        learningRates.forEach(
                (name, rate) -> text.append(", ").append(rate).append(" for ").append(name));
        penalties.forEach(penalty -> text.append(", ").append(penalty));
        return text.toString();
    }
}
