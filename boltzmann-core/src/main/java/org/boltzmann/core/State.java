package org.boltzmann.core;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.boltzmann.core.linalg.Matrix;

/**
 * The values of all groups for a batch of configurations: for each group a matrix, units x columns.
 *
 * <p>Beside the values stands the clamp: a group, or single units of single columns, whose values are given and not sampled. One
 * sampler with different clamps is the positive phase, the negative phase, completion, classification and generation. Context
 * groups are always clamped. Beside the values lies a workspace, so that what is computed from a state again and again allocates
 * once: the field on each group, and the projections Wᵀx that factored terms share.
 *
 * <p>A state is not safe for use by several threads at once.
 */
public final class State {

    private final List<Group> groups;
    private final Map<Group, Integer> index;
    private final int columns;
    private final Matrix[] values;
    private final Workspace workspace;
    private final boolean[] clamped;
    private final boolean[][] masks;
    private Sequences sequences = Sequences.none();
    private State lead;
    private boolean[] fresh = {};
    private int[] cases = {};
    private List<Group> drawnGroups = List.of();
    private State drawnView;

    private State(
            List<Group> groups,
            Map<Group, Integer> index,
            int columns,
            Matrix[] values,
            Workspace workspace,
            boolean[] clamped,
            boolean[][] masks) {
        this.groups = groups;
        this.index = index;
        this.columns = columns;
        this.values = values;
        this.workspace = workspace;
        this.clamped = clamped;
        this.masks = masks;
    }

    /**
     * A state of zeros in which nothing but context is clamped.
     *
     * @param groups the groups, names differing
     * @param columns number of configurations, at least 1
     * @return a new state
     */
    public static State zeros(List<Group> groups, int columns) {
        if (columns < 1) {
            throw new IllegalArgumentException("a state needs at least 1 column, not " + columns);
        }
        int n = groups.size();
        Map<Group, Integer> index = new HashMap<>();
        Matrix[] values = new Matrix[n];
        boolean[] clamped = new boolean[n];
        for (int g = 0; g < n; g++) {
            Group group = groups.get(g);
            index.put(group, g);
            values[g] = Matrix.zeros(group.size(), columns);
            clamped[g] = group.type().isContext();
        }
        List<Group> copy = List.copyOf(groups);
        return new State(copy, index, columns, values, new Workspace(copy, columns), clamped, new boolean[n][]);
    }

    /**
     * The groups.
     *
     * @return the groups in the machine's order
     */
    public List<Group> groups() {
        return groups;
    }

    /**
     * Number of configurations.
     *
     * @return the batch size
     */
    public int columns() {
        return columns;
    }

    /**
     * Says which columns are the frames of one sequence; what the sequences continue is forgotten.
     *
     * @param layout as many frames as there are columns, or {@link Sequences#none()}
     * @return this state
     * @throws IllegalArgumentException if the numbers differ
     */
    public State setSequences(Sequences layout) {
        if (!layout.isNone() && layout.frames() != columns) {
            throw new IllegalArgumentException(layout + " do not fit " + columns + " columns");
        }
        sequences = layout;
        lead = null;
        fresh = ContextNetwork.allFresh(layout.count());
        return this;
    }

    /**
     * Says which sequences continue others: windows cut from longer sequences, of which a network reads the earlier frames first.
     *
     * @param earlier a state whose sequences are the earlier frames of those that continue some, in their order; of the group that
     *     the network reads at least
     * @param begins for each sequence whether it continues none
     * @return this state
     * @throws IllegalArgumentException if the numbers do not fit
     */
    public State setLead(State earlier, boolean[] begins) {
        int continued = 0;
        for (boolean one : begins) {
            continued += one ? 0 : 1;
        }
        if (begins.length != sequences.count() || continued != earlier.sequences.count()) {
            throw new IllegalArgumentException(continued + " of " + begins.length + " sequences continue "
                    + earlier.sequences + ", but the state has " + sequences);
        }
        lead = earlier;
        fresh = begins.clone();
        return this;
    }

