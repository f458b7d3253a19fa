package org.boltzmann.core.wiring;

import java.util.Map;
import java.util.function.Function;

/**
 * Something that settings name by a word, with settings of its own. These are read, and found wrong, before any work; the thing
 * is made once there is what it is made from.
 *
 * <pre>{@code
 * new Choice<Subject, NegativePhase>("contrastive divergence", Map.of("negative-phase.sweeps", "its k"), settings -> {
 *     int k = settings.count("negative-phase.sweeps", 1, 1);
 *     return subject -> new ContrastiveDivergence(subject.machine(), k);
 * });
 * }</pre>
 *
 * @param description one line
 * @param settings its own settings, each with a line that says what it is
 * @param read reads the settings and says how the thing is made
 * @param <C> what it is made from
 * @param <T> the thing
 */
public record Choice<C, T>(
        String description, Map<String, String> settings, Function<Settings, Function<C, ? extends T>> read) {}
