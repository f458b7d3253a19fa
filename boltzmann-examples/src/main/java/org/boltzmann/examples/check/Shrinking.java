package org.boltzmann.examples.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Coupling;
import org.boltzmann.core.Group;
import org.boltzmann.core.LateralTerm;
import org.boltzmann.core.Term;
import org.boltzmann.core.UnitType;
import org.boltzmann.core.io.GroupDeclaration;
import org.boltzmann.core.io.MachineDeclaration;
import org.boltzmann.core.io.TermDeclaration;
import org.boltzmann.core.io.Vocabulary;

/**
 * Machines of the same structure, with so few units that all joint states can be listed: the same groups, unit types, roles and terms
 * with other sizes.
 *
 * <p>Finite units are cut to {@value #BITS} bits of joint states at most, or {@value #BITS_BESIDE_ONE} beside one continuous unit and
 * {@value #BITS_BESIDE_TWO} beside two, which are the most; blocks stay blocks, of up to {@value #CLASSES} classes. Shapes are dropped
 * but for two rows of a grid whose neighbours are coupled, parameters have the shapes their terms give them, and options become what
 * their kind of term says they are for such sizes: two factors, the edges among units which stay.
 */
public final class Shrinking {

    static final int BITS = 10;
    static final int BITS_BESIDE_ONE = 7;
    static final int BITS_BESIDE_TWO = 4;
    static final int CLASSES = 3;

    private static final int CONTINUOUS = 2;
    private static final int CONTEXT = 2;

    /** Blocks that groups begin with, in turn: sizes that differ show axes that were mistaken for each other. */
    private static final int[] FIRST = {4, 3, 2};

    private final Vocabulary vocabulary;
    private final MachineDeclaration declaration;
    private final List<Size> sizes = new ArrayList<>();

    private Shrinking(Vocabulary vocabulary, MachineDeclaration declaration) {
        this.vocabulary = vocabulary;
        this.declaration = declaration;
    }

    /**
     * A machine of the same structure.
     *
     * @param declaration a declaration in which every group has a size, and that makes a machine
     * @param vocabulary its words
     * @return a small one; empty if even the smallest has too many states, or no small sizes suit its terms
     */
    public static Optional<MachineDeclaration> of(MachineDeclaration declaration, Vocabulary vocabulary) {
        Shrinking shrinking = new Shrinking(vocabulary, declaration);
        try {
            if (!shrinking.findSizes()) {
                return Optional.empty();
            }
        } catch (IllegalArgumentException e) { // a unit type that wants other sizes
            return Optional.empty();
        }
        List<ToIntFunction<Size>> ways = List.of(
                size -> size.index, // every group for itself
                size -> size.units, // tied parameters want equal sizes where sizes were equal
                size -> 0); // or everywhere
        for (ToIntFunction<Size> way : ways) {
            Map<Integer, Integer> blocks = new HashMap<>();
            shrinking.sizes.forEach(size -> blocks.merge(way.applyAsInt(size), size.blocks, Math::min));
            MachineDeclaration small = shrinking.declared(size -> blocks.get(way.applyAsInt(size)));
            if (isMachine(small, vocabulary)) {
                return Optional.of(small);
            }
        }
        return Optional.empty();
    }

    private static boolean isMachine(MachineDeclaration declaration, Vocabulary vocabulary) {
        try {
            BoltzmannMachine machine = vocabulary.machine(declaration);
            return machine.groups().size() == declaration.groups().size();
        } catch (RuntimeException e) { // a term of somebody's may object to sizes in any way
            return false;
        }
    }

    /** What becomes of a group. */
    private static final class Size {

        private final GroupDeclaration declared;
        private final int index;
        private final int units;
        private final int realBlock;
        private final boolean isLateral;
        private final boolean isContext;
        private final boolean isFinite;
        private int classes;
        private int blocks;

        Size(GroupDeclaration declared, int index, UnitType type, boolean isLateral) {
            this.declared = declared;
            this.index = index;
            this.units = declared.size();
            this.realBlock = type.block();
            this.isLateral = isLateral;
            this.isContext = type.isContext();
            this.isFinite = !type.states().isEmpty();
            this.classes = Math.min(realBlock, CLASSES);
            int single = isLateral ? FIRST[0] : FIRST[index % FIRST.length];
            int several = isLateral ? 3 : 2;
            this.blocks = Math.min(isContext ? CONTEXT : realBlock > 1 ? several : single, units / realBlock);
        }

        /** Options in which the number of classes is the smaller one. */
        Map<String, String> options() {
            Map<String, String> options = new LinkedHashMap<>(declared.options());
            options.replaceAll((key, value) ->
                    realBlock > 1 && value.equals(Integer.toString(realBlock)) ? Integer.toString(classes) : value);
            return options;
        }

        int least() {
            return Math.min(isLateral ? 2 : 1, units / realBlock);
        }
    }

    /** A block of a type that cannot have fewer classes keeps those it has. */
    private UnitType type(Size size, int blocks) {
        String name = size.declared.name();
        var factory = vocabulary.units().get(size.declared.type());
        UnitType type = factory.create(name, blocks * size.classes, size.options());
        if (type.block() != size.classes) {
            size.classes = size.realBlock;
            type = factory.create(name, blocks * size.classes, size.declared.options());
        }
        return type;
    }

    private double bits(Size size) {
        int states = type(size, size.blocks).states().size();
        return states == 0 ? 0 : size.blocks * StrictMath.log(states) / StrictMath.log(2);
    }

