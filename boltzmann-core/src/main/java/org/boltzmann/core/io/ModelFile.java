package org.boltzmann.core.io;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Excerpt;
import org.boltzmann.core.Parameter;

/**
 * A trained machine in a safetensors file: data only, readable from Python as it is.
 *
 * <p>There is one tensor for each parameter, of the parameter's name and of its declared axes in their order: {@code v-h.weights}
 * of 784 visible and 500 hidden units has the shape (784, 500), so that {@code v @ W + c} is the field on h. Tensors beside the
 * parameters, such as the scaling of the data, have names that begin with {@code data.}.
 *
 * <p>The metadata hold five strings: {@code boltzmann.format}, which is {@value #FORMAT}; {@code boltzmann.machine}, the
 * {@link MachineDeclaration} as JSON; {@code boltzmann.settings} and {@code boltzmann.provenance}, JSON objects of strings: what it takes
 * to train the same model again, which {@code boltzmann reproduce} does; and {@code boltzmann.sha256}, the checksum of the file, so that no damage goes unseen. It is the
 * SHA-256 of all bytes with 64 zeros in the place of its own digits; in Python, of the file's bytes {@code raw} and its metadata
 * {@code m}: {@code sha256(raw.replace(m["boltzmann.sha256"].encode(), b"0" * 64)).hexdigest()}.
 *
 * @param machine the machine
 * @param declaration what it is, with the roles of its groups
 * @param settings the settings it was trained with
 * @param provenance seed, data set and its checksum, version, backend ...
 * @param attachments tensors beside the parameters, by name
 */
