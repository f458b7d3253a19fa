package org.boltzmann.core.io;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;

/**
 * A machine as a file declares it: groups with unit types, sizes and roles, parameters with first values, terms that name both.
 *
 * <p>A model file holds this record as JSON, a settings file as YAML:
 *
 * <pre>
 * machine:
 *   groups:
 *     - {name: v, type: bernoulli, role: observed}
 *     - {name: h, type: bernoulli, size: 500}
 *   terms:
 *     - {type: bias, groups: [v]}
 *     - {type: bias, groups: [h]}
 *     - {type: pairwise, groups: [v, h]}
 *   parameters:
 *     v-h.weights: {initializer: normal(0.02), l2: 1e-4}
 * </pre>
 *
 * <p>A parameter named by two terms is one parameter, tied. A context group can be computed from the frames before, by a network that
 * reads another group; it may be tied to terms too:
 *
 * <pre>
 *   network: {type: elman, groups: [v, u], options: {activation: tanh}}
 * </pre>
 *
 * <p>Where no group is observed or a label, the one named {@code v} is observed.
 *
 * @param name what the machine is called, for people
 * @param groups the groups
 * @param parameters by name; those left out are as their terms would have them
 * @param terms the terms
 * @param network what computes a context group: its kind, the group it reads and the group it computes, parameters and options
 */
