package org.boltzmann.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsRefusalTest {

    private static final String METADATA = "\"__metadata__\":";

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = directory.resolve("model.safetensors");
    }

    // The quotes of JSON are written ^ here. Each file has 8 bytes of data.
    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[]                                                     | does not begin with '{'",
                "` {}`                                                  | does not begin with '{'",
                "``                                                     | does not begin with '{'",
                "{                                                      | not the JSON expected",
                "{}}                                                    | something follows the header's JSON",
                "{} {}                                                  | something follows the header's JSON",
                "{^w^:1}                                                | tensor 'w': its entry is not an object",
                "{^w^:{}}                                               | tensor 'w': dtype, shape or data_offsets is missing",
                "{^w^:{^dtype^:^F32^,^shape^:[2]}}                      | tensor 'w': dtype, shape or data_offsets is missing",
                "{^w^:{^dtype^:^F32^,^dtype^:^F32^}}                    | Duplicate field 'dtype'",
                "{^w^:{^kind^:1}}                                       | tensor 'w': unknown field 'kind'",
                "{^w^:{^dtype^:^I64^}}                                  | tensor 'w': dtype 'I64' is not one of [F16, BF16, F32, F64]",
                "{^w^:{^dtype^:32}}                                     | tensor 'w': dtype '' is not one of",
                "{^w^:{^shape^:2}}                                      | tensor 'w': shape is not an array",
                "{^w^:{^shape^:[-1]}}                                   | tensor 'w': shape has something other than whole numbers",
                "{^w^:{^shape^:[2.0]}}                                  | tensor 'w': shape has something other than whole numbers",
                "{^w^:{^shape^:[^2^]}}                                  | tensor 'w': shape has something other than whole numbers",
                "{^w^:{^shape^:[[2]]}}                                  | tensor 'w': shape has something other than whole numbers",
                "{^w^:{^shape^:[null]}}                                 | tensor 'w': shape has something other than whole numbers",
                "{^w^:{^shape^:[[[[[[2]]]]]]}}                          | tensor 'w': shape has something other than whole numbers",
                "{^w^:{^shape^:[2147483648]}}                           | tensor 'w': size 2147483648 is more than 2147483647",
                "{^w^:{^shape^:[99999999999999999999]}}                 | not the JSON expected",
                "{^w^:{^shape^:[999999999999999999999]}}                | not the JSON expected",
                "{^w^:{^data_offsets^:[0]}}                             | tensor 'w': data_offsets [0] are not a begin and an end",
                "{^w^:{^data_offsets^:[0,4,8]}}                         | tensor 'w': data_offsets has more than 2 numbers",
                "{^w^:{^data_offsets^:[8,0]}}                           | tensor 'w': data_offsets [8, 0] are not a begin and an end",
                "{^w^:{^data_offsets^:[-8,0]}}                          | tensor 'w': data_offsets has something other than whole numbers",
                "{^w^:{^data_offsets^:[0,9]}}                           | tensor 'w': data_offsets [0, 9] are not a begin and an end within the 8 bytes",
                "{^^:{}}                                                | tensor '': the name is empty",
                "{^a\\u0000b^:{}}                                       | tensor 'a\\u0000b': the name has a control character",
                "{^a\\u009bb^:{}}                                       | tensor 'a\\u009bb': the name has a control character",
                "{^a\\ud800b^:{}}                                       | surrogate pair",
                "{^__metadata__^:[]}                                    | __metadata__ is not an object of strings",
                "{^__metadata__^:{^k^:1}}                               | metadata 'k' is not a string",
                "{^__metadata__^:{^k^:{}}}                              | metadata 'k' is not a string",
                "{^__metadata__^:{^k^:null}}                            | metadata 'k' is not a string",
                "{^__metadata__^:{^k^:^\\udc00^}}                       | metadata 'k': half a surrogate pair",
                "{^__metadata__^:{^k^:^a^,^k^:^b^}}                     | Duplicate field 'k'",
                "{^__metadata__^:{},^__metadata__^:{}}                  | Duplicate field '__metadata__'",
                "{}                                                     | tensors end at byte 0 of the data but the file goes on to 8",
            })
    void aHeaderIsRefusedWithItsReason(String header, String reason) throws IOException {
        RawFile.write(file, header.replace('^', '"'), new byte[8]);

        assertRefused(reason);
    }

    @Test
    void aTensorWhoseBytesAreNotThoseOfItsShapeIsRefused() throws IOException {
        RawFile.write(file, "{" + RawFile.tensor("w", "F32", "[3]", 0, 8) + "}", new byte[8]);
        assertRefused("tensor 'w': shape [3] of F32 takes 12 bytes but data_offsets [0, 8] hold 8");

        RawFile.write(file, "{" + RawFile.tensor("w", "F64", "[2]", 0, 8) + "}", new byte[8]);
        assertRefused("tensor 'w': shape [2] of F64 takes 16 bytes");
    }

    @Test
    void aShapeWhoseProductOverflowsIsRefused() throws IOException {
        String huge = "[2147483647,2147483647,2147483647]";
        RawFile.write(file, "{" + RawFile.tensor("w", "F32", huge, 0, 8) + "}", new byte[8]);
        assertRefused("tensor 'w': a tensor cannot have the shape");

        // 2^62 elements of 4 bytes are 2^64 bytes, which is 0 modulo 2^64.
        String wrapping = "[1073741824,1073741824,4]";
        RawFile.write(file, "{" + RawFile.tensor("w", "F32", wrapping, 0, 0) + "}");
        assertRefused("tensor 'w': shape [1073741824, 1073741824, 4] has 4611686018427387904 elements");
    }

    @Test
    void tooManyAxesAreRefused() throws IOException {
        String shape = IntStream.range(0, 33).mapToObj(i -> "1").collect(Collectors.joining(",", "[", "]"));
        RawFile.write(file, "{" + RawFile.tensor("w", "F32", shape, 0, 4) + "}", new byte[4]);

        assertRefused("tensor 'w': shape has more than 32 numbers");
    }

    @Test
    void holesAndOverlapsAreRefused() throws IOException {
        RawFile.write(
                file,
                "{" + RawFile.tensor("a", "F32", "[1]", 0, 4) + "," + RawFile.tensor("b", "F32", "[1]", 8, 12) + "}",
                new byte[12]);
        assertRefused("tensor 'b': its data begin at 8 but the data before end at 4, and holes are not allowed");

        RawFile.write(
                file,
                "{" + RawFile.tensor("a", "F32", "[2]", 0, 8) + "," + RawFile.tensor("b", "F32", "[1]", 4, 8) + "}",
                new byte[8]);
        assertRefused("tensor 'b': its data begin at 4 but the data before end at 8, and overlaps are not allowed");

        RawFile.write(
                file,
                "{" + RawFile.tensor("a", "F32", "[1]", 0, 4) + "," + RawFile.tensor("b", "F32", "[0]", 2, 2) + "}",
                new byte[4]);
        assertRefused("tensor 'b': its data begin at 2 but the data before end at 4");
    }

    @Test
    void twoTensorsOfOneNameAreRefused() throws IOException {
        String twice = RawFile.tensor("w", "F32", "[1]", 0, 4) + "," + RawFile.tensor("w", "F32", "[1]", 4, 8);
        RawFile.write(file, "{" + twice + "}", new byte[8]);

        assertRefused("Duplicate field 'w'");
    }

    @Test
    void moreThanTenThousandTensorsAreRefused() throws IOException {
        String header = IntStream.rangeClosed(0, 10_000)
                .mapToObj(i -> RawFile.tensor("t" + i, "F32", "[0]", 0, 0))
                .collect(Collectors.joining(",", "{", "}"));
        RawFile.write(file, header);

        assertRefused("more than 10000 tensors");
    }

    @Test
    void aHeaderOfMoreThanOneMebibyteOrLongerThanTheFileIsRefused() throws IOException {
        byte[] tooLong = ("{" + METADATA + "{\"k\":\"" + "x".repeat(1 << 20) + "\"}}").getBytes(StandardCharsets.UTF_8);
        RawFile.write(file, tooLong, new byte[0]);
        assertRefused("at most 1048576 are allowed");

        for (long length : new long[] {3, 1 << 20, Long.MAX_VALUE, Long.MIN_VALUE, -1}) {
            Files.write(file, RawFile.bytes(length, "{}".getBytes(StandardCharsets.UTF_8), new byte[0]));
            assertRefused("given as " + Long.toUnsignedString(length) + " bytes but at most 2 are allowed");
        }
    }

    @Test
    void aFileTooShortForItsLengthFieldIsRefused() throws IOException {
        for (int bytes = 0; bytes < 8; bytes++) {
            Files.write(file, new byte[bytes]);
            assertRefused(bytes + " bytes are too few");
        }
    }

    @Test
    void aHeaderThatIsNotUtf8IsRefused() throws IOException {
        byte[] overlong = {'{', '"', (byte) 0xc0, (byte) 0xaf, '"', '}'};
        RawFile.write(file, overlong, new byte[0]);
        assertRefused("not UTF-8");

        byte[] wide = "{}".getBytes(StandardCharsets.UTF_16LE);
        RawFile.write(file, wide, new byte[0]);
        assertRefused("not the JSON expected");
    }

    @Test
    void nestingIsLimited() throws IOException {
        RawFile.write(file, "{\"w\":{\"shape\":" + "[".repeat(100_000) + "}");

        assertRefused("tensor 'w'");
    }

    @Test
    void messagesShowNoMoreThanTheBeginningOfANameAndNothingATerminalObeys() throws IOException {
        RawFile.write(file, "{\"" + "n".repeat(1000) + "\":1}");
        assertRefused("tensor '" + "n".repeat(80) + "...': its entry");

        RawFile.write(file, "{\"\u202egnp.exe\":1}");
        assertRefused("tensor '\\u202egnp.exe': its entry");

        RawFile.write(file, "{\"a\":\u001b[31m}");
        assertThatThrownBy(() -> Safetensors.read(file))
                .isInstanceOf(ModelFileException.class)
                .satisfies(refusal -> assertThat(refusal.getMessage().chars()).noneMatch(Character::isISOControl));
    }

    @Test
    void notANumberIsRefusedWithItsPlace() throws IOException {
        byte[] data = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(1)
                .putFloat(Float.NaN)
                .array();
        RawFile.write(file, "{" + RawFile.tensor("h.bias", "F32", "[2]", 0, 8) + "}", data);

        assertThatThrownBy(() -> Safetensors.read(file))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("tensor 'h.bias': element 1 is NaN");
        assertThat(Safetensors.readHeader(file).tensors()).hasSize(1);
    }

    @Test
    void aDirectoryIsNoModelFile() {
        assertThatThrownBy(() -> Safetensors.read(directory))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("not a regular file");
    }

    private void assertRefused(String reason) {
        assertThatThrownBy(() -> Safetensors.read(file))
                .isInstanceOf(ModelFileException.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageContaining(reason);
        assertThatThrownBy(() -> Safetensors.readHeader(file))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining(reason);
    }
}