public record ModelFile(
        BoltzmannMachine machine,
        MachineDeclaration declaration,
        Map<String, String> settings,
        Map<String, String> provenance,
        Map<String, Tensor> attachments) {

    /** The version of the format. */
    public static final String FORMAT = "1";

    /** What the names of tensors beside the parameters begin with. */
    public static final String ATTACHMENT_PREFIX = "data.";

    private static final String FORMAT_KEY = "boltzmann.format";
    private static final String MACHINE_KEY = "boltzmann.machine";
    private static final String SETTINGS_KEY = "boltzmann.settings";
    private static final String PROVENANCE_KEY = "boltzmann.provenance";

    public ModelFile {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        provenance = Collections.unmodifiableMap(new LinkedHashMap<>(provenance));
        attachments = Collections.unmodifiableMap(new LinkedHashMap<>(attachments));
        for (String name : attachments.keySet()) {
            if (!name.startsWith(ATTACHMENT_PREFIX)) {
                throw new IllegalArgumentException(
                        "tensor " + name + " beside the parameters must begin with " + ATTACHMENT_PREFIX);
            }
        }
        for (Parameter parameter : machine.parameters()) {
            if (attachments.containsKey(parameter.name())) {
                throw new IllegalArgumentException("tensor " + parameter.name()
                        + " beside the parameters has the name of a parameter; give one of them another");
            }
        }
    }

    /**
     * A machine that was built in Java.
     *
     * @param types the unit types and terms that a declaration may name
     * @param machine the machine; its group named {@code v}, if there is one, is observed
     * @param settings the settings it was trained with
     * @param provenance seed, data set and its checksum, version, backend ...
     * @return what a file is to hold
     * @throws IllegalArgumentException if a term is of no known kind
     */
    public static ModelFile of(
            Vocabulary types, BoltzmannMachine machine, Map<String, String> settings, Map<String, String> provenance) {
        return new ModelFile(machine, types.declare(machine), settings, provenance, Map.of());
    }

    /**
     * Writes the file, all or nothing.
     *
     * @param file where to
     * @throws IOException if it cannot be written; an old file then stays
     * @throws IllegalArgumentException if a parameter is not finite
     */
    public void write(Path file) throws IOException {
        Map<String, Tensor> tensors = tensors();
        HeaderWriter.checkFinite(tensors);
        AtomicFile.write(file, Seal.content(tensors, metadata()));
    }

    /**
     * The tensors that the file holds.
     *
     * @return parameters in the machine's order, then the attachments, by name
     */
    public Map<String, Tensor> tensors() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Parameter parameter : machine.parameters()) {
            tensors.put(parameter.name(), Tensor.of(machine.theta().of(parameter), parameter.shape()));
        }
        tensors.putAll(attachments);
        return tensors;
    }

    /**
     * The texts that the file holds, less its checksum.
     *
     * @return format, machine, settings and provenance, by their keys
     */
    public Map<String, String> metadata() {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put(FORMAT_KEY, FORMAT);
        metadata.put(MACHINE_KEY, Json.write(declaration.tree()));
        metadata.put(SETTINGS_KEY, Json.write(settings));
        metadata.put(PROVENANCE_KEY, Json.write(provenance));
        return metadata;
    }

    /**
     * Reads a file.
     *
     * @param file the file
     * @param types the unit types and terms that its declaration may name
     * @return the machine with its parameters, and what was stored beside it
     * @throws IOException if it cannot be read
     * @throws ModelFileException if it is not a model file of this format, naming what is wrong, or a single bit of it is not as it was
     *     written
     */
    public static ModelFile read(Path file, Vocabulary types) throws IOException {
        Seal seal = new Seal();
        SafetensorsContent content = Safetensors.read(file, seal);
        checkFormat(file.toString(), content.metadata());
        seal.check(file);
        return of(file.toString(), types, content.tensors(), content.metadata());
    }

    /**
     * A model whose tensors and texts come from a file of another kind.
     *
     * @param source what the file is called
     * @param types the unit types and terms that the declaration may name
     * @param tensors as {@link #tensors} gives them
     * @param metadata as {@link #metadata} gives them
     * @return the model
     * @throws ModelFileException if they are none of this format, naming what is wrong
     */
    public static ModelFile from(
            String source, Vocabulary types, Map<String, Tensor> tensors, Map<String, String> metadata) {
        checkFormat(source, metadata);
        return of(source, types, tensors, metadata);
    }

    private static void checkFormat(String source, Map<String, String> metadata) {
        String format = metadata.get(FORMAT_KEY);
        if (!FORMAT.equals(format)) {
            throw new ModelFileException(source + ": "
                    + (format == null
                            ? "not a model of this program (no " + FORMAT_KEY + ")"
                            : "model format " + Excerpt.of(format, 20) + " is not known here, only " + FORMAT
                                    + "; use a newer version"));
        }
    }

    private static ModelFile of(
            String source, Vocabulary types, Map<String, Tensor> tensors, Map<String, String> metadata) {
        try {
            MachineDeclaration declaration =
                    MachineDeclaration.read(Tree.of("machine", Json.read(text(metadata, MACHINE_KEY))));
            return of(
                    types,
                    declaration,
                    tensors,
                    Json.strings(text(metadata, SETTINGS_KEY)),
                    Json.strings(text(metadata, PROVENANCE_KEY)));
        } catch (DeclarationException e) {
            throw new ModelFileException(source + ": " + Excerpt.of(String.join("; ", e.problems()), 1000), e);
        } catch (IllegalArgumentException e) {
            throw new ModelFileException(source + ": " + Excerpt.of(e.getMessage(), 1000), e);
        }
    }

    /**
     * A model of a declared machine.
     *
     * @param types the unit types and terms that the declaration may name
     * @param declaration what the machine is
     * @param tensors values of all its parameters, and attachments
     * @param settings the settings it was trained with
     * @param provenance seed, data set and its checksum, version, backend ...
     * @return the model
     * @throws DeclarationException if the declaration makes no machine
     * @throws IllegalArgumentException if a parameter has no tensor or one of another shape, or a tensor is neither a parameter's nor an attachment
     */
    public static ModelFile of(
            Vocabulary types,
            MachineDeclaration declaration,
            Map<String, Tensor> tensors,
            Map<String, String> settings,
            Map<String, String> provenance) {
        Vocabulary.Parts parts = types.parts(declaration, UnaryOperator.identity());
        Map<String, Tensor> rest = new LinkedHashMap<>(tensors);
        Map<Parameter, Tensor> values = new LinkedHashMap<>();
        // before a machine allocates them: what is declared must be there, so that memory is in proportion to it
        for (Parameter parameter : parts.parameters()) {
            Tensor tensor = rest.remove(parameter.name());
            if (tensor == null || !tensor.shape().equals(parameter.shape())) {
                throw new IllegalArgumentException("parameter " + parameter + " is declared but its tensor is "
                        + (tensor == null ? "missing" : "of shape " + tensor.shape()));
            }
            values.put(parameter, tensor);
        }
        BoltzmannMachine machine = parts.machine();
        values.forEach((parameter, tensor) -> machine.theta().of(parameter).set(tensor.toMatrix()));
        return new ModelFile(machine, declaration, settings, provenance, rest);
    }

    private static String text(Map<String, String> metadata, String key) {
        String text = metadata.get(key);
        if (text == null) {
            throw new IllegalArgumentException("metadata has no " + key);
        }
        return text;
    }
}
