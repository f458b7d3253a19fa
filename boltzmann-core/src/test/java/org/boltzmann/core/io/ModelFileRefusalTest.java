package org.boltzmann.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.term.Bias;
import org.boltzmann.core.term.Factored;
import org.boltzmann.core.term.Pairwise;
import org.boltzmann.core.unit.Bernoulli;
import org.boltzmann.core.unit.Gaussian;
import org.boltzmann.core.unit.OneHot;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Model files whose declaration is damaged are refused by name, with no memory out of proportion to the file. */
class ModelFileRefusalTest {

    private static final String MACHINE = "boltzmann.machine";
    private static final int MUTATIONS = 1000;
    private static final long SEED = 20_261_124;

    /** A file of 2 kB takes some 100 kB of buffers; a machine of 2^31 units would take gigabytes. */
    private static final long ALLOCATION_BYTES = 1 << 20;

    private static final String[] FRAGMENTS = {
        "0",
        "1",
        "-1",
        "2147483647",
        "2147483648",
        "1e9",
        "99999999999999999999",
        "[",
        "]",
        "{",
        "}",
        "\"",
        ",",
        ":",
        "null",
        "true",
        "\"v\"",
        "\"real\"",
        "\"bias\"",
        "\"shape\":",
        "[]",
        "{}",
        "\"one-hot\"",
        "\\u0000",
        " ",
        "3"
    };

    @TempDir
    Path directory;

    private Path file;
    private SafetensorsContent whole;
    private String machine;

    @BeforeEach
    void writeAModel() throws IOException {
        Group v = Group.of("v", new Bernoulli(), 4);
        Group h = Group.of("h", Gaussian.learnedPrecision("h", 3), 3);
        Group y = Group.of("y", new OneHot(2), 2);
        BoltzmannMachine model = BoltzmannMachine.of(
                Bias.on(v), Pairwise.between(v, h), Pairwise.between(v, y), Factored.among(2, v, h, y));
        file = directory.resolve("model.safetensors");
        ModelFile.of(Vocabulary.core(), model, Map.of("a", "b"), Map.of()).write(file);
        whole = Safetensors.read(file);
        machine = whole.metadata().get(MACHINE);
    }

    private void writeWith(String key, String text) throws IOException {
        Map<String, String> metadata = new LinkedHashMap<>(whole.metadata());
        if (text == null) {
            metadata.remove(key);
        } else {
            metadata.put(key, text);
        }
        AtomicFile.write(file, Seal.content(whole.tensors(), metadata));
    }