    /**
     * Says which case of the data each column is, for what is kept of cases from one mini-batch to another.
     *
     * @param order numbers of cases
     * @param from where in the order the columns' begin
     * @return this state
     * @throws IndexOutOfBoundsException if the order ends before the last column
     */
    public State setCases(int[] order, int from) {
        Objects.checkFromIndexSize(from, columns, order.length);
        if (cases.length != columns) {
            cases = new int[columns];
        }
        System.arraycopy(order, from, cases, 0, columns);
        return this;
    }

    /**
     * Which case of the data each column is.
     *
     * @return one number for each column; empty unless {@link #setCases} was called. The array itself, to be read only
     */
    public int[] cases() {
        return cases;
    }

    /**
     * Which columns are the frames of one sequence.
     *
     * @return the layout; {@link Sequences#none()} unless {@link #setSequences} was called
     */
    public Sequences sequences() {
        return sequences;
    }

    /**
     * What the sequences continue that continue some.
     *
     * @return their earlier frames; empty if all begin where they begin
     */
    public Optional<State> lead() {
        return Optional.ofNullable(lead);
    }

    /**
     * Which sequences continue none.
     *
     * @return one value for each sequence; a copy
     */
    public boolean[] fresh() {
        return fresh.clone();
    }

    /**
     * The values of a group.
     *
     * @param group one of {@link #groups()}
     * @return its matrix itself
     * @throws IllegalArgumentException if the state has no such group
     */
    public Matrix of(Group group) {
        return values[index(group)];
    }

    /**
     * Scratch for the field on a group, left as the last user left it.
     *
     * @param group one of {@link #groups()}
     * @return a matrix of the shape of the group's values
     */
    public Matrix field(Group group) {
        return workspace.field(index(group));
    }

    /**
     * Scratch for values drawn for a group, or for its mean, left as the last user left it.
     *
     * @param group one of {@link #groups()}
     * @return a matrix of the shape of the group's values, another than those
     */
    public Matrix drawn(Group group) {
        return workspace.drawn(index(group));
    }

    /**
     * Scratch of a term's own, left as the last use left it.
     *
     * @param owner who uses it: a term, told from others by identity
     * @param rows number of rows, the same at every call of one owner
     * @return rows x columns
     */
    public Matrix scratch(Object owner, int rows) {
        return workspace.sum(owner, rows);
    }

    /**
     * Scratch of a term's own of any kind, made once.
     *
     * @param <T> its type
     * @param owner who uses it: a term, told from others by identity
     * @param type its class, the same at every call of one owner
     * @param maker makes it at the first call
     * @return it, as the last use left it
     */
    public <T> T scratch(Object owner, Class<T> type, Supplier<T> maker) {
        return type.cast(workspace.own(owner, maker));
    }

    /**
     * A projection Wᵀx of a group. Between {@link #remember} and {@link #forget} it is computed again only after the group has
     * changed, however many terms, fields and gradients ask for it.
     *
     * @param theta the machine's parameters
     * @param filters W, units x factors
     * @param group one of {@link #groups()}
     * @return factors x columns; to be read only, and until the group changes
     */
    public Matrix projection(ParameterValues theta, Parameter filters, Group group) {
        int g = index(group);
        return workspace.projection(theta, filters, true, g, values[g]);
    }

    /**
     * The image Wx of a group under weights whose columns are the group's units: what it says to the other side of W. Remembered
     * as {@link #projection} is.
     *
     * @param theta the machine's parameters
     * @param weights W, rows x units
     * @param group one of {@link #groups()}
     * @return rows x columns; to be read only, and until the group changes
     */
    public Matrix image(ParameterValues theta, Parameter weights, Group group) {
        int g = index(group);
        return workspace.projection(theta, weights, false, g, values[g]);
    }

    /** The field on a group from context alone, remembered as projections are. */
    Matrix fromContext(ParameterValues theta, Group target, Consumer<Matrix> filling) {
        return workspace.fromContext(theta, index(target), filling);
    }

    /**
     * From now on projections are remembered, and what contexts say, until {@link #forget}. Meanwhile parameters must not change, and whoever writes
     * into a group's matrix directly must say so by {@link #changed}; samplers and the methods of this class do.
     */
    public void remember() {
        workspace.remember(true);
    }

    /**
     * Whether projections are remembered.
     *
     * @return true between {@link #remember} and {@link #forget}
     */
    public boolean remembers() {
        return workspace.remembers();
    }

    /** Forgets all projections, and remembers none from now on. */
    public void forget() {
        workspace.remember(false);
    }

