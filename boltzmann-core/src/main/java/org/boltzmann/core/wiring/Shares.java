package org.boltzmann.core.wiring;

import java.util.List;
import java.util.Optional;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.data.DataException;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.io.Role;

/**
 * What becomes of the training data: some are held out, unless the data set has a part for validation; of the rest only some keep their labels if the settings want it; and
 * examples without a label are kept apart where a group holds the label.
 *
 * @param training all that is learned from, with a label or without
 * @param heldOut what is not learned from, if anything is
 * @param apart whether examples without a label are kept apart
 */
record Shares(DataSet training, Optional<DataSet> heldOut, boolean apart) {

    private static final int FEW = 1000;

    static Shares of(Plan plan, DataSet all, Optional<DataSet> validation, RandomKey key) {
        boolean some = all.isLabelled() && (all.unlabelledCount() > 0 || plan.labelsPerClass() > 0);
        boolean apart = some && holdsLabel(plan, all);
        int candidates = apart ? all.size() - all.unlabelledCount() : all.size();
        if (apart && candidates == 0) {
            throw new DataException("data set " + all.name() + ": none of the " + all.size()
                    + " training examples has a label, but the machine is to learn it; give some examples their label");
        }
        if (validation.isPresent()) {
            Optional<DataSet> watched = plan.validation() == 0 ? Optional.empty() : validation;
            return new Shares(few(plan, all, apart, key), watched.map(data -> apart ? data.labelled() : data), apart);
        }
        int held = held(plan.validation(), candidates, apart);
        if (held == 0) {
            return new Shares(few(plan, all, apart, key), Optional.empty(), apart);
        }
        int left = candidates - held;
        DataSet.Parts parts =
                apart ? all.splitLabelled(left, key.at("validation")) : all.split(left, key.at("validation"));
        return new Shares(few(plan, parts.first(), apart, key), Optional.of(parts.second()), apart);
    }

    private static boolean holdsLabel(Plan plan, DataSet all) {
        return plan.declaration(all).groups().stream().anyMatch(group -> group.role() == Role.LABEL);
    }

    private static int held(double wanted, int candidates, boolean labelled) {
        if (wanted < 1) {
            return candidates < FEW ? 0 : (int) Math.min(Math.round(wanted * candidates), candidates - 1);
        }
        if (wanted >= candidates) {
            throw new SettingsException(List.of("validation is " + (int) wanted + ", but there are only " + candidates
                    + " training examples" + (labelled ? " with a label" : "")
                    + ", of which at least one must be left; hold out fewer"));
        }
        return (int) wanted;
    }

    private static DataSet few(Plan plan, DataSet rest, boolean apart, RandomKey key) {
        return apart && plan.labelsPerClass() > 0
                ? rest.withLabelsPerClass(plan.labelsPerClass(), key.at("labels"))
                : rest;
    }

    /** What is shown with its label, where a group holds it. */
    DataSet examples() {
        return apart ? training.labelled() : training;
    }

    /** What is kept apart, if anything is. */
    Optional<DataSet> unlabelled() {
        return apart && training.unlabelledCount() > 0 ? Optional.of(training.unlabelled()) : Optional.empty();
    }
}
