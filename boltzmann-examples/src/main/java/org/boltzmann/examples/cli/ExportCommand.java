package org.boltzmann.examples.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.boltzmann.core.data.NpzArchive;
import org.boltzmann.core.io.ModelFile;
import org.boltzmann.core.io.ModelFileException;
import org.boltzmann.core.wiring.SettingsException;
import org.boltzmann.rbm.ScikitLearn;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a model for other programs. */
@Command(
        name = "export",
        description = {
            "Writes a model for other programs: as NPZ, which NumPy reads, an array for each parameter, of its name and axes, and the"
                    + " declaration, settings and provenance as texts; or as safetensors, which model files are; or as the"
                    + " parameters of scikit-learn's BernoulliRBM.",
            "",
            "What was exported \"boltzmann import\" reads back."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = BoltzmannCommand.EXAMPLES,
        footer = {
            "  boltzmann export model.safetensors --out model.npz",
            "  boltzmann export model.safetensors --as scikit-learn --out rbm.npz"
        })
final class ExportCommand implements Callable<Integer> {

    /** Layouts of files of other programs. */
    enum Layout {
        /** Parameters by their own names. */
        BOLTZMANN,
        /** Of {@link ScikitLearn}. */
        SCIKIT_LEARN;

        @Override
        public String toString() {
            return this == BOLTZMANN ? "boltzmann" : "scikit-learn";
        }

        static Layout of(String name) {
            for (Layout layout : values()) {
                if (layout.toString().equals(name)) {
                    return layout;
                }
            }
            throw new SettingsException(List.of("--as is \"" + name + "\"; allowed are boltzmann, scikit-learn"));
        }
    }

    static final String NPZ = ".npz";
    static final String SAFETENSORS = ".safetensors";

    @Mixin
    private CommonOptions common;

    @Parameters(paramLabel = "MODEL", description = "A file written by \"boltzmann train\".")
    private Path model;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "FILE.npz or FILE.safetensors.")
    private Path out;

    @Option(
            names = "--as",
            paramLabel = "LAYOUT",
            defaultValue = "boltzmann",
            description = "boltzmann or scikit-learn (default: ${DEFAULT-VALUE}).")
    private String layout;

    @Override
    public Integer call() throws IOException {
        Layout wanted = Layout.of(layout);
        if (wanted == Layout.SCIKIT_LEARN) {
            common.output("--out", out, NPZ);
        } else {
            common.output("--out", out, NPZ, SAFETENSORS);
        }
        boolean npz = out.toString().toLowerCase(Locale.ROOT).endsWith(NPZ);
        common.settings(Map.of()).check(Set.of());
        ModelFile stored = ModelFile.read(model, common.catalog().vocabulary());
        if (wanted == Layout.SCIKIT_LEARN) {
            try {
                new NpzArchive(ScikitLearn.arrays(stored.machine()), Map.of()).write(out);
            } catch (IllegalArgumentException e) {
                throw new ModelFileException(model + ": " + e.getMessage(), e);
            }
        } else if (npz) {
            Map<String, List<String>> texts = new LinkedHashMap<>();
            stored.metadata().forEach((key, text) -> texts.put(key, List.of(text)));
            new NpzArchive(stored.tensors(), texts).write(out);
        } else {
            stored.write(out);
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("model", model.toString());
        result.put("exported", out.toString());
        result.put("as", wanted.toString());
        common.print(result, "exported " + out);
        return 0;
    }
}
