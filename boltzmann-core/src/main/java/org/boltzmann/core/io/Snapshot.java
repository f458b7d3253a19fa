package org.boltzmann.core.io;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.boltzmann.core.Excerpt;
import org.boltzmann.core.Group;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.ParameterValues;
import org.boltzmann.core.State;
import org.boltzmann.core.linalg.Matrix;

/**
 * What a run holds at some moment, as named arrays and texts: a bag into which everything with state puts what it needs to go on,
 * and from which it takes it back, bit for bit.
 *
 * <p>Names nest: {@code snapshot.at("optimizer")} is the same bag seen through names that begin with {@code optimizer/}. What is
 * put in is copied.
 *
 * <pre>{@code
 * snapshot.put("steps", steps);
 * snapshot.put("velocity", velocity);
 *
 * steps = snapshot.whole("steps");
 * snapshot.fill("velocity", velocity);
 * }</pre>
 *
 * <p>Taking out refuses, with an {@link IllegalArgumentException} that names it, what is not there or has another size.
 */
public final class Snapshot {

    /** A double is kept as four numbers of 16 bits each, which floats hold exactly. */
    private static final int PIECES = 4;

    private static final int PIECE_BITS = 16;

    private final Map<String, Tensor> tensors;
    private final Map<String, String> texts;
    private final Set<String> unread;
    private final String prefix;

    private Snapshot(Map<String, Tensor> tensors, Map<String, String> texts, Set<String> unread, String prefix) {
        this.tensors = tensors;
        this.texts = texts;
        this.unread = unread;
        this.prefix = prefix;
    }

    /**
     * An empty bag.
     *
     * @return to be filled
     */
    public static Snapshot empty() {
        return new Snapshot(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashSet<>(), "");
    }

    /** A bag of what a file holds. */
    static Snapshot of(Map<String, Tensor> tensors, Map<String, String> texts) {
        Set<String> names = new LinkedHashSet<>(tensors.keySet());
        names.addAll(texts.keySet());
        return new Snapshot(new LinkedHashMap<>(tensors), new LinkedHashMap<>(texts), names, "");
    }

    Map<String, Tensor> tensors() {
        return Collections.unmodifiableMap(tensors);
    }

    Map<String, String> texts() {
        return Collections.unmodifiableMap(texts);
    }

    /**
     * The same bag, one level down.
     *
     * @param name of whom the names below it are
     * @return a view; what is put into it is in this bag too
     */
    public Snapshot at(String name) {
        return new Snapshot(tensors, texts, unread, prefix + name + "/");
    }

    /**
     * Puts in a text.
     *
     * @param name its name
     * @param text the text
     */
    public void put(String name, String text) {
        texts.put(named(name), text);
    }

    /**
     * Puts in a whole number.
     *
     * @param name its name
     * @param value the number
     */
    public void put(String name, long value) {
        put(name, Long.toString(value));
    }

    /**
     * Puts in a number, of which no digit is lost.
     *
     * @param name its name
     * @param value any number, NaN and the infinite ones too
     */
    public void put(String name, double value) {
        put(name, Double.toString(value));
    }

    /**
     * Puts in numbers.
     *
     * @param name their name
     * @param values copied
     */
    public void put(String name, float[] values) {
        tensors.put(named(name), Tensor.of(values.clone(), values.length));
    }

    /**
     * Puts in numbers of double precision.
     *
     * @param name their name
     * @param values copied
     */
    public void put(String name, double[] values) {
        float[] pieces = new float[PIECES * values.length];
        for (int i = 0; i < pieces.length; i++) {
            long bits = Double.doubleToRawLongBits(values[i / PIECES]);
            pieces[i] = (bits >>> (i % PIECES * PIECE_BITS)) & ((1 << PIECE_BITS) - 1);
        }
        tensors.put(named(name), Tensor.of(pieces, values.length, PIECES));
    }

    /**
     * Puts in the values of all parameters, each under its name.
     *
     * @param theta the values, copied
     */
    public void put(ParameterValues theta) {
        for (Parameter parameter : theta.parameters()) {
            tensors.put(named(parameter.name()), Tensor.of(theta.of(parameter), parameter.shape()));
        }
    }

    /**
     * Puts in the values of all groups, each under its name.
     *
     * @param x the state, copied; of clamps nothing is kept
     */
    public void put(State x) {
        for (Group group : x.groups()) {
            tensors.put(named(group.name()), Tensor.of(x.of(group)));
        }
    }

    /**
     * Puts in everything another bag holds.
     *
     * @param other a bag at its top
     */
    public void put(Snapshot other) {
        other.tensors.forEach((name, tensor) -> tensors.put(named(name), tensor));
        other.texts.forEach((name, text) -> texts.put(named(name), text));
    }

