package org.boltzmann.core.wiring;

import com.google.inject.AbstractModule;
import java.util.Map;
import java.util.Optional;
import org.boltzmann.core.sample.GibbsSampler;
import org.boltzmann.core.term.TermTypes;
import org.boltzmann.core.train.ContrastiveDivergence;
import org.boltzmann.core.train.ExactNegativePhase;
import org.boltzmann.core.train.MaximumLikelihood;
import org.boltzmann.core.train.NegativePhase;
import org.boltzmann.core.train.Objective;
import org.boltzmann.core.train.Optimizer;
import org.boltzmann.core.train.PersistentByCase;
import org.boltzmann.core.train.PersistentContrastiveDivergence;
import org.boltzmann.core.train.PositivePhase;
import org.boltzmann.core.train.PositivePhases;
import org.boltzmann.core.train.Schedule;
import org.boltzmann.core.unit.UnitTypes;

/** What this module contributes: unit types, terms, the likelihood with its phases, optimizers. */
public final class CoreContribution extends AbstractModule implements Contribution {

    private static final String SWEEPS = "negative-phase.sweeps";
    private static final String CHAINS = "negative-phase.chains";
    private static final String POSITIVE_START = MeanFieldStart.KEY;
    private static final String POSITIVE_SWEEPS = MeanFieldStart.ROUNDS;
    private static final String MOMENTUM = "momentum";
    private static final String KIND = "momentum.kind";
    private static final String K = "k of CD-k and PCD-k";

    /** Made by the service loader. */
    public CoreContribution() {}

    @Override
    protected void configure() {
        UnitTypes.all()
                .forEach((name, factory) ->
                        Contributions.unitTypes(binder()).addBinding(name).toInstance(factory));
        TermTypes.all()
                .forEach(type -> Contributions.termTypes(binder())
                        .addBinding(type.name())
                        .toInstance(type));
        Contributions.objectives(binder()).addBinding("likelihood").toInstance(likelihood());
        positive("exact", exactPositive());
        positive("gibbs", sampled("gibbs", "by block Gibbs sampling; also for missing values"));
        positive("mean-field", sampled("mean-field", "the best independent approximation, where they are not"));
        positive(
                PositivePhases.AUTO,
                sampled(
                        PositivePhases.AUTO,
                        "exact where hidden units are independent or their states few, otherwise mean-field; gibbs where values are missing"));
        negative("cd", contrastiveDivergence());
        negative("pcd", persistent());
        negative("exact", exactNegative());
        Contributions.optimizers(binder()).addBinding("sgd").toInstance(sgd());
        Contributions.optimizers(binder()).addBinding("adam").toInstance(adam());
    }

    private void positive(String name, Choice<Subject, PositivePhase> phase) {
        Contributions.positivePhases(binder()).addBinding(name).toInstance(phase);
    }

    private void negative(String name, Choice<Subject, NegativePhase> phase) {
        Contributions.negativePhases(binder()).addBinding(name).toInstance(phase);
    }

    private static Choice<Learning, Objective> likelihood() {
        return new Choice<>(
                "the log-likelihood of the data",
                Map.of(),
                settings -> learning -> new MaximumLikelihood(
                        learning.positivePhase().get(), learning.negativePhase().get()));
    }

    private static Choice<Subject, PositivePhase> exactPositive() {
        return new Choice<>(
                "in closed form, where hidden groups are independent of each other given the data, or few states of some enumerated",
                Map.of(),
                settings -> subject -> {
                    if (!subject.complete()) {
                        throw new IllegalArgumentException(
                                "positive-phase is exact, but values are missing in the data; use gibbs, or auto");
                    }
                    return PositivePhases.choose("exact", subject.machine(), subject.observed(), 1)
                            .phase();
                });
    }

    private static Choice<Subject, PositivePhase> sampled(String name, String description) {
        return new Choice<>(
                description,
                Map.of(
                        POSITIVE_SWEEPS,
                        "sweeps of gibbs, most rounds of mean-field",
                        POSITIVE_START,
                        "of mean-field: groups that begin in the first state of their units, by commas; all others begin with 0"),
                settings -> {
                    int sweeps = settings.count(POSITIVE_SWEEPS, MeanFieldStart.USUAL_ROUNDS, 1);
                    Optional<String> start = settings.find(POSITIVE_START);
                    return subject -> PositivePhases.choose(
                                    name.equals(PositivePhases.AUTO) && !subject.complete() ? "gibbs" : name,
                                    subject.machine(),
                                    subject.observed(),
                                    sweeps,
                                    MeanFieldStart.groups(start, subject.machine()))
                            .phase();
                });
    }

    private static Choice<Subject, NegativePhase> contrastiveDivergence() {
        return new Choice<>("contrastive divergence: chains that start at the data", Map.of(SWEEPS, K), settings -> {
            int sweeps = settings.count(SWEEPS, 1, 1);
            return subject -> new ContrastiveDivergence(subject.machine(), sampler(subject), sweeps);
        });
    }

    private static Choice<Subject, NegativePhase> persistent() {
        return new Choice<>(
                "persistent contrastive divergence: chains that are kept from step to step; where there is context, one for each"
                        + " training example",
                Map.of(SWEEPS, K, CHAINS, "persistent chains of pcd, as many as a mini-batch has examples by default"),
                settings -> {
                    int sweeps = settings.count(SWEEPS, 1, 1);
                    int chains = settings.count(CHAINS, settings.count("batch-size", 100, 1), 1);
                    return subject -> isConditional(subject)
                            ? new PersistentByCase(
                                    subject.machine(),
                                    sampler(subject),
                                    sweeps,
                                    subject.examples().size())
                            : new PersistentContrastiveDivergence(subject.machine(), sampler(subject), sweeps, chains);
                });
    }

    private static boolean isConditional(Subject subject) {
        return subject.machine().groups().stream()
                .anyMatch(group -> group.type().isContext());
    }

    private static GibbsSampler sampler(Subject subject) {
        return GibbsSampler.collapsing(subject.machine(), subject.observed());
    }

    private static Choice<Subject, NegativePhase> exactNegative() {
        return new Choice<>(
                "by enumeration, for tiny machines",
                Map.of(),
                settings -> subject -> new ExactNegativePhase(subject.machine()));
    }

    private static Choice<Schedule, Optimizer> sgd() {
        return new Choice<>(
                "stochastic gradient ascent",
                Map.of(MOMENTUM, "of sgd, 0 to less than 1", KIND, "of sgd: classical or nesterov"),
                settings -> {
                    double momentum =
                            settings.number(MOMENTUM, 0, x -> x >= 0 && x < 1, "a number from 0 to less than 1");
                    String kind = settings.choice(KIND, "classical", "classical", "nesterov");
                    return rate -> {
                        Optimizer sgd = Optimizer.sgd(rate);
                        if (momentum == 0) {
                            return sgd;
                        }
                        return kind.equals("nesterov")
                                ? sgd.withNesterovMomentum(Schedule.constant(momentum))
                                : sgd.withMomentum(momentum);
                    };
                });
    }

    private static Choice<Schedule, Optimizer> adam() {
        return new Choice<>("adam, which has momentum of its own", Map.of(), settings -> {
            double momentum = settings.number(MOMENTUM, 0, x -> x >= 0 && x < 1, "a number from 0 to less than 1");
            if (momentum > 0) {
                settings.problem("momentum is " + momentum + " but optimizer adam has its own; leave it out");
            }
            return Optimizer::adam;
        });
    }
}
