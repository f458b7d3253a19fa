package org.boltzmann.core.io;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.Term;
import org.boltzmann.core.TermType;
import org.boltzmann.core.UnitTypeFactory;
import org.boltzmann.core.term.TermTypes;
import org.boltzmann.core.unit.UnitTypes;

/**
 * The words of declarations: which unit types and kinds of terms a file may name, and what machine is meant by them.
 *
 * @param units the unit types by name
 * @param terms the kinds of terms
 */
public record Vocabulary(Map<String, UnitTypeFactory> units, List<TermType> terms) {

    /**
     * The unit types and terms of this module.
     *
     * @return bernoulli, spin, gaussian ...; bias, pairwise, three-way ...
     */
    public static Vocabulary core() {
        return new Vocabulary(UnitTypes.all(), TermTypes.all());
    }

    /**
     * Declares a machine; the group named {@code v}, if there is one, is observed.
     *
     * @param machine the machine
     * @return its declaration, in which nothing is left out
     * @throws IllegalArgumentException if a term is of no kind known here
     */
    public MachineDeclaration declare(BoltzmannMachine machine) {
        return declare("machine", machine, Map.of());
    }

    /**
     * Declares a machine.
     *
     * @param name what it is called
     * @param machine the machine
     * @param roles what groups are to the data, by name; without any, the group named {@code v} is observed
     * @return its declaration, in which nothing is left out
     * @throws IllegalArgumentException if a term is of no kind known here
     */
    public MachineDeclaration declare(String name, BoltzmannMachine machine, Map<String, Role> roles) {
        return declare(name, machine.groups(), machine.terms(), roles);
    }

    private MachineDeclaration declare(
            String name, Collection<Group> touched, List<Term> terms, Map<String, Role> roles) {
        List<GroupDeclaration> groups = touched.stream()
                .map(group -> GroupDeclaration.of(group, roles.getOrDefault(group.name(), unsaid(group))))
                .toList();
        Map<String, ParameterDeclaration> parameters = new LinkedHashMap<>();
        List<TermDeclaration> declared = new ArrayList<>();
        for (Term term : terms) {
            TermType type = typeOf(term);
            List<Parameter> used = type.parameters().apply(term);
            used.forEach(parameter -> parameters.put(parameter.name(), ParameterDeclaration.of(parameter)));
            declared.add(new TermDeclaration(
                    type.name(),
                    term.groups().stream().map(Group::name).toList(),
                    used.stream().map(Parameter::name).toList(),
                    type.optionsOf().apply(term)));
        }
        return new MachineDeclaration(name, groups, parameters, declared);
    }

    private TermType typeOf(Term term) {
        return terms.stream()
                .filter(type -> type.termClass().equals(term.getClass()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("term " + term + " is of no kind that files know: "
                        + terms.stream().map(TermType::name).toList()));
    }

    /**
     * The same machine declared with nothing left out, and with the same name, roles and settings of parameters.
     *
     * @param declaration a declaration in which every group has a size
     * @return its complete form, which model files hold
     * @throws DeclarationException if it makes no machine
     */
    public MachineDeclaration complete(MachineDeclaration declaration) {
        Map<String, Role> roles = new LinkedHashMap<>();
        declaration.groups().forEach(group -> roles.put(group.name(), group.role()));
        List<Term> built = build(declaration);
        Map<String, Group> groups =
                new LinkedHashMap<>(); // in the declared order, by which they share out the features
        roles.keySet().forEach(name -> groups.put(name, null));
        built.forEach(term -> term.groups().forEach(group -> groups.put(group.name(), group)));
        MachineDeclaration whole = declare(declaration.name(), groups.values(), built, roles);
        Map<String, ParameterDeclaration> parameters = new LinkedHashMap<>(whole.parameters());
        declaration.parameters().forEach((name, parameter) -> {
            if (!parameter.settings().isEmpty()) {
                parameters.put(
                        name,
                        parameters
                                .getOrDefault(name, ParameterDeclaration.UNSAID)
                                .with(parameter.settings()));
            }
        });
        return new MachineDeclaration(whole.name(), whole.groups(), parameters, whole.terms());
    }

    /**
     * Makes the machine of a declaration.
     *
     * @param declaration a declaration in which every group has a size
     * @return the machine; parameters are zero until it is initialised
     * @throws DeclarationException if it makes no machine, with all that is wrong
     */
    public BoltzmannMachine machine(MachineDeclaration declaration) {
        List<Term> built = build(declaration);
        Problems problems = new Problems();
        problems.noting(() -> checkRoom(built));
        problems.check();
        List<BoltzmannMachine> machine = new ArrayList<>();
        problems.noting(() -> machine.add(BoltzmannMachine.of(built)));
        problems.check();
        return machine.get(0);
    }

    /**
     * Makes the terms of a declaration, which takes no more memory than the declaration itself.
     *
     * @param declaration a declaration in which every group has a size
     * @return the terms, whose parameters have no values yet
     * @throws DeclarationException if anything is unknown or does not fit, with all that is wrong
     */
    public List<Term> build(MachineDeclaration declaration) {
        return build(declaration, UnaryOperator.identity());
    }

    /**
     * As {@link #build(MachineDeclaration)}, with places in problems.
     *
     * @param declaration a declaration in which every group has a size
     * @param place makes of a path such as {@code machine.groups[0]} what is told of it, such as file and line before it
     * @return the terms, whose parameters have no values yet
     * @throws DeclarationException if anything is unknown or does not fit, with all that is wrong
     */
    public List<Term> build(MachineDeclaration declaration, UnaryOperator<String> place) {
        return new MachineBuilding(this, declaration, place).terms();
    }

    private static Role unsaid(Group group) {
        return group.type().isContext() ? Role.CONTEXT : Role.HIDDEN;
    }

    private static void checkRoom(List<Term> terms) {
        Set<Parameter> parameters = new LinkedHashSet<>();
        for (Term term : terms) {
            parameters.addAll(term.parameters());
            term.groups().forEach(group -> parameters.addAll(group.type().parameters()));
        }
        long needed = parameters.stream().mapToLong(Parameter::length).sum() * Float.BYTES;
        long room = Runtime.getRuntime().maxMemory();
        if (needed > room) {
            throw new IllegalArgumentException("the machine's parameters need " + (needed >> 20) + " MiB but Java has "
                    + (room >> 20) + "; make groups smaller, or give Java more by -Xmx");
        }
    }

    Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        terms.forEach(type -> names.add(type.name()));
        return names;
    }
}