    /**
     * Takes out everything below this level.
     *
     * @return a bag of its own, of which it is the top
     */
    public Snapshot copy() {
        Snapshot copy = empty();
        tensors.forEach((name, tensor) -> own(name).ifPresent(below -> copy.tensors.put(below, tensor)));
        texts.forEach((name, text) -> own(name).ifPresent(below -> copy.texts.put(below, text)));
        return copy;
    }

    /** What a name is called at this level, if it is below it; it counts as taken. */
    private Optional<String> own(String name) {
        if (!name.startsWith(prefix)) {
            return Optional.empty();
        }
        unread.remove(name);
        return Optional.of(name.substring(prefix.length()));
    }

    /**
     * Whether something is in the bag.
     *
     * @param name its name
     * @return true if it can be taken out
     */
    public boolean has(String name) {
        return texts.containsKey(prefix + name) || tensors.containsKey(prefix + name);
    }

    /**
     * Takes out a text.
     *
     * @param name its name
     * @return the text
     */
    public String text(String name) {
        return taken(name, texts);
    }

    /**
     * Takes out a whole number.
     *
     * @param name its name
     * @return the number
     */
    public long whole(String name) {
        String text = text(name);
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    prefix + name + " is \"" + Excerpt.of(text) + "\", not a whole number", e);
        }
    }

    /**
     * Takes out a whole number that counts something.
     *
     * @param name its name
     * @return the number, not negative
     */
    public int count(String name) {
        long value = whole(name);
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(prefix + name + " is " + value + ", not a number of something");
        }
        return (int) value;
    }

    /**
     * Takes out a number.
     *
     * @param name its name
     * @return the number
     */
    public double number(String name) {
        String text = text(name);
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(prefix + name + " is \"" + Excerpt.of(text) + "\", not a number", e);
        }
    }

    /**
     * Takes out numbers.
     *
     * @param name their name
     * @param into overwritten
     */
    public void fill(String name, float[] into) {
        Tensor tensor = tensor(name, List.of(into.length));
        System.arraycopy(tensor.data(), 0, into, 0, into.length);
    }

    /**
     * Takes out numbers of double precision.
     *
     * @param name their name
     * @return a new array
     */
    public double[] doubles(String name) {
        Tensor tensor = taken(name, tensors);
        if (tensor.shape().size() != 2 || tensor.shape().get(1) != PIECES) {
            throw new IllegalArgumentException(
                    prefix + name + " has shape " + tensor.shape() + ", not that of doubles");
        }
        long[] bits = new long[tensor.shape().get(0)];
        for (int i = 0; i < PIECES * bits.length; i++) {
            bits[i / PIECES] |= (long) tensor.data()[i] << (i % PIECES * PIECE_BITS);
        }
        double[] values = new double[bits.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = Double.longBitsToDouble(bits[i]);
        }
        return values;
    }

    /**
     * Takes out the values of all parameters.
     *
     * @param theta overwritten
     */
    public void fill(ParameterValues theta) {
        for (Parameter parameter : theta.parameters()) {
            theta.of(parameter).set(tensor(parameter.name(), parameter.shape()).toMatrix());
        }
    }

    /**
     * Takes out the values of all groups.
     *
     * @param x overwritten, clamped or not
     */
    public void fill(State x) {
        for (Group group : x.groups()) {
            Matrix values = x.of(group);
            values.set(tensor(group.name(), List.of(values.rows(), values.columns()))
                    .toMatrix());
            x.changed(group);
        }
    }

    /**
     * Sees that nothing was left behind, which would be state of something that is no longer there.
     *
     * @throws IllegalArgumentException if something in the bag has never been taken out, naming it
     */
    public void checkAllTaken() {
        if (!unread.isEmpty()) {
            throw new IllegalArgumentException(
                    "nothing here goes on from " + String.join(", ", unread) + ": something that was there is missing");
        }
    }

    private String named(String name) {
        if (has(name)) {
            throw new IllegalArgumentException(prefix + name + " is put in twice");
        }
        unread.add(prefix + name);
        return prefix + name;
    }

    private Tensor tensor(String name, List<Integer> shape) {
        Tensor tensor = taken(name, tensors);
        if (!tensor.shape().equals(shape)) {
            throw new IllegalArgumentException(
                    prefix + name + " has shape " + tensor.shape() + " but " + shape + " is needed");
        }
        return tensor;
    }

    private <T> T taken(String name, Map<String, T> from) {
        T value = from.get(prefix + name);
        if (value == null) {
            throw new IllegalArgumentException("there is no " + prefix + name);
        }
        unread.remove(prefix + name);
        return value;
    }

    @Override
    public String toString() {
        return "Snapshot of " + tensors.size() + " arrays and " + texts.size() + " texts";
    }
}
