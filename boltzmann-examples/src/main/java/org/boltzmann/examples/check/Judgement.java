package org.boltzmann.examples.check;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.Term;
import org.boltzmann.core.TermType;
import org.boltzmann.core.UnitType;
import org.boltzmann.core.io.GroupDeclaration;
import org.boltzmann.core.io.MachineDeclaration;
import org.boltzmann.core.io.TermDeclaration;
import org.boltzmann.core.io.Vocabulary;
import org.boltzmann.testkit.Audit;
import org.boltzmann.testkit.Oracle;
import org.boltzmann.testkit.Verdict;

/**
 * The laws tried on a declared machine: on its unit types and terms at awkward sizes, and on a small machine of its structure as a
 * whole.
 *
 * @param small the small machine; empty if there is none
 * @param verdicts one for each subject and law
 * @param untried what was not tried, and why
 */
public record Judgement(Optional<MachineDeclaration> small, List<Verdict> verdicts, List<String> untried) {

    /** What verdicts call the machine. */
    public static final String MACHINE = "the machine";

    /** Those of the term contract: sizes that kernels get wrong. */
    private static final int[] BLOCKS = {1, 7, 8, 9, 33};

    private static final int[][] ROTATIONS_AND_COLUMNS = {{0, 1}, {1, 7}, {2, 8}, {3, 9}, {4, 1}, {0, 33}};

    public Judgement {
        verdicts = List.copyOf(verdicts);
        untried = List.copyOf(untried);
    }

    /**
     * Whether no law was broken.
     *
     * @return true if all that were tried hold
     */
    public boolean holds() {
        return verdicts.stream().allMatch(Verdict::holds);
    }

    /**
     * Tries the laws.
     *
     * @param declaration a declaration in which every group has a size, and that makes a machine
     * @param vocabulary its words
     * @param draws how often parameters are drawn for the machine as a whole, at least 1
     * @param chains number of chains of the sampler's laws
     * @param key where randomness comes from
     * @param progress told what is being tried
     * @return what came of it
     */
    public static Judgement of(
            MachineDeclaration declaration,
            Vocabulary vocabulary,
            int draws,
            int chains,
            RandomKey key,
            Consumer<String> progress) {
        Audit audit = new Audit();
        List<String> untried = new ArrayList<>();
        Optional<MachineDeclaration> small = Shrinking.of(declaration, vocabulary);
        MachineDeclaration sized = small.orElse(declaration);
        progress.accept("trying the laws of unit types and terms ...");
        small.ifPresent(machine -> unitTypes(machine, vocabulary, audit, key.at("units")));
        for (TermDeclaration term : sized.terms()) {
            term(term, sized, vocabulary, audit, key.at("terms"));
        }
        if (small.isEmpty()) {
            untried.add("the machine as a whole: even the smallest of its structure has too many joint states to list, "
                    + "or no small sizes suit its terms");
        } else if (!audit.holds()) {
            untried.add("the machine as a whole: its parts are to be mended first");
        } else {
            BoltzmannMachine machine = vocabulary.machine(small.get());
            for (int d = 0; d < draws; d++) {
                progress.accept("trying the laws of the machine, parameters " + (d + 1) + " of " + draws + " ...");
                Audit.fill(machine, key.at("parameters").at(d));
                whole(machine, audit, chains, key.at("machine").at(d), untried);
            }
        }
        return new Judgement(small, audit.verdicts(), new ArrayList<>(new LinkedHashSet<>(untried)));
    }

    private static void unitTypes(MachineDeclaration small, Vocabulary vocabulary, Audit audit, RandomKey key) {
        Set<String> known = new LinkedHashSet<>();
        for (GroupDeclaration group : small.groups()) {
            Group made = group(group, 2, vocabulary);
            String subject = "unit type " + group.type() + (group.options().isEmpty() ? "" : " " + group.options());
            if (!made.type().isContext() && known.add(subject)) {
                audit.unitType(subject, made, key.at(group.name()));
            }
        }
    }

    /** A group of some blocks; of one block where the type has no more. */
    private static Group group(GroupDeclaration declared, int blocks, Vocabulary vocabulary) {
        var factory = vocabulary.units().get(declared.type());
        int block = factory.create(declared.name(), declared.size(), declared.options())
                .block();
        UnitType type = factory.create(declared.name(), blocks * block, declared.options());
        return type.block() == block
                ? Group.of(declared.name(), type, blocks * block)
                : Group.of(declared.name(), factory.create(declared.name(), block, declared.options()), block);
    }

    private static void term(
            TermDeclaration declared, MachineDeclaration sized, Vocabulary vocabulary, Audit audit, RandomKey key) {
        String subject = name(declared);
        TermType type = vocabulary.terms().stream()
                .filter(candidate -> candidate.name().equals(declared.type()))
                .findFirst()
                .orElseThrow();
        for (int[] rotation : ROTATIONS_AND_COLUMNS) {
            List<Group> groups = new ArrayList<>();
            for (String name : declared.groups()) {
                GroupDeclaration group = sized.groups().stream()
                        .filter(candidate -> candidate.name().equals(name))
                        .findFirst()
                        .orElseThrow();
                groups.add(group(group, BLOCKS[(rotation[0] + groups.size()) % BLOCKS.length], vocabulary));
            }
            Term term;
            try {
                term = type.own()
                        .apply(
                                groups,
                                Shrinking.resized(declared, sized, groups, vocabulary)
                                        .options());
            } catch (RuntimeException e) {
                continue; // it does not want these sizes
            }
            audit.term(
                    subject, term, rotation[1], key.at(subject).at(rotation[0]).at(rotation[1]));
        }
        Term own = vocabulary.build(sized).get(sized.terms().indexOf(declared));
        if (own.parameters().stream().mapToLong(parameter -> parameter.length()).sum() < 10_000) {
            audit.term(subject, own, 3, key.at(subject));
        }
    }

    /**
     * A term as it is spoken of.
     *
     * @param term the term
     * @return such as {@code three-way(v, h, y)}
     */
    public static String name(TermDeclaration term) {
        return term.type() + "(" + String.join(", ", term.groups()) + ")";
    }

    private static void whole(BoltzmannMachine machine, Audit audit, int chains, RandomKey key, List<String> untried) {
        try {
            Oracle.of(machine);
        } catch (IllegalArgumentException e) {
            untried.add("the machine as a whole: " + e.getMessage());
            return;
        }
        audit.machine(MACHINE, machine, key.at("laws"));
        audit.sampler(MACHINE, machine, chains, key.at("chains"));
        if (machine.groups().stream().noneMatch(group -> group.type().isContext())) {
            audit.annealing(MACHINE, machine, key.at("annealing"));
        } else {
            untried.add("annealing: log Z depends on the context");
        }
    }
}
