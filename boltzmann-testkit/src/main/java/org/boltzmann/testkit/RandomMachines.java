package org.boltzmann.testkit;

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

/**
 * Machines composed at random: 1 to 4 groups of random unit types and random terms over them, of which none joins two unbounded
 * groups. Small enough to enumerate, their parameters multiples of 1/64 in [−1, 1].
 *
 * <p>Equal keys give equal machines. At most about 10 finite units, and 2 continuous ones with at most 4 finite ones beside
 * them.
 *
 * @param types kinds of units; a type of unbounded units must be normal, or context
 * @param terms kinds of terms, the first of those of a single group fitting all types
 */
public record RandomMachines(List<UnitTypeFactory> types, List<TermFactory> terms) {

    private static final int FINITE_UNITS = 10;

    public RandomMachines {
        types = List.copyOf(types);
        terms = List.copyOf(terms);
        if (types.isEmpty() || terms.stream().noneMatch(term -> term.arity() == 1)) {
            throw new IllegalArgumentException(
                    "random machines need a unit type and a term of one group, by which a group can be in a machine alone");
        }
    }

    /**
     * The machine of a key.
     *
     * @param key any key
     * @return a machine with at least one group that is not context
     */
    public BoltzmannMachine at(RandomKey key) {
        RandomGenerator random = key.generator();
        List<Group> groups = groups(random);
        List<Term> chosen = new ArrayList<>();
        List<String> known = new ArrayList<>();
        int wanted = groups.size() + random.nextInt(groups.size() + 1);
        for (int attempt = 0; attempt < 20 && chosen.size() < wanted; attempt++) {
            TermFactory factory = terms.get(random.nextInt(terms.size()));
            addIfLawful(factory, shuffled(groups, random), known, chosen);
        }
        for (Group group : groups) {
            if (chosen.stream().noneMatch(term -> term.groups().contains(group))) {
                TermFactory single =
                        terms.stream().filter(t -> t.arity() == 1).findFirst().orElseThrow();
                addIfLawful(single, List.of(group), known, chosen);
            }
        }
        BoltzmannMachine machine = BoltzmannMachine.of(chosen);
        Grid.fill(machine.theta(), 1, random);
        machine.groups().stream()
                .flatMap(group -> group.type().parameters().stream())
                .forEach(own -> Grid.fill(machine.theta().of(own), 0.5, random));
        return machine;
    }

    private void addIfLawful(TermFactory factory, List<Group> groups, List<String> known, List<Term> chosen) {
        if (factory.arity() > groups.size()) {
            return;
        }
        List<Group> touched = groups.subList(0, factory.arity());
        long unbounded = touched.stream()
                .filter(g -> !g.type().isBounded() && !g.type().isContext())
                .count();
        if (unbounded > 1 || !factory.fits().test(touched)) {
            return;
        }
        Term term = factory.make().apply(List.copyOf(touched));
        List<String> names = term.parameters().stream().map(Parameter::name).toList();
        if (names.stream().noneMatch(known::contains)) { // the same term twice would be two parameters of one name
            known.addAll(names);
            chosen.add(term);
        }
    }

    private List<Group> groups(RandomGenerator random) {
        int count = 1 + random.nextInt(4);
        List<Group> groups = new ArrayList<>();
        int units = 0;
        int continuous = 0;
        while (groups.size() < count) {
            String name = "g" + groups.size();
            UnitTypeFactory factory = types.get(random.nextInt(types.size()));
            int blocks = 1 + random.nextInt(3);
            UnitType type = factory.make().apply(name, blocks);
            if (type.isContext() && groups.isEmpty()) {
                continue;
            }
            boolean finite = !type.states().isEmpty();
            if (!finite && !type.isContext()) {
                blocks = 1 + random.nextInt(2);
                if (continuous + blocks > 2 || units > (continuous + blocks == 2 ? 4 : 7)) {
                    count--;
                    continue;
                }
                type = factory.make().apply(name, blocks);
                continuous += blocks;
            }
            int room = (continuous == 2 ? 4 : continuous == 1 ? 7 : FINITE_UNITS) - units;
            if (finite) {
                blocks = Math.min(blocks, room / type.block());
                if (blocks < 1) {
                    count--;
                    continue;
                }
                type = factory.make().apply(name, blocks);
                units += blocks * type.block();
            }
            groups.add(Group.of(name, type, blocks * type.block()));
        }
        return groups;
    }

    private static List<Group> shuffled(List<Group> groups, RandomGenerator random) {
        List<Group> order = new ArrayList<>(groups);
        for (int k = order.size() - 1; k > 0; k--) {
            int other = random.nextInt(k + 1);
            Group swapped = order.get(k);
            order.set(k, order.get(other));
            order.set(other, swapped);
        }
        return order;
    }

    /**
     * A random state of a machine: valid states of finite groups, multiples of 1/64 in [−1, 1] for all others.
     *
     * @param machine the machine
     * @param columns number of configurations
     * @param key where randomness comes from
     * @return a state in which nothing but context is clamped
     */
    public static State state(BoltzmannMachine machine, int columns, RandomKey key) {
        RandomGenerator random = key.generator();
        State x = machine.newState(columns);
        for (Group group : machine.groups()) {
            List<float[]> states = group.type().states();
            Matrix values = x.of(group);
            if (states.isEmpty()) {
                Grid.fill(values, 1, random);
                continue;
            }
            int block = group.type().block();
            for (int j = 0; j < columns; j++) {
                for (int b = 0; b < group.blocks(); b++) {
                    float[] drawn = states.get(random.nextInt(states.size()));
                    System.arraycopy(drawn, 0, values.data(), values.columnStart(j) + b * block, block);
                }
            }
        }
        return x;
    }
}
