package org.boltzmann.examples.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.boltzmann.core.wiring.Catalog;

/** Every setting of the command line. */
public final class SettingsList {

    private SettingsList() {}

    /** Those that every variant has, with a line that says what each is. */
    static Map<String, String> shared(Catalog catalog) {
        Map<String, String> shared = new LinkedHashMap<>();
        shared.put("data", "a data set by name, or a file; the same as --data");
        shared.put("seed", "of all that is random; the same as --seed");
        shared.putAll(catalog.trainingSettings());
        shared.putAll(Evaluation.documentation());
        shared.putAll(SampleCommand.documentation());
        shared.putAll(CompleteCommand.documentation());
        shared.putAll(ReadOut.documentation());
        shared.putAll(TransformCommand.documentation());
        shared.putAll(FramePrediction.documentation());
        shared.putAll(Task.documentation());
        return shared;
    }

    /**
     * Keys that the commands read beside those of training.
     *
     * @return keys; one that ends with a point means all that begin so
     */
    public static Set<String> ofThisProgram() {
        Set<String> keys = new TreeSet<>(Evaluation.documentation().keySet());
        keys.addAll(SampleCommand.documentation().keySet());
        keys.addAll(CompleteCommand.documentation().keySet());
        keys.addAll(ReadOut.documentation().keySet());
        keys.addAll(TransformCommand.documentation().keySet());
        keys.addAll(FramePrediction.documentation().keySet());
        keys.addAll(Task.documentation().keySet());
        keys.add(Participants.SCOPE + ".");
        keys.add(Task.SCOPE + ".");
        return keys;
    }

    /** All keys, those of the variants among them. */
    static Set<String> keys(Catalog catalog) {
        Set<String> keys = new TreeSet<>(catalog.keys());
        keys.addAll(shared(catalog).keySet());
        keys.addAll(catalog.otherSettings());
        return keys;
    }
}
