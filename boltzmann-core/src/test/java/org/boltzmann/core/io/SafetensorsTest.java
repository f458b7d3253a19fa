package org.boltzmann.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.boltzmann.core.linalg.Matrix;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = directory.resolve("model.safetensors");
    }

    @Test
    void theBytesAreThoseOfTheFormat() throws IOException {
        Safetensors.write(file, Map.of("a", Tensor.of(new float[] {1, -2}, 2)), Map.of("k", "v"));

        // {"__metadata__":{"k":"v"},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}} and a space: 80 bytes
        assertThat(HexFormat.of().formatHex(Files.readAllBytes(file)))
                .isEqualTo("5000000000000000"
                        + "7b225f5f6d657461646174615f5f223a7b226b223a2276227d2c"
                        + "2261223a7b226474797065223a22463332222c"
                        + "227368617065223a5b325d2c"
                        + "22646174615f6f666673657473223a5b302c385d7d7d20"
                        + "0000803f000000c0");
    }

    @Test
    void anEmptyFileHasAHeaderAndNothingElse() throws IOException {
        Safetensors.write(file, Map.of(), Map.of());

        assertThat(HexFormat.of().formatHex(Files.readAllBytes(file))).isEqualTo("08000000000000007b7d202020202020");
        assertThat(Safetensors.read(file)).isEqualTo(new SafetensorsContent(Map.of(), Map.of()));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 33, 16_384, 16_385, 40_000})
    void tensorsOfEverySizeComeBackAsTheyWere(int size) throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("vector", random(size));
        tensors.put("column", random(size, 1));
        tensors.put("cube", random(3, size, 2));
        tensors.put("scalar", random());

        Safetensors.write(file, tensors, Map.of());

        assertThat(Safetensors.read(file).tensors()).containsExactlyEntriesOf(tensors);
    }

    @Test
    void namesAndMetadataOfEveryScriptComeBackInOrder() throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (String name : List.of("z", "a", "gewichte.größe", "重み", "🎹", "a \"quoted\" \\ name", " ", "dtype")) {
            tensors.put(name, random(2));
        }
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("z", "line one\nline two\u0000");
        metadata.put("", "");
        metadata.put("∂E/∂θ", "🎹");

        Safetensors.write(file, tensors, metadata);
        SafetensorsContent content = Safetensors.read(file);

        assertThat(content.tensors()).containsExactlyEntriesOf(tensors);
        assertThat(content.metadata()).containsExactlyEntriesOf(metadata);
    }

    @Test
    void everyFiniteFloatComesBackBitForBit() throws IOException {
        float[] extremes = {0, -0f, Float.MIN_VALUE, -Float.MIN_VALUE, Float.MIN_NORMAL, Float.MAX_VALUE, 1 / 3f};

        Safetensors.write(file, Map.of("x", Tensor.of(extremes, 7)), Map.of());

        assertThat(Safetensors.read(file).tensors().get("x").data()).containsExactly(extremes);
    }

    @Test
    void theSameInputGivesTheSameBytesAndItsOrderIsKept() throws IOException {
        Map<String, Tensor> oneWay = new LinkedHashMap<>();
        oneWay.put("a", Tensor.of(new float[] {1}, 1));
        oneWay.put("b", Tensor.of(new float[] {2}, 1));
        Map<String, Tensor> otherWay = new LinkedHashMap<>();
        otherWay.put("b", oneWay.get("b"));
        otherWay.put("a", oneWay.get("a"));

        byte[] first = written(oneWay);

        assertThat(written(oneWay)).isEqualTo(first);
        assertThat(written(otherWay)).isNotEqualTo(first);
        assertThat(Safetensors.read(file).tensors().keySet()).containsExactly("b", "a");
    }

    @Test
    void theDataBeginAtAMultipleOfEightBytes() throws IOException {
        for (int length = 1; length <= 16; length++) {
            byte[] bytes = written(Map.of("n".repeat(length), random(1)));

            assertThat(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong() % 8)
                    .isZero();
        }
    }

    @Test
    void theHeaderCanBeReadAlone() throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("w", random(2, 3));
        tensors.put("b", random(2));
        Safetensors.write(file, tensors, Map.of("k", "v"));

        SafetensorsHeader header = Safetensors.readHeader(file);

        assertThat(header.tensors())
                .containsExactly(
                        new TensorInfo("w", DataType.F32, List.of(2, 3), 0, 24),
                        new TensorInfo("b", DataType.F32, List.of(2), 24, 32));
        assertThat(header.tensors().get(0).elements()).isEqualTo(6);
        assertThat(header.metadata()).containsExactlyEntriesOf(Map.of("k", "v"));
    }

    @Test
    void tensorsMayLieInAnotherOrderThanTheHeaderNamesThem() throws IOException {
        String header = "{" + RawFile.tensor("late", "F32", "[1]", 4, 8) + ","
                + RawFile.tensor("empty", "F32", "[0]", 4, 4) + ","
                + RawFile.tensor("early", "F32", "[1]", 0, 4) + "}";
        RawFile.write(
                file,
                header,
                ByteBuffer.allocate(8).put(2, (byte) 0x80).put(3, (byte) 0x3f).array());

        Map<String, Tensor> tensors = Safetensors.read(file).tensors();

        assertThat(tensors.keySet()).containsExactly("late", "empty", "early");
        assertThat(tensors.get("early").data()).containsExactly(1);
        assertThat(tensors.get("late").data()).containsExactly(0);
    }

    @Test
    void otherFloatingPointTypesAreConverted() throws IOException {
        String header = "{" + RawFile.tensor("f64", "F64", "[2]", 0, 16) + ","
                + RawFile.tensor("f16", "F16", "[2]", 16, 20) + ","
                + RawFile.tensor("bf16", "BF16", "[2]", 20, 24) + "}";
        ByteBuffer data = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
        data.putDouble(0.1).putDouble(-1e-300);
        data.putShort((short) 0xc000).putShort((short) 0x7bff);
        data.putShort((short) 0x3f80).putShort((short) 0xc0a0);
        RawFile.write(file, header, data.array());

        Map<String, Tensor> tensors = Safetensors.read(file).tensors();

        assertThat(tensors.get("f64").data()).containsExactly(0.1f, -0f);
        assertThat(tensors.get("f16").data()).containsExactly(-2f, 65504f);
        assertThat(tensors.get("bf16").data()).containsExactly(1f, -5f);
    }

    @Test
    void everyHalfIsConvertedExactly() {
        for (int bits = 0; bits < 1 << 16; bits++) {
            float[] value = new float[1];
            DataType.F16.read(ByteBuffer.allocate(2).putShort(0, (short) bits), value, 0, 1);

            assertThat(Float.floatToIntBits(value[0]))
                    .as("half %04x", bits)
                    .isEqualTo(Float.floatToIntBits(halfByDefinition(bits)));
        }
    }

    private static float halfByDefinition(int bits) {
        int exponent = (bits >> 10) % 32;
        double fraction = (bits % 1024) / 1024.0;
        double size = exponent == 0
                ? Math.scalb(fraction, -14)
                : exponent < 31
                        ? Math.scalb(1 + fraction, exponent - 15)
                        : fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
        return (float) (bits < 1 << 15 ? size : -size);
    }

    @Test
    void aNumberThatIsNotFiniteIsNeitherWrittenNorRead() throws IOException {
        Safetensors.write(file, Map.of("w", random(3)), Map.of());
        byte[] before = Files.readAllBytes(file);

        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            assertThatThrownBy(() -> Safetensors.write(
                            file, Map.of("v-h.weights", Tensor.of(new float[] {0, bad}, 2)), Map.of()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'v-h.weights': element 1 is " + bad);
        }
        assertThat(file).hasBinaryContent(before);

        ByteBuffer data = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        data.putDouble(1).putDouble(1e300);
        RawFile.write(file, "{" + RawFile.tensor("w", "F64", "[2]", 0, 16) + "}", data.array());
        assertThatThrownBy(() -> Safetensors.read(file))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining(file + ": tensor 'w': element 1 is Infinity as a 32-bit float");
        assertThat(Safetensors.readAnyNumbers(file).tensors().get("w").data())
                .containsExactly(1, Float.POSITIVE_INFINITY);
    }

    @Test
    void whatTheReaderWouldRefuseIsNotWritten() {
        Tensor tensor = random(1);
        String half = "\ud83c";
        assertRefusedByWriter(Map.of("", tensor), Map.of(), "name is empty");
        assertRefusedByWriter(Map.of("__metadata__", tensor), Map.of(), "reserved");
        assertRefusedByWriter(Map.of("a\nb", tensor), Map.of(), "'a\\u000ab': the name has a control character");
        assertRefusedByWriter(Map.of(half, tensor), Map.of(), "half a surrogate pair");
        assertRefusedByWriter(Map.of(), Map.of(half, ""), "metadata key");
        assertRefusedByWriter(Map.of(), Map.of("k", half), "metadata value of 'k'");
        assertRefusedByWriter(Map.of(), Map.of("k", "x".repeat(1 << 20)), "at most 1048576 are allowed");

        Map<String, Tensor> tooMany = new LinkedHashMap<>();
        for (int i = 0; i <= 10_000; i++) {
            tooMany.put("t" + i, tensor);
        }
        assertRefusedByWriter(tooMany, Map.of(), "at most 10000 tensors, not 10001");
        assertThat(file).doesNotExist();
    }

    private void assertRefusedByWriter(Map<String, Tensor> tensors, Map<String, String> metadata, String message) {
        assertThatThrownBy(() -> Safetensors.write(file, tensors, metadata))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void theLimitsThemselvesAreWithinThem() throws IOException {
        Map<String, Tensor> many = new LinkedHashMap<>();
        for (int i = 0; i < 10_000; i++) {
            many.put("t" + i, Tensor.of(new float[] {i}));
        }
        many.put("t0", Tensor.of(new float[1], Collections.nCopies(Tensor.MAX_AXES, 1)));
        many.put("t1", Tensor.of(new float[0], 0, Integer.MAX_VALUE));
        Safetensors.write(file, many, Map.of());
        assertThat(Safetensors.read(file).tensors()).containsExactlyEntriesOf(many);

        int frame = "{\"__metadata__\":{\"k\":\"\"}}".length();
        Map<String, String> longest = Map.of("k", "x".repeat((1 << 20) - frame));
        Safetensors.write(file, Map.of(), longest);
        assertThat(Safetensors.read(file).metadata()).containsExactlyEntriesOf(longest);

        Map<String, Tensor> longName = Map.of("n".repeat(900_000), random(1));
        Safetensors.write(file, longName, Map.of());
        assertThat(Safetensors.read(file).tensors()).containsExactlyEntriesOf(longName);
    }

    @Test
    void aMissingFileIsTroubleWithTheDiskAndNotWithTheModel() {
        assertThatThrownBy(() -> Safetensors.read(file)).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> Safetensors.readHeader(file)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void anInterruptedThreadCanStillRead() throws IOException {
        Map<String, Tensor> tensors = Map.of("w", random(9));
        Safetensors.write(file, tensors, Map.of());

        Thread.currentThread().interrupt();
        try {
            assertThat(Safetensors.read(file).tensors()).isEqualTo(tensors);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void theExampleOfThePackageDescriptionRuns() throws IOException {
        Matrix weights = Matrix.wrap(2, 3, new float[] {1, 2, 3, 4, 5, 6});
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("weights", Tensor.of(weights));
        tensors.put("bias", Tensor.of(new float[] {0.5f, -0.5f}, 2));
        Safetensors.write(file, tensors, Map.of("kind", "example"));

        SafetensorsContent content = Safetensors.read(file);
        Matrix again = content.tensors().get("weights").toMatrix();

        assertThat(again.data()).isEqualTo(weights.data());
        assertThat(content.metadata()).containsExactlyEntriesOf(Map.of("kind", "example"));
    }

    private byte[] written(Map<String, Tensor> tensors) throws IOException {
        Safetensors.write(file, tensors, Map.of());
        return Files.readAllBytes(file);
    }

    private static Tensor random(int... shape) {
        int elements = 1;
        for (int size : shape) {
            elements *= size;
        }
        float[] data = new float[elements];
        SplittableRandom random = new SplittableRandom(elements);
        for (int i = 0; i < elements; i++) {
            data[i] = (float) random.nextDouble(-1, 1);
        }
        return Tensor.of(data, shape);
    }
}
