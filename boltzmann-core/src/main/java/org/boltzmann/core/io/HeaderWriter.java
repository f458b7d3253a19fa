package org.boltzmann.core.io;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;

/** The JSON header of a safetensors file, the same bytes for the same input. */
final class HeaderWriter {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int ALIGNMENT = 8;

    private HeaderWriter() {}

    /** The header, padded with spaces to a multiple of 8 bytes. */
    static byte[] header(Map<String, Tensor> tensors, Map<String, String> metadata) throws IOException {
        check(tensors, metadata);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            writeMetadata(json, metadata);
            writeTensors(json, tensors);
            json.writeEndObject();
        }
        while (bytes.size() % ALIGNMENT != 0) {
            bytes.write(' ');
        }
        if (bytes.size() > SafetensorsRules.MAX_HEADER_BYTES) {
            throw new IllegalArgumentException("the header would have " + bytes.size() + " bytes but at most "
                    + SafetensorsRules.MAX_HEADER_BYTES
                    + " are allowed: shorten the metadata or the names, or write fewer tensors");
        }
        return bytes.toByteArray();
    }

    private static void writeMetadata(JsonGenerator json, Map<String, String> metadata) throws IOException {
        if (metadata.isEmpty()) {
            return;
        }
        json.writeObjectFieldStart(SafetensorsRules.METADATA);
        for (Map.Entry<String, String> entry : metadata.entrySet()) {
            json.writeStringField(entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
    }

    private static void writeTensors(JsonGenerator json, Map<String, Tensor> tensors) throws IOException {
        long begin = 0;
        for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
            Tensor tensor = entry.getValue();
            long end = begin + (long) tensor.data().length * DataType.F32.bytes();
            json.writeObjectFieldStart(entry.getKey());
            json.writeStringField(SafetensorsRules.TYPE, DataType.F32.name());
            json.writeArrayFieldStart(SafetensorsRules.SHAPE);
            for (int size : tensor.shape()) {
                json.writeNumber(size);
            }
            json.writeEndArray();
            json.writeArrayFieldStart(SafetensorsRules.OFFSETS);
            json.writeNumber(begin);
            json.writeNumber(end);
            json.writeEndArray();
            json.writeEndObject();
            begin = end;
        }
    }

    private static void check(Map<String, Tensor> tensors, Map<String, String> metadata) {
        if (tensors.size() > SafetensorsRules.MAX_TENSORS) {
            throw new IllegalArgumentException("a file holds at most " + SafetensorsRules.MAX_TENSORS + " tensors, not "
                    + tensors.size() + ": stack some, or write two files");
        }
        tensors.keySet().forEach(HeaderWriter::checkName);
        metadata.forEach((key, value) -> {
            checkText("metadata key " + SafetensorsRules.quote(key), key);
            checkText("metadata value of " + SafetensorsRules.quote(key), value);
        });
    }

    private static void checkName(String name) {
        SafetensorsRules.faultOfName(name).ifPresent(fault -> {
            throw new IllegalArgumentException("tensor " + SafetensorsRules.quote(name) + ": " + fault);
        });
    }

    /** What only files of trained machines are held to. */
    static void checkFinite(Map<String, Tensor> tensors) {
        tensors.forEach((name, tensor) -> {
            int bad = tensor.firstNonFinite();
            if (bad >= 0) {
                throw new IllegalArgumentException("tensor " + SafetensorsRules.quote(name) + ": element " + bad
                        + " is " + tensor.data()[bad] + " but only finite numbers are stored: has training diverged?");
            }
        });
    }

    private static void checkText(String where, String text) {
        SafetensorsRules.faultOfText(text).ifPresent(fault -> {
            throw new IllegalArgumentException(where + ": " + fault);
        });
    }
}