    /**
     * Tells that the values of a group were written to.
     *
     * @param group one of {@link #groups()}
     */
    public void changed(Group group) {
        workspace.changed(index(group));
    }

    private int index(Group group) {
        Integer g = index.get(group);
        if (g == null) {
            throw new IllegalArgumentException("no group " + group + " among " + groups);
        }
        return g;
    }

    /**
     * Sets a group's values.
     *
     * @param group one of {@link #groups()}
     * @param data units x columns
     * @return this state
     * @throws IllegalArgumentException if the shape is not the group's or a value is not a finite number
     */
    public State set(Group group, Matrix data) {
        int column = firstColumnNotFinite(data);
        if (column >= 0) {
            throw new IllegalArgumentException("group " + group.name() + ", column " + column
                    + ": a value is not a finite number; use observe(...) to leave missing values open");
        }
        of(group).set(data);
        changed(group);
        return this;
    }

    /**
     * Sets a group's values and clamps them, except where they are NaN: those are missing, set to 0 and left to the sampler.
     *
     * @param group one of {@link #groups()}
     * @param data units x columns; for one-hot units a block is missing as a whole if one of its values is
     * @return this state
     * @throws IllegalArgumentException if the shape is not the group's or a value is infinite
     */
    public State observe(Group group, Matrix data) {
        Matrix own = of(group);
        own.checkSameShape(data);
        changed(group);
        if (firstColumnNotFinite(data) < 0) {
            own.set(data);
            return clamp(group);
        }
        if (group.type().isContext()) {
            throw new IllegalArgumentException("context group " + group.name() + ", column "
                    + firstColumnNotFinite(data) + ": a value is missing or infinite; context must be given in full");
        }
        release(group);
        int block = group.type().block();
        boolean[] mask = new boolean[group.size() * columns];
        Arrays.fill(mask, true);
        for (int j = 0; j < columns; j++) {
            for (int i = 0; i < group.size(); i++) {
                float value = data.get(i, j);
                if (Float.isInfinite(value)) {
                    throw new IllegalArgumentException(
                            "group " + group.name() + ", unit " + i + ", column " + j + ": infinite");
                }
                own.set(i, j, value);
                if (Float.isNaN(value)) {
                    int start = j * group.size() + i / block * block;
                    Arrays.fill(mask, start, start + block, false);
                }
            }
        }
        for (int k = 0; k < mask.length; k++) {
            if (!mask[k]) {
                own.set(k % group.size(), k / group.size(), 0);
            }
        }
        masks[index(group)] = mask;
        return this;
    }

    private static int firstColumnNotFinite(Matrix data) {
        for (int j = 0; j < data.columns(); j++) {
            int start = data.columnStart(j);
            for (int i = 0; i < data.rows(); i++) {
                if (!Float.isFinite(data.data()[start + i])) {
                    return j;
                }
            }
        }
        return -1;
    }

    /**
     * Clamps all units of a group in all columns.
     *
     * @param group one of {@link #groups()}
     * @return this state
     */
    public State clamp(Group group) {
        clamped[index(group)] = true;
        masks[index(group)] = null;
        return this;
    }

    /**
     * Clamps one unit in one column, with the block it belongs to.
     *
     * @param group one of {@link #groups()}
     * @param unit 0 to size − 1
     * @param column 0 to columns − 1
     * @return this state
     */
    public State clamp(Group group, int unit, int column) {
        of(group).get(unit, column);
        int g = index(group);
        if (!clamped[g]) {
            if (masks[g] == null) {
                masks[g] = new boolean[group.size() * columns];
            }
            int block = group.type().block();
            int start = column * group.size() + unit / block * block;
            Arrays.fill(masks[g], start, start + block, true);
        }
        return this;
    }

    /**
     * Leaves all units of a group to the sampler.
     *
     * @param group one of {@link #groups()}, not a context group
     * @return this state
     * @throws IllegalArgumentException for a context group, which is never sampled
     */
    public State release(Group group) {
        if (group.type().isContext()) {
            throw new IllegalArgumentException("group " + group.name() + " is context and stays clamped");
        }
        clamped[index(group)] = false;
        masks[index(group)] = null;
        return this;
    }

