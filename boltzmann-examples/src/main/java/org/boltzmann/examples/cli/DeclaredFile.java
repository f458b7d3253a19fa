package org.boltzmann.examples.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.io.GroupDeclaration;
import org.boltzmann.core.io.MachineDeclaration;
import org.boltzmann.core.io.ModelFile;
import org.boltzmann.core.io.Role;
import org.boltzmann.core.io.Tree;
import org.boltzmann.core.io.Vocabulary;
import org.boltzmann.core.wiring.SettingsFile;
import org.boltzmann.core.wiring.SettingsLayer;

/**
 * A machine in a file, a model or YAML: which of them is seen from what is in it.
 *
 * @param declaration the machine's declaration
 * @param model what the file holds beside it, if it is a model
 * @param tree where the declaration's parts stand, if it is YAML
 */
record DeclaredFile(MachineDeclaration declaration, Optional<ModelFile> model, Optional<Tree> tree) {

    /** Taken where nothing says more: those of MNIST. */
    private static final int FEATURES = 784;

    private static final int CLASSES = 10;

    static DeclaredFile read(Path file, Vocabulary vocabulary) throws IOException {
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "is a folder; name a file in it");
        }
        if (isSafetensors(file)) {
            ModelFile model = ModelFile.read(file, vocabulary);
            return new DeclaredFile(model.declaration(), Optional.of(model), Optional.empty());
        }
        SettingsLayer layer = SettingsFile.readMachine(file);
        Tree tree = layer.machine().orElseThrow();
        return new DeclaredFile(Fitting.of(() -> MachineDeclaration.read(tree)), Optional.empty(), Optional.of(tree));
    }

    /** Whether it is called one, or holds bytes of 0 as the length of a header does and text does not. */
    private static boolean isSafetensors(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] first = in.readNBytes(Long.BYTES);
            boolean binary = false;
            for (byte one : first) {
                binary |= one == 0;
            }
            return binary || file.toString().endsWith(".safetensors");
        }
    }

    /** Whether a size is left to the data. */
    boolean isOpen() {
        return declaration.groups().stream().anyMatch(group -> group.size() == GroupDeclaration.FROM_DATA);
    }

    /** The declaration with sizes where it leaves them to data. */
    MachineDeclaration sized(Optional<DataSet> data, Vocabulary vocabulary) {
        if (model.isPresent()) {
            return declaration;
        }
        return Fitting.of(() -> {
            MachineDeclaration fitted = data.map(set ->
                            declaration.fitted(set.features(), set.shape(), set.isLabelled() ? set.classes() : 0))
                    .orElseGet(this::assumed);
            vocabulary.build(fitted, path -> tree.orElseThrow().told(path)); // told with places
            return fitted;
        });
    }

    private MachineDeclaration assumed() {
        int given = 0;
        int block = 1;
        for (GroupDeclaration group : declaration.groups()) {
            if (group.role() == Role.OBSERVED || group.role() == Role.CONTEXT) {
                given += group.size();
                boolean open = group.size() == GroupDeclaration.FROM_DATA;
                String classes = open ? group.options().getOrDefault("classes", "1") : "1";
                block = classes.matches("[1-9][0-9]{0,3}") ? Math.max(block, Integer.parseInt(classes)) : block;
            }
        }
        int rest = Math.max(block, FEATURES - FEATURES % block);
        return declaration.fitted(given + rest, java.util.List.of(given + rest), CLASSES);
    }

    /** What {@link #sized} took, for a person. */
    static String assumption(MachineDeclaration sized, MachineDeclaration declared) {
        StringBuilder text = new StringBuilder();
        Map<String, Integer> sizes = new java.util.LinkedHashMap<>();
        sized.groups().forEach(group -> sizes.put(group.name(), group.size()));
        for (GroupDeclaration group : declared.groups()) {
            if (group.size() == GroupDeclaration.FROM_DATA) {
                text.append(text.isEmpty() ? "" : ", ")
                        .append(group.name())
                        .append(' ')
                        .append(sizes.get(group.name()));
            }
        }
        return text.toString();
    }
}
