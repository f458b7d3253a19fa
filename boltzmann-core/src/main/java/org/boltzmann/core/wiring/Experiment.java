package org.boltzmann.core.wiring;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.io.MachineDeclaration;
import org.boltzmann.core.io.ModelFile;
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
 * @param examples the training data
 * @param heldOut examples of the training data that are not learned from, if any are held out
 * @param objective what is climbed
 * @param seed of all that is random
 */
public record Experiment(
        Plan plan,
        MachineDeclaration declaration,
        BoltzmannMachine machine,
        Preparation preparation,
        Presentation examples,
        Optional<DataSet> heldOut,
        Objective objective,
        long seed) {

    private static final int FEW = 1000;

    /**
     * Makes everything for a data set.
     *
     * @param plan what the settings say
     * @param all the training data; part of them are held out if the settings want it and there are 1,000 or more
     * @param seed of all that is random
     * @return machine, data, objective
     * @throws SettingsException if something does not fit
     * @throws org.boltzmann.core.data.DataException if the data don't fit the machine
     */
    public static Experiment of(Plan plan, DataSet all, long seed) {
        RandomKey key = RandomKey.of(seed);
        int held = all.size() < FEW ? 0 : (int) Math.min(Math.round(plan.validation() * all.size()), all.size() - 1);
        DataSet.Parts parts = all.split(all.size() - held, key.at("validation"));
        DataSet learned = held == 0 ? all : parts.first();
        MachineDeclaration declaration = plan.declaration(learned);
        Preparation preparation = plan.wanted().fitted(declaration, learned);
        BoltzmannMachine machine =
                Plan.fitting(() -> plan.catalog().vocabulary().machine(declaration));
        Presentation examples = Plan.fitting(() -> preparation.show(learned, machine));
        machine.initialize(key.at("parameters"), examples.means(key.at("means")));
        Subject subject = new Subject(machine, examples, declaration.label(machine), Optional.empty());
        Objective objective = Plan.fitting(() -> plan.training().objective(subject));
        return new Experiment(
                plan,
                declaration,
                machine,
                preparation,
                examples,
                held == 0 ? Optional.empty() : Optional.of(parts.second()),
                objective,
                seed);
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
        whole.putAll(preparation.provenance());
        return new ModelFile(machine, declaration, plan.stored(), whole, preparation.attachments());
    }
}
