package org.boltzmann.examples.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.data.Encoding;
import org.boltzmann.core.data.NpzArchive;
import org.boltzmann.core.io.DeclarationException;
import org.boltzmann.core.io.MachineDeclaration;
import org.boltzmann.core.io.ModelFile;
import org.boltzmann.core.io.ModelFileException;
import org.boltzmann.core.io.Safetensors;
import org.boltzmann.core.io.SafetensorsContent;
import org.boltzmann.core.io.Tensor;
import org.boltzmann.core.io.Tree;
import org.boltzmann.core.io.Vocabulary;
import org.boltzmann.core.wiring.Settings;
import org.boltzmann.core.wiring.SettingsException;
import org.boltzmann.rbm.ScikitLearn;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a model file of parameters that come from elsewhere. */
@Command(
        name = "import",
        description = {
            "Makes a model file of parameters that come from elsewhere: an NPZ or safetensors file that \"boltzmann export\" wrote; one with"
                    + " an array for each parameter of a machine that --config declares, all its sizes given; or the parameters of"
                    + " scikit-learn's BernoulliRBM (components_, intercept_hidden_, intercept_visible_) as NPZ.",
            "",
            "-D encoding=... says how data are to be shown to it; where nothing is said, as they are, and to a BernoulliRBM as means."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = BoltzmannCommand.EXAMPLES,
        footer = {
            "  boltzmann import rbm.npz --as scikit-learn --out rbm.safetensors",
            "  boltzmann import arrays.npz --config machine.yaml --out model.safetensors"
        })
final class ImportCommand implements Callable<Integer> {

    private static final String ENCODING = "encoding";

    /** What the names of tensors that go with a machine, such as a scaling of its data, begin with. */
    private static final String ATTACHMENT = "data.";

    @Mixin
    private CommonOptions common;

    @Parameters(paramLabel = "FILE", description = "FILE.npz or FILE.safetensors.")
    private Path file;

    @Option(names = "--out", paramLabel = "MODEL", required = true, description = "The model file.")
    private Path out;

    @Option(
            names = "--as",
            paramLabel = "LAYOUT",
            defaultValue = "boltzmann",
            description = "boltzmann or scikit-learn (default: ${DEFAULT-VALUE}).")
    private String layout;

    @Override
    public Integer call() throws IOException {
        ExportCommand.Layout given = ExportCommand.Layout.of(layout);
        common.output("--out", out, ".safetensors");
        Settings settings = common.settings(Map.of());
        Optional<String> encoding = settings.find(ENCODING);
        try {
            encoding.ifPresent(Encoding::parse);
        } catch (IllegalArgumentException e) {
            settings.problem(ENCODING + ": " + e.getMessage());
        }
        settings.check(Set.of());
        ModelFile model = given == ExportCommand.Layout.SCIKIT_LEARN
                ? ofScikitLearn(encoding.orElse("means"))
                : ours(settings, encoding);
        model.write(out);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("model", out.toString());
        result.put("machine", model.machine().toString());
        common.print(result, "model " + out + String.format("%n") + model.machine());
        return 0;
    }

    private ModelFile ofScikitLearn(String encoding) {
        try {
            return ModelFile.of(
                    common.catalog().vocabulary(),
                    ScikitLearn.machine(
                            NpzArchive.read(file, ScikitLearn.NAMES::contains).numbers()),
                    Map.of(ENCODING, encoding),
                    Map.of("imported", "scikit-learn BernoulliRBM"));
        } catch (IllegalArgumentException e) {
            throw new ModelFileException(file + ": " + e.getMessage(), e);
        }
    }

    /** Of a machine that is declared here, its parameters alone are looked at; a model says itself what it has. */
    private ModelFile ours(Settings settings, Optional<String> encoding) throws IOException {
        Vocabulary types = common.catalog().vocabulary();
        Optional<Tree> declared = settings.machine();
        if (declared.isEmpty()) {
            return read(name -> true, (tensors, texts) -> ModelFile.from(file.toString(), types, tensors, texts));
        }
        try {
            MachineDeclaration declaration = types.complete(MachineDeclaration.read(declared.get()));
            Set<String> parameters = types.parts(declaration, UnaryOperator.identity()).parameters().stream()
                    .map(Parameter::name)
                    .collect(Collectors.toSet());
            return read(
                    name -> parameters.contains(name) || name.startsWith(ATTACHMENT),
                    (tensors, texts) -> ModelFile.of(
                            types,
                            declaration,
                            tensors,
                            encoding.map(how -> Map.of(ENCODING, how)).orElse(Map.of()),
                            Map.of("imported", "arrays")));
        } catch (DeclarationException e) {
            throw new SettingsException(e.problems(), e);
        } catch (IllegalArgumentException e) {
            throw new ModelFileException(file + ": " + e.getMessage(), e);
        }
    }

    /** What is made of tensors and texts. */
    private interface Making {
        ModelFile of(Map<String, Tensor> tensors, Map<String, String> texts);
    }

    private ModelFile read(Predicate<String> wanted, Making making) throws IOException {
        Map<String, Tensor> tensors;
        Map<String, String> texts = new LinkedHashMap<>();
        if (file.toString().endsWith(ExportCommand.NPZ)) {
            NpzArchive archive = NpzArchive.read(file, wanted);
            tensors = archive.numbers();
            archive.texts().forEach((key, some) -> texts.put(key, String.join("", some)));
        } else {
            SafetensorsContent content = Safetensors.read(file);
            tensors = new LinkedHashMap<>(content.tensors());
            tensors.keySet().removeIf(wanted.negate());
            texts.putAll(content.metadata());
        }
        return making.of(tensors, texts);
    }
}
