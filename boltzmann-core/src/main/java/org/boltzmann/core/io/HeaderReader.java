package org.boltzmann.core.io;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.boltzmann.core.Excerpt;

/** Parses and checks the JSON header of one safetensors file; nothing it returns can lead a reader outside the file. */
final class HeaderReader {

    private static final String DAMAGED = "the file is damaged or no safetensors file; write or download it again";
    private static final int MAX_DEPTH = 4; // tensors, a tensor, its shape, and one that is refused by name

    // Names are neither interned nor kept in Jackson's shared table: they come from a stranger.
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(20)
                    .maxNameLength(SafetensorsRules.MAX_HEADER_BYTES)
                    .maxStringLength(SafetensorsRules.MAX_HEADER_BYTES)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    private final Path file;
    private final long dataBytes;
    private final List<TensorInfo> tensors = new ArrayList<>();
    private final Map<String, String> metadata = new LinkedHashMap<>();

    private HeaderReader(Path file, long dataBytes) {
        this.file = file;
        this.dataBytes = dataBytes;
    }

    /**
     * The header of a file.
     *
     * @param file named in messages
     * @param header the header's bytes
     * @param dataBytes how many bytes follow it
     * @throws ModelFileException if anything is not as it should be
     */
    static SafetensorsHeader read(Path file, byte[] header, long dataBytes) throws IOException {
        HeaderReader reader = new HeaderReader(file, dataBytes);
        String text = reader.decode(header);
        try (JsonParser json = JSON.createParser(text)) {
            reader.readTensors(json);
            reader.checkEnd(json, text);
        } catch (JsonProcessingException e) {
            String place = Optional.ofNullable(e.getLocation())
                    .map(location -> " (character " + location.getCharOffset() + ")")
                    .orElse("");
            String reason = Excerpt.of(e.getOriginalMessage(), 200);
            throw new ModelFileException(
                    reader.message("the header is not the JSON expected: " + reason + place + ": " + DAMAGED), e);
        }
        reader.checkLayout();
        return new SafetensorsHeader(reader.tensors, reader.metadata);
    }

