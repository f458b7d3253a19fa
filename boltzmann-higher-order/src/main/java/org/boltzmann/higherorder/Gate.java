package org.boltzmann.higherorder;

import org.boltzmann.core.Group;
import org.boltzmann.core.State;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.linalg.Workers;

/**
 * What one component r of a mask lets through of a visible group: g_i = z_i^r v_i. The mask has a block of R units for each
 * visible unit, of which unit r decides.
 *
 * @param visible v
 * @param mask z, R units for each of the visible
 * @param component r, from 0
 */
record Gate(Group visible, Group mask, int component) {

    /** Checks that groups and component fit, for a term of a name. */
    static void check(String term, Group visible, Group mask, int component) {
        if (visible.equals(mask)) {
            throw new IllegalArgumentException("term " + term + " takes " + visible.name() + " as its own mask");
        }
        if (mask.size() % visible.size() != 0) {
            throw new IllegalArgumentException("term " + term + ": mask " + mask.name() + " has " + mask.size()
                    + " units, which are no multiple of the " + visible.size() + " of " + visible.name()
                    + "; give it R for each of them");
        }
        int components = mask.size() / visible.size();
        if (component < 0 || component >= components) {
            throw new IllegalArgumentException("term " + term + ": component " + component + " of mask " + mask.name()
                    + " does not exist; it has " + components + ", counted from 0");
        }
    }

    String name() {
        return visible.name() + "-" + mask.name() + component;
    }

    /** z_i^r v_i for every column, in the scratch of an owner. */
    Matrix through(State x, Object owner) {
        Matrix passed = x.scratch(owner, visible.size());
        Pass.run(this, Pass.Kind.FILL, x.of(mask), x.of(visible), passed);
        return passed;
    }

    /** Adds z_i^r a_i to fields on the visible group, or a_i v_i to those on component r of the mask. */
    void addField(Group target, State x, Matrix a, Matrix field) {
        if (target.equals(visible)) {
            Pass.run(this, Pass.Kind.TO_VISIBLE, x.of(mask), a, field);
        } else {
            Pass.run(this, Pass.Kind.TO_MASK, x.of(visible), a, field);
        }
    }

    /** One thread's pass under way: kept, so that a call allocates nothing. */
    private static final class Pass implements Workers.Task {

        private enum Kind {
            FILL,
            TO_VISIBLE,
            TO_MASK
        }

        /** Elements worth a thread's while: some microseconds. */
        private static final int TILE = 8192;

        private static final int MOST_TILES = 16;
        private static final ThreadLocal<Pass> OWN = ThreadLocal.withInitial(Pass::new);

        private Kind kind;
        private int units;
        private int block;
        private int component;
        private Matrix first;
        private Matrix second;
        private Matrix result;
        private int tiles;

        /** The second matrix may be one column, which then stands for all. */
        static void run(Gate gate, Kind kind, Matrix first, Matrix second, Matrix result) {
            OWN.get().start(gate, kind, first, second, result);
        }

        private void start(Gate gate, Kind what, Matrix one, Matrix other, Matrix to) {
            kind = what;
            units = gate.visible.size();
            block = gate.mask.size() / units;
            component = gate.component;
            first = one;
            second = other;
            result = to;
            tiles = Math.max(1, Math.min(Math.min(MOST_TILES, units * to.columns() / TILE), to.columns()));
            try {
                Workers.shared().run(tiles, this);
            } finally {
                first = null;
                second = null;
                result = null;
            }
        }

        @Override
        public void run(int tile) {
            int end = start(tile + 1);
            for (int j = start(tile); j < end; j++) {
                float[] a = first.data();
                float[] b = second.data();
                float[] c = result.data();
                int s = first.columnStart(j);
                int t = second.columnStart(second.columns() == 1 ? 0 : j);
                int u = result.columnStart(j);
                switch (kind) {
                    case FILL -> fill(a, s + component, block, b, t, c, u, units);
                    case TO_VISIBLE -> add(a, s + component, block, b, t, c, u, 1, units);
                    case TO_MASK -> add(a, s, 1, b, t, c, u + component, block, units);
                }
            }
        }

        private int start(int tile) {
            return (int) ((long) result.columns() * tile / tiles);
        }

        private static void fill(float[] a, int s, int stride, float[] b, int t, float[] c, int u, int n) {
            for (int i = 0; i < n; i++) {
                c[u + i] = a[s + i * stride] * b[t + i];
            }
        }

        private static void add(float[] a, int s, int from, float[] b, int t, float[] c, int u, int to, int n) {
            for (int i = 0; i < n; i++) {
                c[u + i * to] += a[s + i * from] * b[t + i];
            }
        }
    }
}
