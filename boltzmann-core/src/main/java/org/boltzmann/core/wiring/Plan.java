package org.boltzmann.core.wiring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.data.DataException;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.io.DeclarationException;
import org.boltzmann.core.io.MachineDeclaration;
import org.boltzmann.core.io.Role;
import org.boltzmann.core.io.Tree;

/**
 * What the settings of a training say before there are data.
 *
 * @param catalog what can be named
 * @param settings the settings
 * @param variant the named machine, unless one is declared
 * @param declared the declared machine, if there is one
 * @param place tells where a part of that declaration stands
 * @param firstValues the variant that gives first values beyond those of initializers, if one does: the named one, or of a declared
 *     machine the one that the setting {@value #FIRST_VALUES} names
 * @param training how it is trained
 * @param wanted what is done to the data
 * @param patience epochs without improvement after which the best is kept, 0 for none
 * @param validation what is held out of the training data: a fraction below 1, or a number of examples from 1 on; where the data
 *     have a part for validation, 0 if it is not to be watched
 * @param examples how many training examples there are, drawn, before any is held out; 0 for all
 * @param labelsPerClass how many training examples of each class keep their label, 0 for all
 */
public record Plan(
        Catalog catalog,
        Settings settings,
        Optional<Variant> variant,
        Optional<MachineDeclaration> declared,
        UnaryOperator<String> place,
        Optional<Variant> firstValues,
        TrainingSettings training,
        Preparation.Wanted wanted,
        int patience,
        double validation,
        int examples,
        int labelsPerClass) {

    /**
     * Names the variant that gives a declared machine its first values. A model file of a variant that gives them holds it, since its
     * declaration takes the place of the variant.
     */
    public static final String FIRST_VALUES = "first-values";

    private static final String VARIANT = "variant";

    static final String VALIDATION = "validation";

    private static final String EXAMPLES = DataSettings.PREFIX + "examples";

    private static final String LABELS_PER_CLASS = DataSettings.PREFIX + "labels-per-class";

    private static final Set<String> PROVENANCE = Set.of("data", "seed");

    /** Keys of what decides the machine: the declaration that a model file holds says it all. */
    private static final String MODEL = "model.";

    /**
     * Every setting read here, with a line that says what it is.
     *
     * @return descriptions by key
     */
    public static Map<String, String> documentation() {
        Map<String, String> lines = new LinkedHashMap<>(Preparation.documentation());
        lines.put(
                VALIDATION,
                "held out of the training data for the metrics of each epoch: a fraction, of 1,000 or more examples, or a"
                        + " whole number of examples, by default 15 % of 200 or more where training stops early; of data with a"
                        + " part for validation that part, unless 0");
        lines.put(
                EXAMPLES, "training examples used, those held out among them: so many drawn with the seed, 0 for all");
        lines.put(
                LABELS_PER_CLASS,
                "where a group holds the label: training examples of each class that keep theirs, drawn; 0 for all");
        lines.put(
                FIRST_VALUES,
                "of a declared machine: the variant whose settings pretrained, pretrain.epochs and so on it has; model files name it");
        lines.put("early-stopping.patience", "epochs without improvement after which the best is kept, 0 for none");
        return lines;
    }

    /**
     * Reads the settings; what is wrong is noted in them.
     *
     * @param settings the settings
     * @param catalog what can be named
     * @return the plan
     * @throws SettingsException if the machine is neither named nor declared as it should be
     */
    public static Plan read(Settings settings, Catalog catalog) {
        return read(settings, catalog, Map.of());
    }

    /**
     * As {@link #read(Settings, Catalog)}, with defaults of a program.
     *
     * @param settings the settings
     * @param catalog what can be named
     * @param lowest defaults for what neither the user nor the machine or variant says
     * @return the plan
     * @throws SettingsException if the machine is neither named nor declared as it should be
     */
    public static Plan read(Settings settings, Catalog catalog, Map<String, String> lowest) {
        Optional<Tree> tree = machine(settings);
        Optional<MachineDeclaration> declared = tree.map(Plan::declaration);
        Optional<Variant> variant = Optional.empty();
        Optional<Variant> firstValues;
        if (declared.isPresent()) {
            if (settings.find(VARIANT).isPresent()) {
                settings.problem("a machine is declared and the variant " + settings.text(VARIANT, "")
                        + " named; leave one of them out");
            }
            settings.nameParameters(declared.get().parameters().keySet());
            settings.addDefaults(
                    "machine " + declared.get().name(), declared.get().settings());
            firstValues = firstValues(settings, catalog);
        } else {
            if (catalog.variants().isEmpty()) {
                throw new SettingsException(List.of("no variant is on the class path, and no machine is declared"));
            }
            String first = catalog.variants().keySet().iterator().next();
            Variant named =
                    settings.one(VARIANT, catalog.variants().containsKey("rbm") ? "rbm" : first, catalog.variants());
            variant = Optional.of(named);
            firstValues = variant.filter(some -> some.start().isPresent());
            settings.find(FIRST_VALUES)
                    .filter(other -> !other.equals(named.name()))
                    .ifPresent(other -> settings.problem(FIRST_VALUES
                            + " is " + other + " but the variant is " + named.name()
                            + ", which has its own; leave it out, or declare the machine"));
            settings.addDefaults("variant " + named.name(), named.defaults());
        }
        settings.addDefaults("this program", lowest);
        return new Plan(
                catalog,
                settings,
                variant,
                declared,
                path -> tree.map(at -> at.told(path)).orElse(path),
                firstValues,
                TrainingSettings.from(settings, catalog),
                Preparation.Wanted.from(settings),
                settings.count("early-stopping.patience", 0, 0),
                validation(settings),
                optional(settings, EXAMPLES),
                optional(settings, LABELS_PER_CLASS));
    }

    private static Optional<Variant> firstValues(Settings settings, Catalog catalog) {
        if (settings.find(FIRST_VALUES).isEmpty()) {
            return Optional.empty();
        }
        Map<String, Variant> starting = new LinkedHashMap<>(catalog.variants());
        starting.values().removeIf(variant -> variant.start().isEmpty());
        if (starting.isEmpty()) {
            settings.problem(FIRST_VALUES + " is " + settings.text(FIRST_VALUES, "")
                    + ", but no variant on the class path gives first values; leave it out");
            return Optional.empty();
        }
        return Optional.of(
                settings.one(FIRST_VALUES, starting.keySet().iterator().next(), starting));
    }

    /** Among the settings of a model only where it is given, so that all others stay what they were. */
    private static int optional(Settings settings, String key) {
        return settings.find(key).isPresent() ? settings.count(key, 0, 0) : 0;
    }

    private static Optional<Tree> machine(Settings settings) {
        Optional<String> file = settings.find(SettingsFile.MACHINE);
        if (file.isEmpty()) {
            return settings.machine();
        }
        try {
            SettingsLayer layer = SettingsFile.readMachine(Path.of(file.get()));
            if (!layer.values().isEmpty()) {
                settings.problem(layer.origin() + " holds settings beside the machine ("
                        + String.join(", ", layer.values().keySet())
                        + "), which -D machine does not read; give it as --config, or leave them out");
            }
            return layer.machine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InvalidPathException e) {
            throw new SettingsException(List.of("machine is \"" + file.get() + "\", which is no name of a file"), e);
        }
    }

    private static MachineDeclaration declaration(Tree tree) {
        try {
            return MachineDeclaration.read(tree);
        } catch (DeclarationException e) {
            throw new SettingsException(e.problems(), e);
        }
    }

    /**
     * What the machine is called.
     *
     * @return the variant's name, or that of the declaration
     */
    public String name() {
        return variant.map(Variant::name).orElseGet(() -> declared.orElseThrow().name());
    }

    private static double validation(Settings settings) {
        return settings.number(
                VALIDATION,
                0.02,
                x -> (x >= 0 && x < 1) || (x == Math.rint(x) && x >= 1 && x <= Integer.MAX_VALUE),
                "a fraction from 0 to less than 1, or a whole number of examples");
    }

    /**
     * The plan for so many examples: few of them are learned from in smaller mini-batches and in more epochs
     * ({@link FewExamples}), unless the settings say otherwise.
     *
     * @param training the training data
     * @return this plan where there are examples enough, or they are frames of sequences
     */
    public Plan sized(DataSet training) {
        Map<String, String> defaults = training.sequences().isNone()
                ? FewExamples.defaults(
                        examples > 0 ? Math.min(examples, training.size()) : training.size(),
                        training.unlabelledCount() == 0 && labelsPerClass == 0,
                        settings)
                : Map.of();
        if (defaults.isEmpty()) {
            return this;
        }
        settings.putDefaultsOfData(defaults);
        return new Plan(
                catalog,
                settings,
                variant,
                declared,
                place,
                firstValues,
                TrainingSettings.from(settings, catalog),
                wanted,
                settings.count("early-stopping.patience", 0, 0),
                validation(settings),
                examples,
                labelsPerClass);
    }

    /**
     * Keys that will be asked for once there are data.
     *
     * @return the variant's own, or of a declared machine those of the first values it is given
     */
    public Set<String> stillToCome() {
        Set<String> keys = new TreeSet<>();
        variant.ifPresent(named -> keys.addAll(named.settings().keySet()));
        if (variant.isEmpty() && firstValues.isPresent()) {
            firstValues.get().settings().keySet().stream()
                    .filter(key -> !key.startsWith(MODEL))
                    .forEach(keys::add);
        }
        return keys;
    }

    /**
     * The machine's complete declaration, which a model file holds.
     *
     * @param training the training data, which give sizes
     * @return a declaration in which nothing is left out
     * @throws SettingsException if it makes no machine
     */
    public MachineDeclaration declaration(DataSet training) {
        return fitting(() -> {
            if (variant.isPresent()) {
                Variant named = variant.get();
                if (training.isLabelled()
                        && training.classes() < 2
                        && named.roles().containsValue(Role.LABEL)) {
                    throw new DataException("data set " + training.name()
                            + " has one class only; a classification machine needs labels of at least two");
                }
                BoltzmannMachine built = named.build().apply(training, settings);
                settings.check(Set.of());
                return catalog.vocabulary().declare(named.name(), built, named.roles());
            }
            MachineDeclaration fitted = declared.orElseThrow()
                    .fitted(
                            training.features(),
                            training.shape(),
                            training.isLabelled() ? training.classes() : 0,
                            place);
            catalog.vocabulary().build(fitted, place); // told with places, before it is told without
            return catalog.vocabulary().complete(fitted);
        });
    }

    /**
     * The settings that decide what comes out; data, seed and a declared machine are a matter of provenance.
     *
     * @return values by key
     */
    public Map<String, String> decisive() {
        Map<String, String> decisive = new LinkedHashMap<>(settings.used());
        decisive.keySet().removeAll(PROVENANCE);
        decisive.remove(SettingsFile.MACHINE); // what it says counts, not where it stands
        return decisive;
    }

    /**
     * The settings that a model file is to hold: those that decide, less what its declaration says.
     *
     * @return values by key
     */
    public Map<String, String> stored() {
        Map<String, String> stored = new TreeMap<>(decisive());
        stored.keySet()
                .removeIf(key -> key.equals(VARIANT) || key.equals(SettingsFile.MACHINE) || key.startsWith(MODEL));
        firstValues.ifPresent(named -> stored.put(FIRST_VALUES, named.name()));
        return stored;
    }

    /** Turns an argument that the library refused into what it is here: a setting that does not fit. */
    static <T> T fitting(Supplier<T> step) {
        try {
            return step.get();
        } catch (DeclarationException e) {
            throw new SettingsException(e.problems(), e);
        } catch (IllegalArgumentException e) {
            throw new SettingsException(List.of(e.getMessage()), e);
        }
    }
}
