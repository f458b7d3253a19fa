package org.boltzmann.core;

import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.boltzmann.core.linalg.Matrix;

/** An initializer that files can name. */
record NamedInitializer(String text, Initializer initializer) implements Initializer {

    @Override
    public void fill(ParameterValues theta, RandomGenerator random, Map<Group, Matrix> means, Matrix values) {
        initializer.fill(theta, random, means, values);
    }

    @Override
    public Optional<String> name() {
        return Optional.of(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