    /**
     * Whether a group is clamped as a whole; clamping each of its units singly is not the same.
     *
     * @param group one of {@link #groups()}
     * @return true after {@link #clamp(Group)}
     */
    public boolean isClamped(Group group) {
        return clamped[index(group)];
    }

    /**
     * Whether some units of a group are clamped and others are not.
     *
     * @param group one of {@link #groups()}
     * @return true if a mask decides
     */
    public boolean isMasked(Group group) {
        return masks[index(group)] != null;
    }

    /**
     * Whether one unit is clamped in one column.
     *
     * @param group one of {@link #groups()}
     * @param unit 0 to size − 1
     * @param column 0 to columns − 1
     * @return true if its value is given
     */
    public boolean isClamped(Group group, int unit, int column) {
        int g = index(group);
        return clamped[g] || (masks[g] != null && masks[g][column * group.size() + unit]);
    }

    /**
     * Writes new values where a group is not clamped.
     *
     * @param group one of {@link #groups()}
     * @param drawn units x columns
     */
    public void setUnclamped(Group group, Matrix drawn) {
        int g = index(group);
        if (clamped[g]) {
            return;
        }
        workspace.changed(g);
        fillUnclamped(values[g], drawn, masks[g], values[g]);
    }

    /**
     * Fills with values that replace a group's own where it is not clamped, and its own where it is.
     *
     * @param group one of {@link #groups()}
     * @param drawn units x columns
     * @param result units x columns, overwritten; may be {@code drawn}
     */
    public void fillUnclamped(Group group, Matrix drawn, Matrix result) {
        int g = index(group);
        if (clamped[g]) {
            result.set(values[g]);
        } else {
            fillUnclamped(values[g], drawn, masks[g], result);
        }
    }

    private static void fillUnclamped(Matrix own, Matrix drawn, boolean[] mask, Matrix result) {
        if (mask == null) {
            if (drawn != result) { // as the sampler draws straight into the values where it can
                result.set(drawn);
            }
            return;
        }
        for (int j = 0; j < own.columns(); j++) {
            for (int i = 0; i < own.rows(); i++) {
                result.set(i, j, (mask[j * own.rows() + i] ? own : drawn).get(i, j));
            }
        }
    }

    /**
     * This state with other values for one group; everything else is shared, the clamps and scratch too.
     *
     * @param group one of {@link #groups()}
     * @param replacement units x columns, used without a copy
     * @return a view
     */
    public State with(Group group, Matrix replacement) {
        int g = index(group);
        values[g].checkSameShape(replacement);
        Matrix[] replaced = values.clone();
        replaced[g] = replacement;
        State view = new State(groups, index, columns, replaced, workspace.replacing(g), clamped, masks);
        view.sequences = sequences;
        view.lead = lead;
        view.fresh = fresh;
        view.cases = cases;
        return view;
    }

    /**
     * This state with the scratch {@link #drawn} as the values of some groups; everything else is shared. The view is made once
     * and kept.
     *
     * @param some groups of this state
     * @return a view
     */
    State withDrawn(List<Group> some) {
        if (drawnView == null || (drawnGroups != some && !drawnGroups.equals(some))) {
            drawnView = this;
            for (Group group : some) {
                drawnView = drawnView.with(group, drawn(group));
            }
            drawnGroups = List.copyOf(some);
        }
        return drawnView;
    }

    /**
     * A state of equal values in which nothing but context is clamped.
     *
     * @return a new state with arrays of its own
     */
    public State copyReleased() {
        State copy = zeros(groups, columns);
        copy.setAll(this);
        return copy;
    }

    /**
     * Takes over the values of all groups of another state; clamps stay as they are.
     *
     * @param other a state of the same groups and number of columns
     */
    public void setAll(State other) {
        for (Group group : groups) {
            set(group, other);
        }
    }

    /**
     * Takes over the values of one group of another state, with what is remembered of them; clamps stay as they are.
     *
     * @param group one of {@link #groups()}
     * @param other a state of the same number of columns that has the group
     */
    public void set(Group group, State other) {
        int own = index(group);
        int theirs = other.index(group);
        values[own].set(other.values[theirs]);
        workspace.takeOver(own, theirs, other.workspace);
    }

    @Override
    public String toString() {
        return "State of " + groups + " x " + columns;
    }
}
