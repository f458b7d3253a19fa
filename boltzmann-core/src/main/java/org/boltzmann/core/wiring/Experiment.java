package org.boltzmann.core.wiring;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Excerpt;
import org.boltzmann.core.Group;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.io.MachineDeclaration;
import org.boltzmann.core.io.ModelFile;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.train.Objective;
import org.boltzmann.core.train.Trainer;
import org.boltzmann.core.train.TrainingObserver;

/**
 * A machine, the data shown to it and the way it is trained, as settings say it.
 *
 * @param plan what the settings say
 * @param declaration the machine's, complete
 * @param machine the machine, with its first values
 * @param preparation what is done to data
 * @param examples the training data; where a group holds the label, those that have one
 * @param unlabelled the training data that have no label, shown without it, if there are some and a group holds the label
 * @param learned the data that {@code examples} shows, as they were before anything was done to them
 * @param heldOut examples that are not learned from but watched, as they were given, if there are any: held out of the training
 *     data, or the data set's own part for validation
 * @param objective what is climbed
 * @param seed of all that is random
 */
public record Experiment(
        Plan plan,
        MachineDeclaration declaration,
        BoltzmannMachine machine,
        Preparation preparation,
        Presentation examples,
        Optional<Presentation> unlabelled,
        DataSet learned,
        Optional<DataSet> heldOut,
        Objective objective,
        long seed) {

    /**
     * Makes everything for a data set.
     *
     * <p>First so many examples are drawn, if the settings want not all. Of these some are held out: a fraction if there are 1,000 or more, or a number of them. Of the rest so many of each
     * class keep their label, if the settings want it. Where a group holds the label, only examples that have one are held out
     * and counted for it, and those without are kept apart. Scaling and first values follow all that is learned from, labelled or
     * not; those of the label's group follow the labels there are.
     *
     * @param plan what the settings say
     * @param all the training data
     * @param seed of all that is random
     * @return machine, data, objective
     * @throws SettingsException if something does not fit
     * @throws org.boltzmann.core.data.DataException if the data don't fit the machine, or a group holds the label and no example
     *     has one, or too few of a class
     */
    public static Experiment of(Plan plan, DataSet all, long seed) {
        return of(plan, all, Optional.empty(), seed);
    }

    /**
     * As {@link #of(Plan, DataSet, long)}, of a data set that has a part for validation: nothing is held out of the training data,
     * and that part takes its place, unless the settings want no validation.
     *
     * @param plan what the settings say
     * @param all the training data
     * @param validation what is watched during training, if the data set has it
     * @param seed of all that is random
     * @return machine, data, objective
     * @throws SettingsException if something does not fit
     * @throws org.boltzmann.core.data.DataException if the data don't fit the machine, or a group holds the label and no example
     *     has one, or too few of a class
     */
    public static Experiment of(Plan plan, DataSet all, Optional<DataSet> validation, long seed) {
        return of(plan, all, validation, seed, Subject.UNWATCHED);
    }

    /**
     * As {@link #of(Plan, DataSet, Optional, long)}, where somebody watches what is learned before training, such as first values
     * from simpler tasks, which may take long.
     *
     * @param plan what the settings say
     * @param all the training data
     * @param validation what is watched during training, if the data set has it
     * @param seed of all that is random
     * @param watching who watches a training of first values, by what learns in it, such as {@code the network}
     * @return machine, data, objective
     * @throws SettingsException if something does not fit
     * @throws org.boltzmann.core.data.DataException if the data don't fit the machine, or a group holds the label and no example
     *     has one, or too few of a class
     */
    public static Experiment of(
            Plan plan,
            DataSet all,
            Optional<DataSet> validation,
            long seed,
            Function<String, TrainingObserver> watching) {
        RandomKey key = RandomKey.of(seed);
        Shares shares = Shares.of(plan, some(plan, all, key.at("examples")), validation, key);
        MachineDeclaration declaration = plan.declaration(shares.training());
        Preparation preparation = plan.wanted().fitted(declaration, shares.training(), plan.settings());
        BoltzmannMachine machine =
                Plan.fitting(() -> plan.catalog().vocabulary().machine(declaration));
        SequenceSettings sequences = plan.training().sequences();
        Presentation examples = Plan.fitting(() -> sequences.show(
                machine,
                preparation
                        .show(shares.examples(), machine)
                        .distorted(plan.wanted().distortion())));
        Optional<Presentation> unlabelled = shares.unlabelled()
                .map(data -> Plan.fitting(() -> preparation
                        .showWithoutLabel(data, machine)
                        .distorted(plan.wanted().distortion())));
        sequences.check(machine, examples, unlabelled);
        Map<Group, Matrix> means = examples.means(key.at("means"));
        if (unlabelled.isPresent()) {
            means.putAll(
                    preparation.showWithoutLabel(shares.training(), machine).means(key.at("means")));
        }
        machine.initialize(key.at("parameters"), means);
        Subject subject = new Subject(machine, examples, declaration.label(machine), unlabelled, watching);
        plan.firstValues()
                .flatMap(Variant::start)
                .ifPresent(start -> Plan.fitting(() -> {
                    start.accept(subject, plan.settings());
                    plan.settings().check(Set.of());
                    return machine;
                }));
        Objective objective = Plan.fitting(() -> plan.training().objective(subject));
        return new Experiment(
                plan,
                declaration,
                machine,
                preparation,
                examples,
                unlabelled,
                shares.examples(),
                shares.heldOut(),
                objective,
                seed);
    }

    private static DataSet some(Plan plan, DataSet all, RandomKey key) {
        if (plan.examples() == 0) {
            return all;
        }
        if (plan.examples() > all.size()) {
            throw new SettingsException(List.of("data.examples is " + plan.examples() + ", but data set " + all.name()
                    + " has " + all.size() + " training examples; take no more"));
        }
        return all.split(plan.examples(), key).first();
    }

    /**
     * What somebody should know of the data before the machine learns from them: how many have no label, and which classes no
     * example.
     *
     * @return a line each, without an end; empty where there is nothing to say
     */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        unlabelled.ifPresent(data ->
                notes.add(data.size() + " examples have no label: only semi-supervised objectives learn from them"));
        List<String> absent = declaration.label(machine).isEmpty()
                ? List.of()
                : examples.data().classesWithoutExamples();
        if (!absent.isEmpty()) {
            notes.add("no training example is of class " + Excerpt.of(String.join(", ", absent), 200)
                    + ": the machine cannot learn what it has not seen");
        }
        return notes;
    }

    /**
     * A trainer of the machine.
     *
     * @param observers who watches
     * @return a trainer that has done nothing yet
     * @throws SettingsException if a setting names a parameter that the machine has not
     */
    public Trainer trainer(List<TrainingObserver> observers) {
        TrainingSettings training = plan.training();
        return Plan.fitting(
                () -> new Trainer(machine, objective, training.optimizer(), training.batchSize(), seed, observers));
    }

    /**
     * What a model file is to hold.
     *
     * @param provenance data set, version, backend ...
     * @return machine, declaration, settings, and what was done to the data
     */
    public ModelFile model(Map<String, String> provenance) {
        Map<String, String> whole = new LinkedHashMap<>(provenance);
        plan.settings().checksums().forEach((key, sha256) -> whole.put(key + ".sha256", sha256));
        whole.putAll(preparation.provenance());
        return new ModelFile(machine, declaration, plan.stored(), whole, preparation.attachments());
    }
}
