package org.boltzmann.core;

import java.util.List;
import java.util.function.Consumer;
import org.boltzmann.core.linalg.Matrix;

/** All joint states of some groups of finitely many states, laid out as columns of states. */
final class Enumeration {

    private final List<Group> groups;
    private final long count;

    Enumeration(List<Group> groups) {
        this.groups = groups;
        long product = 1;
        for (Group group : groups) {
            for (int b = 0; b < group.blocks(); b++) {
                product *= group.type().states().size();
            }
        }
        this.count = product;
    }

    /** Binary logarithm of a group's number of joint states; infinite where they cannot be listed. */
    static double bits(Group group) {
        int states = group.type().states().size();
        return states == 0 ? Double.POSITIVE_INFINITY : group.blocks() * StrictMath.log(states) / StrictMath.log(2);
    }

    List<Group> groups() {
        return groups;
    }

    boolean isTrivial() {
        return groups.isEmpty();
    }

    /** Whether one visit holds all joint states. */
    boolean isVisitedAtOnce(State x, int columnsAtOnce) {
        return count <= Math.max(1, columnsAtOnce / x.columns());
    }

    /**
     * Visits all joint states. Each visit gets a state of whole copies of {@code x}, side by side, the groups of each copy set to
     * one joint state: column {@code j} of a visit is column {@code j % x.columns()} of {@code x}.
     */
    void forEach(State x, int columnsAtOnce, Consumer<State> visitor) {
        int width = x.columns();
        int atOnce = (int) Math.max(1, Math.min(count, columnsAtOnce / width));
        State expanded = expand(x, atOnce);
        for (long first = 0; first < count; first += atOnce) {
            int copies = (int) Math.min(atOnce, count - first);
            State target = copies * width == expanded.columns() ? expanded : expand(x, copies);
            for (int copy = 0; copy < copies; copy++) {
                fill(first + copy, target, copy * width, width);
            }
            visitor.accept(target);
        }
    }

    private State expand(State x, int copies) {
        int width = x.columns();
        State expanded = State.zeros(x.groups(), width * copies);
        for (Group group : x.groups()) {
            if (!groups.contains(group)) {
                for (int copy = 0; copy < copies; copy++) {
                    expanded.of(group).columns(copy * width, (copy + 1) * width).set(x.of(group));
                }
            }
        }
        return expanded;
    }

    private void fill(long index, State target, int firstColumn, int width) {
        long rest = index;
        for (Group group : groups) {
            List<float[]> states = group.type().states();
            int block = group.type().block();
            Matrix values = target.of(group);
            for (int b = 0; b < group.blocks(); b++) {
                float[] state = states.get((int) (rest % states.size()));
                rest /= states.size();
                for (int j = firstColumn; j < firstColumn + width; j++) {
                    System.arraycopy(state, 0, values.data(), values.columnStart(j) + b * block, block);
                }
            }
        }
    }
}
