package org.boltzmann.core.io;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.boltzmann.core.ContextNetwork;
import org.boltzmann.core.Group;
import org.boltzmann.core.Initializer;
import org.boltzmann.core.NetworkType;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.Term;
import org.boltzmann.core.TermType;
import org.boltzmann.core.UnitType;
import org.boltzmann.core.UnitTypeFactory;

/** The building of one machine: what was made so far, and what went wrong. */
final class MachineBuilding {

    private final Vocabulary vocabulary;
    private final MachineDeclaration declaration;
    private final UnaryOperator<String> place;
    private final Problems problems = new Problems();
    private final Map<String, Group> groups = new LinkedHashMap<>();
    private final Map<String, Parameter> parameters = new LinkedHashMap<>();

    MachineBuilding(Vocabulary vocabulary, MachineDeclaration declaration, UnaryOperator<String> place) {
        this.place = place;
        this.vocabulary = vocabulary;
        this.declaration = declaration;
    }

    Vocabulary.Parts parts() {
        for (int g = 0; g < declaration.groups().size(); g++) {
            GroupDeclaration group = declaration.groups().get(g);
            problems.noting(place.apply("machine.groups[" + g + "]"), () -> groups.put(group.name(), group(group)));
        }
        problems.check();
        checkRoles();
        List<Term> terms = new ArrayList<>();
        for (int t = 0; t < declaration.terms().size(); t++) {
            TermDeclaration term = declaration.terms().get(t);
            problems.noting(place.apply("machine.terms[" + t + "]"), () -> terms.add(term(term)));
        }
        List<ContextNetwork> network = new ArrayList<>();
        declaration
                .network()
                .ifPresent(declared ->
                        problems.noting(place.apply("machine.network"), () -> network.add(network(declared))));
        problems.check();
        checkUsed(terms);
        problems.check();
        return new Vocabulary.Parts(terms, network.stream().findFirst());
    }

    private Group group(GroupDeclaration declared) {
        String name = declared.name();
        UnitTypeFactory factory = vocabulary.units().get(declared.type());
        if (factory == null) {
            throw new IllegalArgumentException("group " + name + ": no unit type " + declared.type()
                    + near(declared.type(), vocabulary.units().keySet()));
        }
        if (declared.size() == GroupDeclaration.FROM_DATA) {
            throw new IllegalArgumentException("group " + name + " has no size");
        }
        UnitType type = factory.create(name, declared.size(), declared.options());
        List<Integer> shape = declared.shape().isEmpty() ? List.of(declared.size()) : declared.shape();
        return new Group(name, type, declared.size(), shape);
    }

    private static String near(String word, Set<String> known) {
        String listed = String.join(", ", known);
        return Nearest.to(word, known)
                .map(near -> "; did you mean " + near + "? Known are " + listed)
                .orElse("; known are " + listed);
    }

    private void checkRoles() {
        int labels = 0;
        for (int g = 0; g < declaration.groups().size(); g++) {
            GroupDeclaration declared = declaration.groups().get(g);
            boolean context = groups.get(declared.name()).type().isContext();
            if (context != (declared.role() == Role.CONTEXT)) {
                problems.note(place.apply("machine.groups[" + g + "]") + ": group " + declared.name() + " of "
                        + declared.type() + " units has the role " + declared.role()
                        + ", but real units are context and all context is real");
            }
            labels += declared.role() == Role.LABEL ? 1 : 0;
        }
        if (labels > 1) {
            problems.note(place.apply("machine.groups") + ": two groups have the role label; one at most can");
        }
    }

