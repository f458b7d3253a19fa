package org.boltzmann.core.wiring;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.boltzmann.core.NetworkType;
import org.boltzmann.core.TermType;
import org.boltzmann.core.UnitTypeFactory;
import org.boltzmann.core.data.DataSource;
import org.boltzmann.core.data.FileFormat;
import org.boltzmann.core.io.Vocabulary;
import org.boltzmann.core.train.NegativePhase;
import org.boltzmann.core.train.Objective;
import org.boltzmann.core.train.Optimizer;
import org.boltzmann.core.train.PositivePhase;
import org.boltzmann.core.train.Schedule;

/**
 * Everything that settings and declarations can name, by its name: what the modules on the class path contribute.
 *
 * @param variants named machines
 * @param unitTypes unit types
 * @param termTypes kinds of terms
 * @param networkTypes kinds of networks that compute a context
 * @param objectives what training climbs
 * @param positivePhases positive phases of the likelihood
 * @param negativePhases negative phases of the likelihood
 * @param optimizers how a gradient becomes a step, made from a learning rate
 * @param dataSets data sets that have names
 * @param fileFormats formats of the user's files, beside those that core reads
 * @param otherSettings keys that programs on the class path read beside those of training; one that ends with a point means all
 *     that begin so
 */
public record Catalog(
        Map<String, Variant> variants,
        Map<String, UnitTypeFactory> unitTypes,
        Map<String, TermType> termTypes,
        Map<String, NetworkType> networkTypes,
        Map<String, Choice<Learning, Objective>> objectives,
        Map<String, Choice<Subject, PositivePhase>> positivePhases,
        Map<String, Choice<Subject, NegativePhase>> negativePhases,
        Map<String, Choice<Schedule, Optimizer>> optimizers,
        Map<String, DataSource> dataSets,
        Map<String, FileFormat> fileFormats,
        Set<String> otherSettings) {

    public Catalog {
        variants = inOrder(variants);
        unitTypes = inOrder(unitTypes);
        termTypes = inOrder(termTypes);
        networkTypes = inOrder(networkTypes);
        objectives = inOrder(objectives);
        positivePhases = inOrder(positivePhases);
        negativePhases = inOrder(negativePhases);
        optimizers = inOrder(optimizers);
        dataSets = inOrder(dataSets);
        fileFormats = inOrder(fileFormats);
        otherSettings = Set.copyOf(otherSettings);
    }

    private static <T> Map<String, T> inOrder(Map<String, T> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /**
     * The words of declarations.
     *
     * @return the unit types, kinds of terms and kinds of networks
     */
    public Vocabulary vocabulary() {
        return new Vocabulary(unitTypes, List.copyOf(termTypes.values()), List.copyOf(networkTypes.values()));
    }

    /**
     * Every setting that training knows, with a line that says what it is.
     *
     * @return descriptions by key; those of variants are not among them
     */
    public Map<String, String> trainingSettings() {
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("variant", "a named machine: " + String.join(", ", variants.keySet()));
        lines.put("machine", "instead of a variant: a YAML file that declares a machine, or the declaration itself");
        lines.putAll(DataSettings.documentation(fileFormats));
        lines.putAll(Plan.documentation());
        lines.putAll(TrainingSettings.documentation(this));
        lines.putAll(ComputingSettings.documentation());
        return lines;
    }

    /**
     * Every key that some setting has.
     *
     * @return the keys of {@link #trainingSettings} and of all variants
     */
    public Set<String> keys() {
        Set<String> keys = new TreeSet<>(trainingSettings().keySet());
        variants.values().forEach(variant -> keys.addAll(variant.settings().keySet()));
        return keys;
    }
}