    private boolean findSizes() {
        List<Term> terms = vocabulary.build(declaration);
        for (GroupDeclaration group : declaration.groups()) {
            UnitType type = vocabulary.units().get(group.type()).create(group.name(), group.size(), group.options());
            sizes.add(new Size(
                    group, sizes.size(), type, terms.stream().anyMatch(term -> couples(term, group.name()))));
        }
        List<Size> continuous =
                sizes.stream().filter(size -> !size.isFinite && !size.isContext).toList();
        if (continuous.size() > CONTINUOUS) {
            return false;
        }
        long others = sizes.stream().filter(size -> size.isFinite).count();
        boolean room =
                others < 2 && sizes.stream().noneMatch(size -> size.isLateral); // or finite ones would have too few
        int units = 0;
        for (Size size : continuous) {
            size.blocks = Math.min(size.blocks, room ? CONTINUOUS / continuous.size() : 1);
            units += size.blocks;
        }
        int most = units == 0 ? BITS : units == 1 ? BITS_BESIDE_ONE : BITS_BESIDE_TWO;
        while (sizes.stream().mapToDouble(this::bits).sum() > most + 1e-9) {
            if (!cutOne()) {
                return false;
            }
        }
        return true;
    }

    /** Takes a block, or a class, from the group with the most states that can lose one. */
    private boolean cutOne() {
        Comparator<Size> byBits = Comparator.comparingDouble(this::bits);
        Optional<Size> large = sizes.stream()
                .filter(size -> size.isFinite && size.blocks > size.least())
                .max(byBits);
        if (large.isPresent()) {
            large.get().blocks--;
            return true;
        }
        Optional<Size> manyClasses = sizes.stream()
                .filter(size -> size.isFinite && size.classes > 2 && size.classes < size.realBlock)
                .max(byBits);
        manyClasses.ifPresent(size -> size.classes--);
        return manyClasses.isPresent();
    }

    private static boolean couples(Term term, String group) {
        return term instanceof LateralTerm lateral
                && term.groups().stream()
                        .filter(touched -> touched.name().equals(group))
                        .anyMatch(touched -> isCoupled(lateral.coupling(touched)));
    }

    private static boolean isCoupled(Coupling coupling) {
        return !coupling.isNone();
    }

    private MachineDeclaration declared(ToIntFunction<Size> blocks) {
        List<GroupDeclaration> groups = new ArrayList<>();
        for (Size size : sizes) {
            GroupDeclaration from = size.declared;
            type(size, blocks.applyAsInt(size));
            int count = blocks.applyAsInt(size) * size.classes;
            boolean grid = size.isLateral
                    && size.classes == 1
                    && count == 4
                    && from.shape().size() == 2;
            List<Integer> shape = grid ? List.of(2, 2) : List.of();
            groups.add(new GroupDeclaration(from.name(), from.type(), size.options(), count, shape, from.role()));
        }
        MachineDeclaration sized = new MachineDeclaration(declaration.name(), groups, Map.of(), List.of());
        Map<String, Group> now = groups(sized, vocabulary);
        List<TermDeclaration> terms = declaration.terms().stream()
                .map(term -> resized(
                        term, declaration, term.groups().stream().map(now::get).toList(), vocabulary))
                .toList();
        return new MachineDeclaration(declaration.name(), groups, Map.of(), terms);
    }

    /**
     * A term over groups of other sizes.
     *
     * @param term as it is declared
     * @param declaration the machine's declaration, in which every group has a size
     * @param others the groups of the term as they are to be
     * @param vocabulary its words
     * @return the same term with the options that its kind has for such groups
     */
    static TermDeclaration resized(
            TermDeclaration term, MachineDeclaration declaration, List<Group> others, Vocabulary vocabulary) {
        Map<String, Group> groups = groups(declaration, vocabulary);
        Map<String, String> options = vocabulary.terms().stream()
                .filter(type -> type.name().equals(term.type()))
                .findFirst()
                .orElseThrow()
                .resize()
                .resize(term.options(), term.groups().stream().map(groups::get).toList(), others);
        return new TermDeclaration(term.type(), term.groups(), term.parameters(), options);
    }

    /**
     * What was done to a declaration, in words.
     *
     * @param real the declaration
     * @param small what {@link #of} made of it
     * @param vocabulary their words
     * @return such as {@code v 4 for 784, y 1 x 3 for 1 x 10, factors 2 for 200}
     */
    public static String describe(MachineDeclaration real, MachineDeclaration small, Vocabulary vocabulary) {
        Map<String, Group> realGroups = groups(real, vocabulary);
        Map<String, Group> smallGroups = groups(small, vocabulary);
        List<String> changes = new ArrayList<>();
        realGroups.forEach(
                (name, group) -> changes.add(name + " " + units(smallGroups.get(name)) + " for " + units(group)));
        for (int t = 0; t < real.terms().size(); t++) {
            TermDeclaration now = small.terms().get(t);
            real.terms().get(t).options().forEach((key, value) -> {
                String smaller = now.options().get(key);
                if (!value.equals(smaller)) {
                    changes.add(key + " " + cut(smaller) + " for " + cut(value));
                }
            });
        }
        return String.join(", ", changes);
    }

    private static String cut(String text) {
        return text.length() <= 20 ? text : text.substring(0, 20) + "...";
    }

    private static String units(Group group) {
        int block = group.type().block();
        return block == 1 ? Integer.toString(group.size()) : group.blocks() + " x " + block;
    }

    private static Map<String, Group> groups(MachineDeclaration declaration, Vocabulary vocabulary) {
        Map<String, Group> groups = new LinkedHashMap<>();
        declaration
                .groups()
                .forEach(group -> groups.put(
                        group.name(),
                        new Group(
                                group.name(),
                                vocabulary
                                        .units()
                                        .get(group.type())
                                        .create(group.name(), group.size(), group.options()),
                                group.size(),
                                group.shape().isEmpty() ? List.of(group.size()) : group.shape())));
        return groups;
    }
}
