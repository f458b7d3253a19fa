package org.boltzmann.core.io;

import java.util.Optional;
import org.boltzmann.core.Excerpt;

/** What the writer promises and the reader demands. */
final class SafetensorsRules {

    static final int MAX_HEADER_BYTES = 1 << 20;
    static final int MAX_TENSORS = 10_000;
    static final String METADATA = "__metadata__";
    static final String TYPE = "dtype";
    static final String SHAPE = "shape";
    static final String OFFSETS = "data_offsets";

    private static final int SHOWN_CHARACTERS = 80;

    private SafetensorsRules() {}

    /** Why a tensor cannot have this name, if it cannot. */
    static Optional<String> faultOfName(String name) {
        if (name.isEmpty()) {
            return Optional.of("the name is empty: give the tensor a name");
        }
        if (name.equals(METADATA)) {
            return Optional.of("the name is reserved: give the tensor another");
        }
        if (name.chars().anyMatch(Character::isISOControl)) {
            return Optional.of("the name has a control character: rename the tensor");
        }
        return faultOfText(name);
    }

    /** Why a string cannot stand in a header, if it cannot. */
    static Optional<String> faultOfText(String text) {
        boolean halved = text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
        return halved
                ? Optional.of("half a surrogate pair is not Unicode text: use whole characters")
                : Optional.empty();
    }

    /** A string from a file, quoted, shortened and without characters that could act on a terminal. */
    static String quote(String text) {
        return "'" + Excerpt.of(text, SHOWN_CHARACTERS) + "'";
    }
}
