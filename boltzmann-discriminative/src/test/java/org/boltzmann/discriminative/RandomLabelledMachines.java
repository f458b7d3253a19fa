package org.boltzmann.discriminative;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.Term;
import org.boltzmann.core.UnitType;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.term.Bias;
import org.boltzmann.core.term.Factored;
import org.boltzmann.core.term.Lateral;
import org.boltzmann.core.term.Pairwise;
import org.boltzmann.core.term.ThreeWay;
import org.boltzmann.core.unit.Bernoulli;
import org.boltzmann.core.unit.Gaussian;
import org.boltzmann.core.unit.OneHot;
import org.boltzmann.core.unit.Real;
import org.boltzmann.core.unit.Spin;
import org.boltzmann.testkit.RandomMachines;

/**
 * Machines with a label composed at random: 2 to 4 classes, one or two groups of data or context, one or two hidden groups, and
 * terms of which none joins two hidden groups or two unbounded ones. Small enough to enumerate; parameters are multiples of 1/64
 * in [−1, 1], so that sums of them are exact in 32 bits. Equal keys give equal machines.
 */
final class RandomLabelledMachines {

    /** Joint states, a continuous unit counted as the 23 nodes by which it is integrated. */
    private static final int MOST_STATES = 1200;

    private static final int NODES = 23;

    private final RandomGenerator random;
    private final List<Term> terms = new ArrayList<>();
    private final List<String> known = new ArrayList<>();
    private int states;
    private int continuous;

    private RandomLabelledMachines(RandomGenerator random) {
        this.random = random;
    }

    static LabelledMachine at(RandomKey key) {
        return new RandomLabelledMachines(key.generator()).compose();
    }

    /** Valid values of everything, data and label clamped. */
    static State labelled(LabelledMachine labelled, int columns, RandomKey key) {
        State x = RandomMachines.state(labelled.machine(), columns, key);
        labelled.givenAndLabel().forEach(x::clamp);
        return x;
    }

    private LabelledMachine compose() {
        int classes = 2 + random.nextInt(3);
        states = classes;
        Group label = Group.of("y", new OneHot(classes), classes);
        List<Group> data = new ArrayList<>();
        List<Group> hidden = new ArrayList<>();
        int ofData = 1 + random.nextInt(2);
        int ofHidden = 1 + random.nextInt(2);
        for (int g = 0; g < ofHidden; g++) {
            hidden.add(group("h" + g, random.nextInt(6)));
        }
        for (int g = 0; g < ofData; g++) {
            data.add(group("v" + g, random.nextInt(7)));
        }
        addBiases(label, data, hidden);
        int wanted = terms.size() + 2 + random.nextInt(5);
        for (int attempt = 0; attempt < 30 && terms.size() < wanted; attempt++) {
            addTerm(label, data, hidden);
        }
        List<Group> all = new ArrayList<>(data);
        all.addAll(hidden);
        all.add(label);
        all.stream()
                .filter(group -> terms.stream().noneMatch(term -> term.groups().contains(group)))
                .forEach(group -> add(Bias.on(group)));
        shuffle(terms);
        BoltzmannMachine machine = BoltzmannMachine.of(terms);
        machine.parameters().forEach(parameter -> fill(machine.theta().of(parameter), 64));
        machine.groups().stream()
                .flatMap(group -> group.type().parameters().stream())
                .forEach(own -> fill(machine.theta().of(own), 32));
        return LabelledMachine.of(machine, label, hidden);
    }

    /** As large as there is room for; a single binary unit where there is none. */
    private Group group(String name, int kind) {
        int blocks = 1 + random.nextInt(3);
        while (blocks > 0) {
            UnitType type = type(name, kind, blocks);
            boolean real = type.states().isEmpty() && !type.isContext();
            double more =
                    type.isContext() ? 1 : Math.pow(real ? NODES : type.states().size(), blocks);
            if (states * more <= MOST_STATES && (!real || continuous + blocks <= 2)) {
                states *= (int) more;
                continuous += real ? blocks : 0;
                return Group.of(name, type, blocks * type.block());
            }
            blocks--;
        }
        states *= 2;
        return Group.of(name, new Bernoulli(), 1);
    }

    private static UnitType type(String name, int kind, int blocks) {
        return switch (kind) {
            case 0 -> new Bernoulli();
            case 1 -> new Spin();
            case 2 -> new OneHot(3);
            case 3 -> Gaussian.unitPrecision();
            case 4 -> Gaussian.learnedPrecision(name, blocks);
            case 5 -> new OneHot(2);
            default -> new Real();
        };
    }

    private void addBiases(Group label, List<Group> data, List<Group> hidden) {
        List<Group> all = new ArrayList<>(data);
        all.addAll(hidden);
        all.add(label);
        for (Group group : all) {
            if (random.nextInt(10) < 7) {
                add(Bias.on(group));
            }
        }
    }

    private void addTerm(Group label, List<Group> data, List<Group> hidden) {
        Group v = any(data);
        Group h = any(hidden);
        Group other = data.get(data.size() - 1 - data.indexOf(v));
        switch (random.nextInt(13)) {
            case 0 -> join(label, v);
            case 1, 2, 3 -> join(label, h);
            case 4, 5, 6 -> join(v, h);
            case 7 -> join(v, other);
            case 8, 9 -> join(label, v, h);
            case 10 -> join(v, other, h);
            case 11 -> join(label, v, other);
            default -> join(label, v, other, h);
        }
    }

    private void join(Group... groups) {
        List<Group> joined = new ArrayList<>(List.of(groups));
        long unbounded = joined.stream()
                .filter(group -> !group.type().isBounded() && !group.type().isContext())
                .count();
        if (joined.stream().distinct().count() < joined.size()) {
            if (joined.size() == 2 && unbounded == 0 && joined.get(0).blocks() > 1 && isFinite(joined.get(0))) {
                add(Lateral.within(joined.get(0)));
            }
            return;
        }
        if (unbounded > 1) {
            return;
        }
        shuffle(joined);
        if (joined.size() == 2) {
            add(Pairwise.between(joined.get(0), joined.get(1)));
        } else if (joined.size() == 3 && random.nextBoolean()) {
            add(ThreeWay.among(joined.get(0), joined.get(1), joined.get(2)));
        } else {
            add(Factored.among(2, joined.toArray(Group[]::new)));
        }
    }

    private static boolean isFinite(Group group) {
        return !group.type().states().isEmpty();
    }

    private void add(Term term) {
        List<String> names = term.parameters().stream().map(Parameter::name).toList();
        if (names.stream().noneMatch(known::contains)) {
            known.addAll(names);
            terms.add(term);
        }
    }

    private Group any(List<Group> groups) {
        return groups.get(random.nextInt(groups.size()));
    }

    private <T> void shuffle(List<T> list) {
        for (int k = list.size() - 1; k > 0; k--) {
            int other = random.nextInt(k + 1);
            T swapped = list.get(k);
            list.set(k, list.get(other));
            list.set(other, swapped);
        }
    }

    private void fill(Matrix values, int most) {
        for (int i = 0; i < values.data().length; i++) {
            values.data()[i] = (random.nextInt(2 * most + 1) - most) / 64f;
        }
    }
}