    private Term term(TermDeclaration declared) {
        TermType type = vocabulary.terms().stream()
                .filter(candidate -> candidate.name().equals(declared.type()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no kind of term " + declared.type() + near(declared.type(), vocabulary.names())));
        String name = "term " + declared.type() + declared.groups();
        List<Group> touched = touched(name, declared);
        checkOptions(name, declared, type.options());
        try {
            Supplier<List<Parameter>> own =
                    () -> type.parameters().apply(type.own().apply(touched, declared.options()));
            List<Parameter> used = parameters(own, declared, touched, name);
            Term term = type.build().build(touched, used, declared.options());
            if (!term.groups().equals(touched) || !type.parameters().apply(term).equals(used)) {
                throw new IllegalArgumentException(name + " does not use all of groups " + touched + ", parameters "
                        + used + " and options " + declared.options());
            }
            return term;
        } catch (IndexOutOfBoundsException e) {
            throw new IllegalArgumentException(
                    name + " needs more than groups " + touched + " and parameters " + declared.parameters(), e);
        }
    }

    private List<Group> touched(String name, TermDeclaration declared) {
        List<Group> touched = new ArrayList<>();
        for (String group : declared.groups()) {
            if (!groups.containsKey(group)) {
                throw new IllegalArgumentException(
                        name + " names group " + group + ", which is not declared" + near(group, groups.keySet()));
            }
            touched.add(groups.get(group));
        }
        return touched;
    }

    private static void checkOptions(String name, TermDeclaration declared, Set<String> allowed) {
        for (String option : declared.options().keySet()) {
            if (!allowed.contains(option)) {
                throw new IllegalArgumentException(name + " has no option " + option + "; allowed are " + allowed);
            }
        }
    }

    private ContextNetwork network(TermDeclaration declared) {
        NetworkType type = vocabulary.networks().stream()
                .filter(candidate -> candidate.name().equals(declared.type()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no kind of network " + declared.type() + near(declared.type(), vocabulary.networkNames())));
        String name = "network " + declared.type() + declared.groups();
        List<Group> touched = touched(name, declared);
        if (touched.size() != 2) {
            throw new IllegalArgumentException(
                    name + " needs two groups, the one it reads and the one it computes, not " + touched);
        }
        checkOptions(name, declared, type.options());
        try {
            Supplier<List<Parameter>> own = () -> type.own()
                    .make(touched.get(0), touched.get(1), declared.options())
                    .parameters();
            List<Parameter> used = parameters(own, declared, touched, name);
            ContextNetwork network = type.build().build(touched.get(0), touched.get(1), used, declared.options());
            if (!network.parameters().equals(used)) {
                throw new IllegalArgumentException(name + " does not use all of the parameters " + used);
            }
            return network;
        } catch (IndexOutOfBoundsException e) {
            throw new IllegalArgumentException(name + " needs more than parameters " + declared.parameters(), e);
        }
    }

    private List<Parameter> parameters(
            Supplier<List<Parameter>> owned, TermDeclaration declared, List<Group> touched, String term) {
        List<Parameter> used = new ArrayList<>();
        if (declared.parameters().isEmpty()) {
            for (Parameter own : owned.get()) {
                if (parameters.containsKey(own.name())) {
                    throw new IllegalArgumentException(term + " would have a parameter " + own.name()
                            + " of its own, but there is one of that name already; name its parameters");
                }
                used.add(added(own.name(), Optional.of(own), touched));
            }
            return used;
        }
        for (int p = 0; p < declared.parameters().size(); p++) {
            String name = declared.parameters().get(p);
            if (parameters.containsKey(name)) {
                used.add(parameters.get(name));
            } else {
                ParameterDeclaration given = declaration.parameters().get(name);
                boolean whole = given != null
                        && given.shape().isPresent()
                        && given.decays().isPresent()
                        && given.initializer().isPresent();
                used.add(added(name, whole ? Optional.empty() : own(owned, p), touched));
            }
        }
        return used;
    }

    private static Optional<Parameter> own(Supplier<List<Parameter>> owned, int index) {
        List<Parameter> own = owned.get();
        return index < own.size() ? Optional.of(own.get(index)) : Optional.empty();
    }

    /** A parameter that is used for the first time: as declared, else as the term would have it. */
    private Parameter added(String name, Optional<Parameter> own, List<Group> touched) {
        SafetensorsRules.faultOfName(name).ifPresent(fault -> {
            throw new IllegalArgumentException("parameter " + SafetensorsRules.quote(name) + ": " + fault);
        });
        if (name.startsWith(ModelFile.ATTACHMENT_PREFIX)) {
            throw new IllegalArgumentException("parameter " + name + ": names that begin with "
                    + ModelFile.ATTACHMENT_PREFIX + " are those of tensors beside the parameters; give it another");
        }
        ParameterDeclaration given = declaration.parameters().getOrDefault(name, ParameterDeclaration.UNSAID);
        List<Integer> shape = given.shape().or(() -> own.map(Parameter::shape)).orElseThrow(() -> unsaid(name));
        boolean decays = given.decays().or(() -> own.map(Parameter::decays)).orElseThrow(() -> unsaid(name));
        Initializer initializer = given.initializer()
                .map(text -> initializer(name, text, touched))
                .or(() -> own.map(Parameter::initializer))
                .orElseThrow(() -> unsaid(name));
        if (!decays && shape.size() != 1) {
            throw new IllegalArgumentException(
                    "parameter " + name + ": one that does not decay has one axis, not " + shape);
        }
        Parameter parameter = decays
                ? Parameter.weights(name, initializer, shape.toArray(new Integer[0]))
                : Parameter.perUnit(name, initializer, shape.get(0));
        parameters.put(name, parameter);
        return parameter;
    }

    private static IllegalArgumentException unsaid(String name) {
        return new IllegalArgumentException("parameter " + name + " is one more than its term has");
    }

    private static Initializer initializer(String parameter, String text, List<Group> touched) {
        try {
            return Initializer.parse(text, touched);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("parameter " + parameter + ": " + e.getMessage(), e);
        }
    }

    /** What is declared but used by nothing was meant for something. */
    private void checkUsed(List<Term> terms) {
        Set<String> touched = new LinkedHashSet<>();
        Set<String> known = new LinkedHashSet<>(parameters.keySet());
        for (Term term : terms) {
            for (Group group : term.groups()) {
                touched.add(group.name());
                group.type().parameters().forEach(parameter -> known.add(parameter.name()));
            }
        }
        for (String group : groups.keySet()) {
            if (!touched.contains(group)) {
                problems.note(
                        place.apply("machine.groups") + ": no term names group " + group + "; give it at least a bias");
            }
        }
        for (String parameter : declaration.parameters().keySet()) {
            if (!known.contains(parameter)) {
                problems.note(place.apply("machine.parameters." + parameter) + ": parameter " + parameter
                        + " is declared, but no term uses it" + near(parameter, known));
            }
        }
    }
}
