package org.boltzmann.core.io;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.ContextNetwork;
import org.boltzmann.core.Group;
import org.boltzmann.core.NetworkType;
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
 * @param networks the kinds of networks that compute a context
 */
public record Vocabulary(Map<String, UnitTypeFactory> units, List<TermType> terms, List<NetworkType> networks) {

    /**
     * Words without networks.
     *
     * @param units the unit types by name
     * @param terms the kinds of terms
     */
    public Vocabulary(Map<String, UnitTypeFactory> units, List<TermType> terms) {
        this(units, terms, List.of());
    }

    /**
     * What a declared machine is made of.
     *
     * @param terms its terms
     * @param network what computes a context of it, if something does
     */
    public record Parts(List<Term> terms, Optional<ContextNetwork> network) {

        /**
         * All parameters: of terms, of unit types, of the network.
         *
         * @return each once
         */
        public Set<Parameter> parameters() {
            Set<Parameter> parameters = new LinkedHashSet<>();
            terms.forEach(term -> parameters.addAll(term.parameters()));
            terms.forEach(term -> term.groups()
                    .forEach(group -> parameters.addAll(group.type().parameters())));
            network.ifPresent(computing -> parameters.addAll(computing.parameters()));
            return parameters;
        }

        /**
         * Puts them together.
         *
         * @return the machine; parameters are zero until it is initialised
         * @throws IllegalArgumentException if they make no machine
         */
        public BoltzmannMachine machine() {
            BoltzmannMachine machine = BoltzmannMachine.of(terms);
            return network.map(machine::conditionedBy).orElse(machine);
        }
    }

    /**
     * The unit types and terms of this module.
     *
     * @return bernoulli, spin, gaussian ...; bias, pairwise, three-way ...
     */
    public static Vocabulary core() {
        return new Vocabulary(UnitTypes.all(), TermTypes.all(), List.of());
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
        return declare(name, machine.groups(), new Parts(machine.terms(), machine.network()), roles);
    }

    private MachineDeclaration declare(String name, Collection<Group> touched, Parts parts, Map<String, Role> roles) {
        List<GroupDeclaration> groups = touched.stream()
                .map(group -> GroupDeclaration.of(group, roles.getOrDefault(group.name(), unsaid(group))))
                .toList();
        Map<String, ParameterDeclaration> parameters = new LinkedHashMap<>();
        List<TermDeclaration> declared = new ArrayList<>();
        for (Term term : parts.terms()) {
            TermType type = typeOf(term);
            List<Parameter> used = type.parameters().apply(term);
            used.forEach(parameter -> parameters.put(parameter.name(), ParameterDeclaration.of(parameter)));
            declared.add(new TermDeclaration(
                    type.name(),
                    term.groups().stream().map(Group::name).toList(),
                    used.stream().map(Parameter::name).toList(),
                    type.optionsOf().apply(term)));
        }
        Optional<TermDeclaration> network = parts.network().map(this::declare);
        parts.network()
                .ifPresent(computing -> computing
                        .parameters()
                        .forEach(parameter ->
                                parameters.putIfAbsent(parameter.name(), ParameterDeclaration.of(parameter))));
        return new MachineDeclaration(name, groups, parameters, declared, network);
    }

    private TermDeclaration declare(ContextNetwork network) {
        NetworkType type = networks.stream()
                .filter(candidate -> candidate.networkClass().equals(network.getClass()))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("network " + network + " is of no kind that files know: "
                                + networks.stream().map(NetworkType::name).toList()));
        return new TermDeclaration(
                type.name(),
                List.of(network.input().name(), network.context().name()),
                network.parameters().stream().map(Parameter::name).toList(),
                type.optionsOf().apply(network));
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
        Parts built = parts(declaration, UnaryOperator.identity());
        Map<String, Group> groups =
                new LinkedHashMap<>(); // in the declared order, by which they share out the features
        roles.keySet().forEach(name -> groups.put(name, null));
        built.terms().forEach(term -> term.groups().forEach(group -> groups.put(group.name(), group)));
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
        return new MachineDeclaration(whole.name(), whole.groups(), parameters, whole.terms(), whole.network());
    }

    /**
     * Makes the machine of a declaration.
     *
     * @param declaration a declaration in which every group has a size
     * @return the machine; parameters are zero until it is initialised
     * @throws DeclarationException if it makes no machine, with all that is wrong
     */
    public BoltzmannMachine machine(MachineDeclaration declaration) {
        Parts built = parts(declaration, UnaryOperator.identity());
        Problems problems = new Problems();
        problems.noting(() -> checkRoom(built));
        problems.check();
        List<BoltzmannMachine> machine = new ArrayList<>();
        problems.noting(() -> machine.add(built.machine()));
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
        return parts(declaration, place).terms();
    }

    /**
     * Makes what a declared machine is made of, which takes no more memory than the declaration itself.
     *
     * @param declaration a declaration in which every group has a size
     * @param place makes of a path such as {@code machine.groups[0]} what is told of it, such as file and line before it
     * @return terms and network, whose parameters have no values yet
     * @throws DeclarationException if anything is unknown or does not fit, with all that is wrong
     */
    public Parts parts(MachineDeclaration declaration, UnaryOperator<String> place) {
        return new MachineBuilding(this, declaration, place).parts();
    }

    private static Role unsaid(Group group) {
        return group.type().isContext() ? Role.CONTEXT : Role.HIDDEN;
    }

    private static void checkRoom(Parts parts) {
        long needed = parts.parameters().stream().mapToLong(Parameter::length).sum() * Float.BYTES;
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

    Set<String> networkNames() {
        Set<String> names = new LinkedHashSet<>();
        networks.forEach(type -> names.add(type.name()));
        return names;
    }
}