    // Decoded here and strictly, since Jackson guesses the encoding and lets malformed UTF-8 pass.
    private String decode(byte[] header) {
        if (header.length == 0 || header[0] != '{') {
            throw refuse("the header does not begin with '{': " + DAMAGED);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(header))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ModelFileException(message("the header is not UTF-8: " + DAMAGED), e);
        }
    }

    private void readTensors(JsonParser json) throws IOException {
        json.nextToken();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            if (name.equals(SafetensorsRules.METADATA)) {
                readMetadata(json);
                continue;
            }
            if (tensors.size() == SafetensorsRules.MAX_TENSORS) {
                throw refuse("more than " + SafetensorsRules.MAX_TENSORS + " tensors: split the file");
            }
            SafetensorsRules.faultOfName(name).ifPresent(fault -> {
                throw refuse(name, fault);
            });
            tensors.add(readTensor(name, json));
        }
    }

    private void checkEnd(JsonParser json, String text) throws IOException {
        long end = json.currentLocation().getCharOffset();
        if (text.chars().skip(end).anyMatch(c -> c != ' ')) {
            throw refuse("something follows the header's JSON, where only spaces are allowed: " + DAMAGED);
        }
    }

    private void readMetadata(JsonParser json) throws IOException {
        if (!json.isExpectedStartObjectToken()) {
            throw refuse(SafetensorsRules.METADATA + " is not an object of strings: " + DAMAGED);
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = json.currentName();
            if (json.nextToken() != JsonToken.VALUE_STRING) {
                throw refuse("metadata " + SafetensorsRules.quote(key) + " is not a string: write it as one");
            }
            String value = json.getText();
            SafetensorsRules.faultOfText(key)
                    .or(() -> SafetensorsRules.faultOfText(value))
                    .ifPresent(fault -> {
                        throw refuse("metadata " + SafetensorsRules.quote(key) + ": " + fault);
                    });
            metadata.put(key, value);
        }
    }

    private TensorInfo readTensor(String name, JsonParser json) throws IOException {
        if (!json.isExpectedStartObjectToken()) {
            throw refuse(name, "its entry is not an object: " + DAMAGED);
        }
        Optional<DataType> type = Optional.empty();
        Optional<List<Integer>> shape = Optional.empty();
        Optional<long[]> offsets = Optional.empty();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case SafetensorsRules.TYPE -> type = Optional.of(readType(name, json));
                case SafetensorsRules.SHAPE -> shape = Optional.of(readShape(name, json));
                case SafetensorsRules.OFFSETS -> offsets = Optional.of(readOffsets(name, json));
                default ->
                    throw refuse(
                            name,
                            "unknown field " + SafetensorsRules.quote(field)
                                    + "; dtype, shape and data_offsets are allowed: " + DAMAGED);
            }
        }
        if (type.isEmpty() || shape.isEmpty() || offsets.isEmpty()) {
            throw refuse(name, "dtype, shape or data_offsets is missing: " + DAMAGED);
        }
        TensorInfo tensor = new TensorInfo(name, type.get(), shape.get(), offsets.get()[0], offsets.get()[1]);
        checkSize(tensor);
        return tensor;
    }

    private DataType readType(String name, JsonParser json) throws IOException {
        String type = json.currentToken() == JsonToken.VALUE_STRING ? json.getText() : "";
        Set<DataType> known = EnumSet.allOf(DataType.class);
        return known.stream()
                .filter(candidate -> candidate.name().equals(type))
                .findAny()
                .orElseThrow(() -> refuse(
                        name,
                        "dtype " + SafetensorsRules.quote(type) + " is not one of " + known
                                + ": convert the tensor to F32"));
    }

    private List<Integer> readShape(String name, JsonParser json) throws IOException {
        List<Integer> shape = new ArrayList<>();
        for (long size : readNumbers(name, SafetensorsRules.SHAPE, Tensor.MAX_AXES, json)) {
            if (size > Integer.MAX_VALUE) {
                throw refuse(name, "size " + size + " is more than " + Integer.MAX_VALUE + ": split the tensor");
            }
            shape.add((int) size);
        }
        return shape;
    }

    private long[] readOffsets(String name, JsonParser json) throws IOException {
        long[] offsets = readNumbers(name, SafetensorsRules.OFFSETS, 2, json);
        if (offsets.length != 2 || offsets[0] > offsets[1] || offsets[1] > dataBytes) {
            throw refuse(
                    name,
                    "data_offsets " + Arrays.toString(offsets) + " are not a begin and an end within the " + dataBytes
                            + " bytes of data: " + DAMAGED);
        }
        return offsets;
    }

    private long[] readNumbers(String name, String field, int most, JsonParser json) throws IOException {
        if (!json.isExpectedStartArrayToken()) {
            throw refuse(name, field + " is not an array: " + DAMAGED);
        }
        long[] numbers = new long[most];
        int count = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (count == most) {
                throw refuse(name, field + " has more than " + most + " numbers: " + DAMAGED);
            }
            if (json.currentToken() != JsonToken.VALUE_NUMBER_INT || json.getLongValue() < 0) {
                throw refuse(name, field + " has something other than whole numbers from 0 up: " + DAMAGED);
            }
            numbers[count++] = json.getLongValue();
        }
        return Arrays.copyOf(numbers, count);
    }

    private void checkSize(TensorInfo tensor) {
        long elements;
        try {
            elements = Tensor.elements(tensor.shape());
        } catch (IllegalArgumentException e) {
            throw new ModelFileException(
                    message("tensor " + SafetensorsRules.quote(tensor.name()) + ": " + e.getMessage() + ": " + DAMAGED),
                    e);
        }
        if (elements > Tensor.MAX_ELEMENTS) {
            throw refuse(
                    tensor.name(),
                    "shape " + tensor.shape() + " has " + elements + " elements, more than " + Tensor.MAX_ELEMENTS
                            + ": split the tensor");
        }
        if (elements * tensor.type().bytes() != tensor.end() - tensor.begin()) {
            throw refuse(
                    tensor.name(),
                    "shape " + tensor.shape() + " of " + tensor.type() + " takes "
                            + elements * tensor.type().bytes()
                            + " bytes but data_offsets [" + tensor.begin() + ", " + tensor.end() + "] hold "
                            + (tensor.end() - tensor.begin()) + ": " + DAMAGED);
        }
    }

    private void checkLayout() {
        long end = 0;
        for (TensorInfo tensor : inFileOrder(tensors)) {
            if (tensor.begin() != end) {
                throw refuse(
                        tensor.name(),
                        "its data begin at " + tensor.begin() + " but the data before end at " + end + ", and "
                                + (tensor.begin() > end ? "holes" : "overlaps") + " are not allowed: " + DAMAGED);
            }
            end = tensor.end();
        }
        if (end != dataBytes) {
            throw refuse("the tensors end at byte " + end + " of the data but the file goes on to " + dataBytes
                    + ", and nothing may follow them: " + DAMAGED);
        }
    }

    /** The tensors as their data lie in the file, empty ones before the one that begins at the same place. */
    static List<TensorInfo> inFileOrder(List<TensorInfo> tensors) {
        return tensors.stream()
                .sorted(Comparator.comparingLong(TensorInfo::begin).thenComparingLong(TensorInfo::end))
                .toList();
    }

    private ModelFileException refuse(String tensor, String what) {
        return refuse("tensor " + SafetensorsRules.quote(tensor) + ": " + what);
    }

    private ModelFileException refuse(String what) {
        return new ModelFileException(message(what));
    }

    private String message(String what) {
        return file + ": " + what;
    }
}
