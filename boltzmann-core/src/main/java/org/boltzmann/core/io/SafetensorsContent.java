package org.boltzmann.core.io;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The whole of a safetensors file.
 *
 * @param tensors the tensors by name, in the header's order
 * @param metadata the file's own strings, in the header's order
 */
public record SafetensorsContent(Map<String, Tensor> tensors, Map<String, String> metadata) {

    /** Keeps the maps from being changed. */
    public SafetensorsContent {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }
}
