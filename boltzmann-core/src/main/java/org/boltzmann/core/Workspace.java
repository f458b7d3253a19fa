package org.boltzmann.core;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.boltzmann.core.linalg.Kernels;
import org.boltzmann.core.linalg.Matrix;

/**
 * What computations keep beside a state, so that they allocate once: fields, drawn values, sums of terms, projections.
 *
 * <p>Views of a state share its workspace, but for the projections of the group that a view replaces.
 */
final class Workspace {

    private final List<Group> groups;
    private final int columns;
    private final Matrix[] fields;
    private final Matrix[] drawn;
    private final Map<Object, Matrix> sums;
    private final Map<Object, Object> owned;
    private final List<List<Projection>> projections;
    private final FromContext[] fromContext;
    private final boolean[] remembering;

    /** The field on a group from context alone, and of which parameters it is; null where it is not known. */
    private static final class FromContext {

        private final Matrix field;
        private ParameterValues of;

        FromContext(int units, int columns) {
            this.field = Matrix.zeros(units, columns);
        }
    }

    /** Wᵀx or Wx of one parameter and one group. */
    private static final class Projection {

        private final Parameter parameter;
        private final boolean transposed;
        private final Matrix values;
        private ParameterValues of;

        Projection(Parameter parameter, boolean transposed, int columns) {
            this.parameter = parameter;
            this.transposed = transposed;
            this.values = Matrix.zeros(transposed ? parameter.columns() : parameter.rows(), columns);
        }
    }

    Workspace(List<Group> groups, int columns) {
        this(
                groups,
                columns,
                new Matrix[groups.size()],
                new Matrix[groups.size()],
                new IdentityHashMap<>(),
                new IdentityHashMap<>(),
                new ArrayList<>(),
                new FromContext[groups.size()],
                new boolean[1]);
        groups.forEach(group -> projections.add(new ArrayList<>()));
    }

    private Workspace(
            List<Group> groups,
            int columns,
            Matrix[] fields,
            Matrix[] drawn,
            Map<Object, Matrix> sums,
            Map<Object, Object> owned,
            List<List<Projection>> projections,
            FromContext[] fromContext,
            boolean[] remembering) {
        this.groups = groups;
        this.columns = columns;
        this.fields = fields;
        this.drawn = drawn;
        this.sums = sums;
        this.owned = owned;
        this.projections = projections;
        this.fromContext = fromContext;
        this.remembering = remembering;
    }

    /** The workspace of a view with other values for one group. */
    Workspace replacing(int group) {
        List<List<Projection>> others = new ArrayList<>(projections);
        others.set(group, new ArrayList<>());
        boolean context = groups.get(group).type().isContext();
        FromContext[] known = context ? new FromContext[groups.size()] : fromContext;
        return new Workspace(groups, columns, fields, drawn, sums, owned, others, known, remembering);
    }

    Matrix field(int group) {
        return matrix(fields, group);
    }

    Matrix drawn(int group) {
        return matrix(drawn, group);
    }

    private Matrix matrix(Matrix[] of, int group) {
        if (of[group] == null) {
            of[group] = Matrix.zeros(groups.get(group).size(), columns);
        }
        return of[group];
    }

    Matrix sum(Object owner, int rows) {
        Matrix sum = sums.get(owner);
        if (sum == null) {
            sum = Matrix.zeros(rows, columns);
            sums.put(owner, sum);
        }
        return sum;
    }

    Object own(Object owner, Supplier<?> maker) {
        Object own = owned.get(owner);
        if (own == null) {
            own = maker.get();
            owned.put(owner, own);
        }
        return own;
    }

    void remember(boolean on) {
        remembering[0] = on;
        for (int g = 0; g < groups.size(); g++) {
            changed(g);
        }
    }

    boolean remembers() {
        return remembering[0];
    }

    void changed(int group) {
        List<Projection> own = projections.get(group);
        for (int p = 0; p < own.size(); p++) {
            own.get(p).of = null;
        }
        if (groups.get(group).type().isContext()) {
            for (FromContext known : fromContext) {
                if (known != null) {
                    known.of = null;
                }
            }
        }
    }

    /** The field on a group from context alone; filled anew unless it is known. */
    Matrix fromContext(ParameterValues theta, int group, Consumer<Matrix> filling) {
        if (fromContext[group] == null) {
            fromContext[group] = new FromContext(groups.get(group).size(), columns);
        }
        FromContext known = fromContext[group];
        if (known.of != theta) {
            known.field.fill(0);
            filling.accept(known.field);
            known.of = remembering[0] ? theta : null;
        }
        return known.field;
    }

    Matrix projection(ParameterValues theta, Parameter parameter, boolean transposed, int group, Matrix x) {
        Projection projection = projection(parameter, transposed, group);
        if (projection.of != theta) { // two machines of the same terms may share a state
            projection.values.fill(0);
            if (transposed) {
                Kernels.get().addTransposedProduct(1, theta.of(parameter), x, projection.values);
            } else {
                Kernels.get().addProduct(1, theta.of(parameter), x, projection.values);
            }
            projection.of = remembering[0] ? theta : null;
        }
        return projection.values;
    }

    private Projection projection(Parameter parameter, boolean transposed, int group) {
        List<Projection> own = projections.get(group);
        for (int p = 0; p < own.size(); p++) {
            if (own.get(p).parameter == parameter && own.get(p).transposed == transposed) {
                return own.get(p);
            }
        }
        Projection projection = new Projection(parameter, transposed, columns);
        own.add(projection);
        return projection;
    }

    /** Where the values of a group were taken over, so are the projections that are known of them. */
    void takeOver(int group, int theirGroup, Workspace other) {
        changed(group);
        if (!remembering[0]) {
            return;
        }
        List<Projection> theirs = other.projections.get(theirGroup);
        for (int p = 0; p < theirs.size(); p++) {
            if (theirs.get(p).of != null) {
                Projection own = projection(theirs.get(p).parameter, theirs.get(p).transposed, group);
                own.values.set(theirs.get(p).values);
                own.of = theirs.get(p).of;
            }
        }
    }
}
