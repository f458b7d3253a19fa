package org.boltzmann.examples.cli;

import java.util.List;
import org.boltzmann.core.wiring.Nearest;
import org.boltzmann.core.wiring.SettingsException;
import org.boltzmann.core.wiring.Variant;
import org.boltzmann.rbm.wiring.RbmVariants;

/** The variants of the modules on the class path. */
final class Variants {

    private Variants() {}

    static List<Variant> all() {
        return RbmVariants.all();
    }

    static Variant named(String name) {
        List<String> names = all().stream().map(Variant::name).toList();
        return all().stream()
                .filter(variant -> variant.name().equals(name))
                .findFirst()
                .orElseThrow(() -> {
                    String near = Nearest.to(name, names)
                            .map(n -> "; did you mean " + n + "?")
                            .orElse("");
                    return new SettingsException(
                            List.of("variant is \"" + name + "\"; allowed are " + String.join(", ", names) + near));
                });
    }
}
