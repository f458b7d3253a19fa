package org.boltzmann.examples.cli;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.boltzmann.core.io.Nearest;
import org.boltzmann.core.wiring.Contributions;
import org.boltzmann.core.wiring.SettingsException;
import org.boltzmann.core.wiring.Variant;

/** The variants of the modules on the class path. */
final class Variants {

    private Variants() {}

    static Collection<Variant> all() {
        return Contributions.variants().values();
    }

    static Variant named(String name) {
        Map<String, Variant> known = Contributions.variants();
        Variant variant = known.get(name);
        if (variant == null) {
            String near = Nearest.to(name, known.keySet())
                    .map(n -> "; did you mean " + n + "?")
                    .orElse("");
            throw new SettingsException(
                    List.of("variant is \"" + name + "\"; allowed are " + String.join(", ", known.keySet()) + near));
        }
        return variant;
    }
}
