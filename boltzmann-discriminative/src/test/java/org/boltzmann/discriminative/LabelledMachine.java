package org.boltzmann.discriminative;

import java.util.ArrayList;
import java.util.List;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.State;

/**
 * A machine with a label, and what its other groups are.
 *
 * @param given the groups that hold data or context
 */
record LabelledMachine(BoltzmannMachine machine, Group label, List<Group> given, List<Group> hidden) {

    static LabelledMachine of(BoltzmannMachine machine, Group label, List<Group> hidden) {
        List<Group> given = machine.groups().stream()
                .filter(group -> !group.equals(label) && !hidden.contains(group))
                .toList();
        return new LabelledMachine(machine, label, given, hidden);
    }

    List<Group> givenAndLabel() {
        List<Group> both = new ArrayList<>(given);
        both.add(label);
        return both;
    }

    List<Group> labelAndHidden() {
        List<Group> both = new ArrayList<>(hidden);
        both.add(label);
        return both;
    }

    /** The data of a state without its labels; label and hidden groups hold no numbers, so that nobody looks at them. */
    State unlabelled(State x) {
        State data = machine.newState(x.columns());
        for (Group group : given) {
            data.set(group, x.of(group)).clamp(group);
        }
        labelAndHidden().forEach(group -> data.of(group).fill(Float.NaN));
        return data;
    }

    /** Data and labels of one column as often as is wanted, clamped; hidden groups hold no numbers. */
    State repeated(State x, int column, int columns) {
        State many = machine.newState(columns);
        hidden.forEach(group -> many.of(group).fill(Float.NaN));
        for (Group group : givenAndLabel()) {
            for (int j = 0; j < columns; j++) {
                many.of(group).columns(j, j + 1).set(x.of(group).columns(column, column + 1));
            }
            many.clamp(group);
        }
        return many;
    }
}
