package org.boltzmann.core.wiring;

import java.util.LinkedHashMap;
import java.util.Map;
import org.boltzmann.core.io.Nearest;
import org.boltzmann.core.linalg.Backends;
import org.boltzmann.core.linalg.Kernels;
import org.boltzmann.core.linalg.Partition;

/**
 * What has a say in the last bits of results, as settings say it: the backend that multiplies and how work is cut. The number of
 * threads has none and is no setting.
 *
 * @param backend {@code auto} or a backend's name
 * @param partition how work is cut
 */
public record ComputingSettings(String backend, Partition partition) {

    /**
     * Every setting read here, with a line that says what it is.
     *
     * @return descriptions by key
     */
    public static Map<String, String> documentation() {
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("backend", "what multiplies matrices: " + String.join(", ", Backends.names()));
        lines.put(
                "tiles", "pieces that large products are cut into, for threads to share; 0 for a number by their size");
        return lines;
    }

    /**
     * Reads the settings; what is wrong is noted in them.
     *
     * @param settings the settings
     * @return how to compute
     */
    public static ComputingSettings from(Settings settings) {
        String backend = settings.text("backend", Backends.AUTO);
        if (!Backends.names().contains(backend)) {
            settings.problem("backend is \"" + backend + "\"; on the class path are "
                    + String.join(", ", Backends.names())
                    + Nearest.to(backend, Backends.names())
                            .map(near -> "; did you mean " + near + "?")
                            .orElse(""));
        }
        int tiles = (int) settings.number(
                "tiles", 0, x -> x == Math.rint(x) && x >= 0 && x <= 1024, "a whole number from 0 (automatic) to 1024");
        return new ComputingSettings(backend, new Partition(tiles));
    }

    /**
     * Makes the whole program compute so.
     *
     * @return the backend and how it came to be the one
     * @throws org.boltzmann.core.linalg.BackendException if the one asked for by name cannot be loaded
     */
    public Backends.Choice use() {
        Backends.Choice choice = Backends.choose(backend);
        Kernels.use(choice.backend(), partition);
        return choice;
    }
}
