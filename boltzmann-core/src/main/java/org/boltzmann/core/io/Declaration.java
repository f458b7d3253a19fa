package org.boltzmann.core.io;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.Initializer;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.Term;
import org.boltzmann.core.TermType;
import org.boltzmann.core.UnitType;
import org.boltzmann.core.UnitTypeFactory;
import org.boltzmann.core.term.TermTypes;
import org.boltzmann.core.unit.UnitTypes;

/**
 * A machine as a file declares it: groups with unit types and sizes, parameters with shapes, terms that name both.
 *
 * <p>A parameter named by two terms is one parameter, tied.
 *
 * @param units the unit types that may be named
 * @param terms the kinds of terms that may be named
 */
public record Declaration(Map<String, UnitTypeFactory> units, List<TermType> terms) {

    /**
     * Declarations that name the unit types and terms of this module.
     *
     * @return what reads and writes them
     */
    public static Declaration core() {
        return new Declaration(UnitTypes.all(), TermTypes.all());
    }

    /**
     * Declares a machine.
     *
     * @param machine the machine
     * @return maps and lists to be written as JSON
     * @throws IllegalArgumentException if a term is of no kind known here
     */
    public Map<String, Object> declare(BoltzmannMachine machine) {
        List<Object> groups = new ArrayList<>();
        for (Group group : machine.groups()) {
            Map<String, Object> declared = new LinkedHashMap<>();
            declared.put("name", group.name());
            declared.put("type", group.type().name());
            if (!group.type().options().isEmpty()) {
                declared.put("options", group.type().options());
            }
            declared.put("size", group.size());
            declared.put("shape", group.shape());
            groups.add(declared);
        }
        Map<String, Object> parameters = new LinkedHashMap<>();
        List<Object> terms = new ArrayList<>();
        for (Term term : machine.terms()) {
            TermType type = typeOf(term);
            List<Parameter> used = type.parameters().apply(term);
            for (Parameter parameter : used) {
                Map<String, Object> declared = new LinkedHashMap<>();
                declared.put("shape", parameter.shape());
                declared.put("decays", parameter.decays());
                parameters.put(parameter.name(), declared);
            }
            Map<String, Object> declaredTerm = new LinkedHashMap<>();
            declaredTerm.put("type", type.name());
            declaredTerm.put("groups", term.groups().stream().map(Group::name).toList());
            declaredTerm.put("parameters", used.stream().map(Parameter::name).toList());
            terms.add(declaredTerm);
        }
        Map<String, Object> machineDeclared = new LinkedHashMap<>();
        machineDeclared.put("groups", groups);
        machineDeclared.put("parameters", parameters);
        machineDeclared.put("terms", terms);
        return machineDeclared;
    }