public record MachineDeclaration(
        String name,
        List<GroupDeclaration> groups,
        Map<String, ParameterDeclaration> parameters,
        List<TermDeclaration> terms,
        Optional<TermDeclaration> network) {

    /**
     * A machine without a network.
     *
     * @param name what the machine is called, for people
     * @param groups the groups
     * @param parameters by name; those left out are as their terms would have them
     * @param terms the terms
     */
    public MachineDeclaration(
            String name,
            List<GroupDeclaration> groups,
            Map<String, ParameterDeclaration> parameters,
            List<TermDeclaration> terms) {
        this(name, groups, parameters, terms, Optional.empty());
    }

    /** The group that is observed where no group has a role. */
    public static final String OBSERVED = "v";

    public MachineDeclaration {
        groups = List.copyOf(groups);
        parameters = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        terms = List.copyOf(terms);
        if (groups.stream().noneMatch(group -> group.role() == Role.OBSERVED || group.role() == Role.LABEL)) {
            groups = groups.stream().map(MachineDeclaration::byName).toList();
        }
    }

    private static GroupDeclaration byName(GroupDeclaration group) {
        return group.name().equals(OBSERVED)
                ? new GroupDeclaration(
                        group.name(), group.type(), group.options(), group.size(), group.shape(), Role.OBSERVED)
                : group;
    }

    /**
     * Reads a declaration.
     *
     * @param tree as read from JSON or YAML
     * @return the declaration
     * @throws DeclarationException with everything that is missing, unknown or of the wrong kind
     */
    public static MachineDeclaration read(Tree tree) {
        Problems problems = new Problems();
        if (!(tree.value() instanceof Map)) {
            throw new DeclarationException(List.of(
                    tree.refused("must be an object with groups and terms").getMessage()));
        }
        problems.noting(() -> tree.checkKeys("name", "groups", "parameters", "terms", "network"));
        List<GroupDeclaration> groups = new ArrayList<>();
        problems.noting(() -> tree.get("groups")
                .elements()
                .forEach(group -> problems.noting(() -> groups.add(GroupDeclaration.read(group)))));
        Map<String, ParameterDeclaration> parameters = new LinkedHashMap<>();
        problems.noting(() -> tree.find("parameters")
                .ifPresent(all -> all.fields()
                        .forEach((name, parameter) ->
                                problems.noting(() -> parameters.put(name, ParameterDeclaration.read(parameter))))));
        List<TermDeclaration> terms = new ArrayList<>();
        problems.noting(() -> tree.get("terms")
                .elements()
                .forEach(term -> problems.noting(() -> terms.add(TermDeclaration.read(term)))));
        List<TermDeclaration> network = new ArrayList<>();
        problems.noting(() -> tree.find("network").ifPresent(given -> network.add(TermDeclaration.read(given))));
        Set<String> names = new LinkedHashSet<>();
        for (GroupDeclaration group : groups) {
            if (!names.add(group.name())) {
                problems.note(tree.refused("group " + group.name() + " is declared twice"));
            }
        }
        String[] name = {"machine"};
        problems.noting(() -> tree.find("name").ifPresent(given -> name[0] = given.text()));
        problems.check();
        return new MachineDeclaration(
                name[0], groups, parameters, terms, network.stream().findFirst());
    }

    /**
     * The declaration as a file holds it.
     *
     * @return maps and lists to be written as JSON or YAML
     */
    public Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", name);
        tree.put("groups", groups.stream().map(GroupDeclaration::tree).toList());
        Map<String, Object> declared = new LinkedHashMap<>();
        parameters.forEach((key, parameter) -> declared.put(key, parameter.tree()));
        if (!declared.isEmpty()) {
            tree.put("parameters", declared);
        }
        tree.put("terms", terms.stream().map(TermDeclaration::tree).toList());
        network.ifPresent(given -> tree.put("network", given.tree()));
        return tree;
    }

    /**
     * The declaration with the sizes that data give.
     *
     * @param features number of values of an example
     * @param shape its axes
     * @param classes number of classes, 0 if the data have no labels
     * @return a declaration in which every group has a size
     * @throws DeclarationException if a group's size is neither declared nor given by the data
     */
    public MachineDeclaration fitted(int features, List<Integer> shape, int classes) {
        return fitted(features, shape, classes, path -> path);
    }

    /**
     * As {@link #fitted(int, List, int)}, with places in problems.
     *
     * @param features number of values of an example
     * @param shape its axes
     * @param classes number of classes, 0 if the data have no labels
     * @param place makes of a path such as {@code machine.groups[0]} what is told of it
     * @return a declaration in which every group has a size
     * @throws DeclarationException if a group's size is neither declared nor given by the data
     */
    public MachineDeclaration fitted(int features, List<Integer> shape, int classes, UnaryOperator<String> place) {
        List<GroupDeclaration> holding =
                groups.stream().filter(this::holdsFeatures).toList();
        List<GroupDeclaration> open = holding.stream()
                .filter(group -> group.size() == GroupDeclaration.FROM_DATA)
                .toList();
        if (groups.stream().noneMatch(group -> group.role() == Role.OBSERVED || group.role() == Role.LABEL)) {
            throw new DeclarationException(List.of(place.apply("machine.groups")
                    + ": no group is observed; give those that hold the data the role observed"));
        }
        int rest = features - holding.stream().mapToInt(GroupDeclaration::size).sum();
        Problems problems = new Problems();
        List<GroupDeclaration> fitted = new ArrayList<>();
        for (GroupDeclaration group : groups) {
            int size = group.size();
            if (size == GroupDeclaration.FROM_DATA) {
                size = holdsFeatures(group) ? rest : group.role() == Role.LABEL ? classes : 0;
                if (size < 1 || (holdsFeatures(group) && open.size() > 1)) {
                    problems.note(place.apply("machine.groups[" + groups.indexOf(group) + "]") + ": group "
                            + group.name() + " has no size" + whyNot(group, open.size(), classes));
                    continue;
                }
            }
            List<Integer> line = group.role() == Role.OBSERVED && size == features ? shape : List.of(size);
            fitted.add(group.sized(size, group.shape().isEmpty() ? line : group.shape()));
        }
        problems.check();
        return new MachineDeclaration(name, fitted, parameters, terms, network);
    }

    private boolean holdsFeatures(GroupDeclaration group) {
        return group.holdsFeatures() && !isComputed(group.name());
    }

    /**
     * Whether a group is what the network computes.
     *
     * @param group its name
     * @return false for groups whose values the data give, or a sampler
     */
    public boolean isComputed(String group) {
        return network.isPresent()
                && network.get().groups().size() == 2
                && network.get().groups().get(1).equals(group);
    }

    private String whyNot(GroupDeclaration group, int open, int classes) {
        if (group.role() == Role.LABEL && classes == 0) {
            return ", and the data have no labels that would give one";
        }
        if (holdsFeatures(group)) {
            return open > 1
                    ? ", nor has another group that holds values of the data; give all but one of them a size"
                    : ", and the other groups hold all values of the data already";
        }
        return "; only groups that hold the data can do without";
    }

    /**
     * The groups of a machine that hold the values of an example, in their order.
     *
     * @param machine a machine of this declaration
     * @return observed and context groups, but not one that a network computes
     */
    public List<Group> holding(BoltzmannMachine machine) {
        return groups.stream()
                .filter(this::holdsFeatures)
                .map(group -> machine.group(group.name()))
                .toList();
    }

    /**
     * The group of a machine that holds the label.
     *
     * @param machine a machine of this declaration
     * @return the group, if there is one
     */
    public Optional<Group> label(BoltzmannMachine machine) {
        return groups.stream()
                .filter(group -> group.role() == Role.LABEL)
                .map(group -> machine.group(group.name()))
                .findFirst();
    }

    /**
     * Settings of training for single parameters.
     *
     * @return values by keys such as {@code l2.v-h.weights}
     */
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        parameters.forEach((parameter, declared) ->
                declared.settings().forEach((key, value) -> settings.put(key + "." + parameter, value)));
        return settings;
    }
}
