package org.boltzmann.core.wiring;

import java.util.List;
import java.util.Optional;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.data.Presentation;

/**
 * What is to be trained.
 *
 * @param machine the machine
 * @param observed the groups that the data give, the label among them
 * @param label the group that holds the label, if there is one
 * @param complete whether no value is missing in the data, labelled or not
 * @param unlabelled examples without a label, shown without it, if there are some and a group holds the label; objectives that learn
 *     from them draw from here, all others never see them
 */
public record Subject(
        BoltzmannMachine machine,
        List<Group> observed,
        Optional<Group> label,
        boolean complete,
        Optional<Presentation> unlabelled) {}