    private TermType typeOf(Term term) {
        return terms.stream()
                .filter(type -> type.termClass().equals(term.getClass()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("term " + term + " is of no kind that files know: "
                        + terms.stream().map(TermType::name).toList()));
    }

    /**
     * Makes the terms of a declaration; what becomes of them is the caller's.
     *
     * @param declaration maps and lists as read from JSON
     * @return the terms, with parameters that start at zero
     * @throws IllegalArgumentException if anything is missing, unknown, of the wrong kind or does not fit, naming it
     */
    public List<Term> build(Object declaration) {
        Node root = new Node("machine", declaration);
        Map<String, Group> groups = new LinkedHashMap<>();
        for (Node node : root.get("groups").elements()) {
            Group group = group(node);
            if (groups.put(group.name(), group) != null) {
                throw new IllegalArgumentException("group " + group.name() + " is declared twice");
            }
        }
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        root.get("parameters").fields().forEach((name, node) -> parameters.put(name, parameter(name, node)));
        List<Term> built = new ArrayList<>();
        for (Node node : root.get("terms").elements()) {
            built.add(term(node, groups, parameters));
        }
        return built;
    }

    private Group group(Node node) {
        String name = node.get("name").text();
        String typeName = node.get("type").text();
        int size = node.get("size").integer();
        UnitTypeFactory factory = units.get(typeName);
        if (factory == null) {
            throw new IllegalArgumentException(
                    "group " + name + ": no unit type " + typeName + "; known are " + units.keySet());
        }
        Map<String, String> options = new LinkedHashMap<>();
        if (node.has("options")) {
            node.get("options").fields().forEach((option, value) -> options.put(option, value.text()));
        }
        UnitType type = factory.create(name, size, options);
        List<Integer> shape = node.has("shape")
                ? node.get("shape").elements().stream().map(Node::integer).toList()
                : List.of(size);
        return new Group(name, type, size, shape);
    }

    private static Parameter parameter(String name, Node node) {
        Integer[] shape =
                node.get("shape").elements().stream().map(Node::integer).toArray(Integer[]::new);
        if (node.get("decays").truth()) {
            return Parameter.weights(name, Initializer.zero(), shape);
        }
        if (shape.length != 1) {
            throw new IllegalArgumentException(
                    "parameter " + name + ": one that does not decay has one axis, not " + List.of(shape));
        }
        return Parameter.perUnit(name, Initializer.zero(), shape[0]);
    }

    private Term term(Node node, Map<String, Group> groups, Map<String, Parameter> parameters) {
        String typeName = node.get("type").text();
        TermType type = terms.stream()
                .filter(candidate -> candidate.name().equals(typeName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no kind of term " + typeName + "; known are "
                        + terms.stream().map(TermType::name).toList()));
        List<Group> touched = named(node.get("groups"), "group", groups);
        List<Parameter> used = named(node.get("parameters"), "parameter", parameters);
        try {
            Term term = type.build().apply(touched, used);
            if (!term.groups().equals(touched) || !type.parameters().apply(term).equals(used)) {
                throw new IllegalArgumentException(
                        "term " + term + " does not use all of groups " + touched + " and parameters " + used);
            }
            return term;
        } catch (IndexOutOfBoundsException e) {
            throw new IllegalArgumentException(
                    "term " + typeName + " needs more than groups " + touched + " and parameters " + used, e);
        }
    }

    private static <T> List<T> named(Node names, String what, Map<String, T> known) {
        List<T> found = new ArrayList<>();
        for (Node name : names.elements()) {
            T value = known.get(name.text());
            if (value == null) {
                throw new IllegalArgumentException("a term names " + what + " " + name.text()
                        + ", which is not declared; declared are " + known.keySet());
            }
            found.add(value);
        }
        return found;
    }

    /** A value of a declaration with its place in it, so that what is wrong can be named. */
    private record Node(String path, Object value) {

        boolean has(String key) {
            return value instanceof Map<?, ?> map && map.containsKey(key);
        }

        Node get(String key) {
            if (!has(key)) {
                throw new IllegalArgumentException(path + " has no \"" + key + "\"");
            }
            return new Node(path + "." + key, ((Map<?, ?>) value).get(key));
        }

        Map<String, Node> fields() {
            if (!(value instanceof Map<?, ?> map)) {
                throw expected("an object");
            }
            Map<String, Node> fields = new LinkedHashMap<>();
            map.forEach((key, field) -> fields.put(key.toString(), new Node(path + "." + key, field)));
            return fields;
        }

        List<Node> elements() {
            if (!(value instanceof List<?> list)) {
                throw expected("a list");
            }
            List<Node> elements = new ArrayList<>();
            for (Object element : list) {
                elements.add(new Node(path + "[" + elements.size() + "]", element));
            }
            return elements;
        }

        String text() {
            if (!(value instanceof String text)) {
                throw expected("a string");
            }
            return text;
        }

        int integer() {
            if (!(value instanceof Long number) || number < 1 || number > Integer.MAX_VALUE) {
                throw expected("a whole number of at least 1");
            }
            return number.intValue();
        }

        boolean truth() {
            if (!(value instanceof Boolean truth)) {
                throw expected("true or false");
            }
            return truth;
        }

        private IllegalArgumentException expected(String what) {
            return new IllegalArgumentException(path + " is " + value + " but must be " + what);
        }
    }
}