    private void assertRefused(String... said) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        assertThatExceptionOfType(ModelFileException.class)
                .isThrownBy(() -> ModelFile.read(file, Vocabulary.core()))
                .withMessageStartingWith(file.toString())
                .satisfies(e -> assertThat(e.getMessage()).contains(said));
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(4 * ALLOCATION_BYTES);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "\"groups\"|\"gruppen\"|machine has no \"groups\"",
                "\"parameters\":{|\"numbers\":{|machine.numbers is not known; known are name, groups, parameters",
                "\"terms\"|\"x\"|machine has no \"terms\"",
                "\"name\":\"v\"|\"nom\":\"v\"|machine.groups[0].nom is not known; did you mean name?",
                "\"name\":\"v\"|\"name\":7|machine.groups[0].name is 7 but must be a text",
                "\"name\":\"h\"|\"name\":\"v\"|group v is declared twice",
                "\"bernoulli\"|\"binomial\"|no unit type binomial; known are bernoulli",
                "\"pairwise\"|\"triwise\"|no kind of term triwise; did you mean pairwise? Known are bias, pairwise",
                "\"groups\":[\"v\",\"h\"]|\"groups\":[\"v\",\"z\"]|names group z, which is not declared",
                "\"parameters\":[\"v.bias\"]|\"parameters\":[\"w.bias\"]|parameter v.bias is declared, but no term uses it",
                "\"groups\":[\"v\",\"h\"]|\"groups\":[\"v\"]|machine.terms[1]: term pairwise[v] needs more than groups",
                "\"v-h.weights\":{\"shape\":[4,3]|\"v-h.weights\":{\"shape\":[3,4]|v-h.weights has shape [3, 4] but the groups need [4, 3]",
                "\"v.bias\":{\"shape\":[4]|\"v.bias\":{\"shape\":[]|v.bias",
                "\"v.bias\":{\"shape\":[4]|\"v.bias\":{\"shape\":[0]|must be a whole number of at least 1",
                "\"v.bias\":{\"shape\":[4]|\"v.bias\":{\"shape\":[4.0]|must be a whole number of at least 1",
                "\"decays\":false|\"decays\":0|must be true or false",
                "\"size\":4,\"shape\":[4]|\"size\":5,\"shape\":[4]|group v: shape [4] has 4 units but the group has 5",
                "\"precision\":\"learned\"|\"precision\":\"guessed\"|option precision of gaussian group h is \"guessed\"",
                "\"precision\":\"learned\"|\"accuracy\":\"learned\"|unit type gaussian has no option accuracy",
                "\"classes\":\"2\"|\"classes\":\"two\"|option classes of one-hot group y is \"two\"",
                "\"classes\":\"2\"|\"classes\":\"1\"|at least 2 classes",
                "\"size\":3|\"size\":2147483647|h.log-precision",
                "\"size\":3|\"size\":1073741824|group h"
            })
    void aDamagedDeclarationIsRefusedByName(String right, String wrong, String said) throws IOException {
        assertThat(machine).contains(right);
        writeWith(MACHINE, machine.replace(right, wrong));
        assertRefused(said);
    }

    @Test
    void aHugeGroupWithoutNumbersIsRefusedBeforeAnythingIsAllocated() throws IOException {
        writeWith(MACHINE, """
                {"groups":[{"name":"v","type":"bernoulli","size":2147483639}],
                 "parameters":{"v.bias":{"shape":[2147483638],"decays":false}},
                 "terms":[{"type":"bias","groups":["v"],"parameters":["v.bias"]}]}""".replace('\n', ' '));
        assertRefused("v.bias");
        writeWith(MACHINE, """
                {"groups":[{"name":"v","type":"bernoulli","size":2147483638}],
                 "parameters":{"w.bias":{"shape":[2147483638],"decays":false}},
                 "terms":[{"type":"bias","groups":["v"],"parameters":["w.bias"]}]}""".replace('\n', ' '));
        assertRefused("parameter w.bias[2147483638] is declared but its tensor is missing");
        writeWith(MACHINE, """
                {"groups":[{"name":"v","type":"bernoulli","size":2147483647}],
                 "parameters":{"v.bias":{"shape":[2147483647],"decays":false}},
                 "terms":[{"type":"bias","groups":["v"],"parameters":["v.bias"]}]}""".replace('\n', ' '));
        assertRefused("v.bias", "does not fit into one array");
    }

    @Test
    void whatIsDeclaredMustBeThereAndWhatIsThereDeclared() throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>(whole.tensors());
        Tensor weights = tensors.remove("v-h.weights");
        AtomicFile.write(file, Seal.content(tensors, whole.metadata()));
        assertRefused("parameter v-h.weights[4, 3] is declared but its tensor is missing");
        tensors.put("v-h.weights", Tensor.of(weights.data(), 3, 4));
        AtomicFile.write(file, Seal.content(tensors, whole.metadata()));
        assertRefused("v-h.weights[4, 3]", "of shape [3, 4]");
        tensors.put("v-h.weights", weights);
        tensors.put("stray", weights);
        AtomicFile.write(file, Seal.content(tensors, whole.metadata()));
        assertRefused("stray");
    }

    @Test
    void anUnknownFormatOrNoneIsRefusedWithARemedy() throws IOException {
        writeWith("boltzmann.format", "2");
        assertRefused("model format 2 is not known here, only 1", "newer version");
        writeWith("boltzmann.format", null);
        assertRefused("not a model of this program");
    }

    @Test
    void everyByteIsCoveredByTheChecksum() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        // every bit of the header's length, and of each byte after it one, another in each
        for (int bit = 0; bit < 8 * bytes.length; bit += bit < 8 * Long.BYTES ? 1 : 9) {
            byte[] damaged = bytes.clone();
            damaged[bit / 8] ^= (byte) (1 << (bit % 8));
            Files.write(file, damaged);
            assertThatExceptionOfType(ModelFileException.class)
                    .as("bit %d", bit)
                    .isThrownBy(() -> ModelFile.read(file, Vocabulary.core()))
                    .withMessageStartingWith(file.toString());
        }
        Safetensors.write(file, whole.tensors(), without(Seal.KEY));
        assertRefused("has no checksum (metadata boltzmann.sha256)");
        Safetensors.write(file, whole.tensors(), whole.metadata()); // the same bytes
        assertThat(file).hasBinaryContent(bytes);
    }

    @Test
    void theChecksumCanBeComputedElsewhere() throws Exception {
        String stated = whole.metadata().get(Seal.KEY);
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1).replace(stated, "0".repeat(64));
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(HexFormat.of().formatHex(digest)).isEqualTo(stated);
    }

    private Map<String, String> without(String key) {
        Map<String, String> metadata = new LinkedHashMap<>(whole.metadata());
        metadata.remove(key);
        return metadata;
    }

    @ParameterizedTest
    @CsvSource({"boltzmann.machine", "boltzmann.settings", "boltzmann.provenance"})
    void metadataMustBeThereAndJson(String key) throws IOException {
        writeWith(key, null);
        assertRefused(key);
        for (String wrong : new String[] {"", "{", "{} {}", "7", "null", "[]", "{\"a\":1,\"a\":2}", "[".repeat(5000)}) {
            writeWith(key, wrong);
            assertRefused("");
        }
    }

    @Test
    void damageAtRandomIsRefusedOrReadAndNothingElse() throws IOException {
        SplittableRandom random = new SplittableRandom(SEED);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int refused = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            StringBuilder text = new StringBuilder(machine);
            for (int edits = random.nextInt(1, 4); edits > 0; edits--) {
                damage(text, random);
            }
            writeWith(MACHINE, text.toString());
            readOrRefuse(); // once for the classes that are loaded, which takes memory too
            long before = threads.getCurrentThreadAllocatedBytes();
            try {
                ModelFile.read(file, Vocabulary.core());
            } catch (ModelFileException e) {
                refused++;
                assertThat(e).hasMessageStartingWith(file.toString());
            } catch (IOException | RuntimeException | Error e) {
                throw new AssertionError("mutation " + i + " of seed " + SEED + ": " + text, e);
            }
            assertThat(threads.getCurrentThreadAllocatedBytes() - before)
                    .as("bytes allocated for mutation %d: %s", i, text)
                    .isLessThan(ALLOCATION_BYTES);
        }
        // Most edits are seen; those that change a shape of a picture or the order of keys leave a lawful file.
        assertThat(refused).isBetween(MUTATIONS / 2, MUTATIONS - 1);
    }

    private void readOrRefuse() throws IOException {
        try {
            ModelFile.read(file, Vocabulary.core());
        } catch (RuntimeException e) {
            assertThat(e).hasMessageStartingWith(file.toString());
        }
    }

    private static void damage(StringBuilder text, SplittableRandom random) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(5)) {
            case 0 -> text.setCharAt(at, (char) random.nextInt(32, 127));
            case 1 -> text.deleteCharAt(at);
            case 2 -> text.insert(at, FRAGMENTS[random.nextInt(FRAGMENTS.length)]);
            case 3 -> exchangeDigit(text, at, random);
            default -> {
                int from = random.nextInt(text.length());
                String piece = text.substring(from, Math.min(text.length(), from + random.nextInt(1, 30)));
                text.replace(at, Math.min(text.length(), at + random.nextInt(30)), piece);
            }
        }
    }

    /** Puts another number in the place of the next digit: the text stays JSON, and the declaration is read to its end. */
    private static void exchangeDigit(StringBuilder text, int at, SplittableRandom random) {
        for (int i = at; i < text.length(); i++) {
            if (Character.isDigit(text.charAt(i))) {
                String[] numbers = {"0", "1", "2", "3", "4", "5", "-1", "2147483647", "2147483648", "1e3"};
                text.replace(i, i + 1, numbers[random.nextInt(numbers.length)]);
                return;
            }
        }
    }
}
