package org.boltzmann.core;

import java.util.List;
import java.util.random.RandomGenerator;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.linalg.Partition;
import org.boltzmann.core.linalg.Workers;

/**
 * How the units of a group that are coupled with each other get new values: one after another, or all of one colour at once,
 * each given the current values of the others.
 *
 * <p>The field on the whole group is computed once, by whoever calls, and then corrected. Where all units are coupled, a unit
 * that changes moves the fields on the units after it: at once on those of its window of 16, by a product for the whole window on
 * the rest. Half of a product of n x n with n x columns in all.
 *
 * <p>Columns are independent of each other and shared among the threads, in tiles that depend on their number only; each tile has
 * a random stream of its own.
 */
final class UnitByUnit {

    private static final int WINDOW = 16;
    private static final int COLUMNS = 32;
    private static final int MOST_TILES = 16;

    private final Group group;
    private final List<LateralTerm> terms;
    private final int[][] colours;

    UnitByUnit(Group group, List<LateralTerm> terms, Coupling coupling) {
        if (!group.type().isBounded() || group.type().isContext()) {
            throw new IllegalArgumentException("term " + terms.get(0) + " couples units of " + group + ", which are "
                    + (group.type().isContext()
                            ? "context and never sampled"
                            : "unbounded, so that the partition" + " function can be infinite")
                    + "; lateral coupling is for bounded units such as binary ones and spins");
        }
        if (!group.type().parameters().isEmpty()) {
            throw new IllegalArgumentException("term " + terms.get(0) + " couples units of " + group
                    + ", whose type has parameters of its own; lateral coupling is for types without");
        }
        this.group = group;
        this.terms = terms;
        this.colours = coupling.isAll() ? null : coupling.colours(group);
    }

    /** What a unit in a field becomes: a sample, or its mean. */
    private enum Value {
        SAMPLE,
        MEAN
    }

    /** Draws all units that are not clamped; in a field (1 − β) constant + β field where a constant is given. */
    void draw(ParameterValues theta, Matrix field, Matrix constant, double beta, RandomKey key, State x) {
        run(Value.SAMPLE, theta, field, constant, beta, key, x);
    }

    /** Sets all units that are not clamped to their means given the current values, mostly means, of all others. */
    void fillMeans(ParameterValues theta, Matrix field, State x) {
        run(Value.MEAN, theta, field, null, 1, null, x);
    }

    private void run(
            Value value, ParameterValues theta, Matrix field, Matrix constant, double beta, RandomKey key, State x) {
        int block = group.type().block();
        Matrix change = x.scratch(this, group.size());
        Matrix[] drawn = new Matrix[colours == null ? 1 : colours.length];
        for (int c = 0; c < drawn.length; c++) { // one owner for each shape of scratch
            drawn[c] = colours == null ? x.scratch(terms, block) : x.scratch(colours[c], colours[c].length * block);
        }
        int tiles = Math.max(1, Math.min(MOST_TILES, x.columns() / COLUMNS));
        Workers.shared().run(tiles, tile -> {
            int from = Partition.start(x.columns(), tiles, tile, 1);
            int to = Partition.start(x.columns(), tiles, tile + 1, 1);
            RandomGenerator random = value == Value.MEAN ? null : key.at(tile).generator();
            new Tile(value, theta, x, constant, beta, random, field, change, drawn, from, to).run();
        });
        x.changed(group);
    }

    /** Some columns. */
    private final class Tile {

        private final Value value;
        private final ParameterValues theta;
        private final State x;
        private final Matrix constant;
        private final float beta;
        private final RandomGenerator random;
        private final Matrix values;
        private final Matrix field;
        private final Matrix change;
        private final Matrix[] drawn;
        private final boolean masked;
        private final int block = group.type().block();

        Tile(
                Value value,
                ParameterValues theta,
                State x,
                Matrix constant,
                double beta,
                RandomGenerator random,
                Matrix field,
                Matrix change,
                Matrix[] drawn,
                int from,
                int to) {
            this.value = value;
            this.theta = theta;
            this.x = x;
            this.constant = constant;
            this.beta = (float) beta;
            this.random = random;
            this.values = x.of(group).columns(from, to);
            this.field = field.columns(from, to);
            this.change = change.columns(from, to);
            this.drawn = new Matrix[drawn.length];
            for (int c = 0; c < drawn.length; c++) {
                this.drawn[c] = drawn[c].columns(from, to);
            }
            this.masked = x.isMasked(group);
        }

        void run() {
            if (colours == null) {
                oneAfterAnother();
            } else {
                colourByColour();
            }
        }

        private void colourByColour() {
            for (int c = 0; c < colours.length; c++) {
                int[] members = colours[c];
                for (int m = 0; m < members.length; m++) {
                    fillField(members[m] * block, m * block, drawn[c]);
                }
                fillValues(drawn[c]);
                for (int m = 0; m < members.length; m++) {
                    takeOver(drawn[c], m * block, members[m] * block);
                }
                if (c + 1 < colours.length) {
                    for (int member : members) {
                        spread(member * block, (member + 1) * block, field);
                    }
                }
            }
        }

        private void oneAfterAnother() {
            int n = group.size();
            int window = Math.max(1, WINDOW / block) * block;
            int end;
            for (int start = 0; start < n; start = end) {
                end = Math.min(n, start + window);
                for (int unit = start; unit < end; unit += block) {
                    fillField(unit, 0, drawn[0]);
                    fillValues(drawn[0]);
                    takeOver(drawn[0], 0, unit);
                    if (unit + block < end) {
                        spread(unit, unit + block, field.rows(unit + block, end));
                    }
                }
                if (end < n) {
                    spread(start, end, field.rows(end, n));
                }
            }
        }

        private void spread(int from, int to, Matrix fields) {
            Matrix changed = change.rows(from, to);
            for (int t = 0; t < terms.size(); t++) {
                terms.get(t).addFieldChange(theta, group, x, changed, fields);
            }
        }

        /** The field on a block, as rows of another matrix. */
        private void fillField(int unit, int row, Matrix to) {
            for (int j = 0; j < field.columns(); j++) {
                int source = field.columnStart(j) + unit;
                int target = to.columnStart(j) + row;
                for (int k = 0; k < block; k++) {
                    float f = field.data()[source + k];
                    to.data()[target + k] = constant == null
                            ? f
                            : (1 - beta) * constant.data()[constant.offset() + unit + k] + beta * f;
                }
            }
        }

        private void fillValues(Matrix inField) {
            if (value == Value.MEAN) {
                group.type().fillMean(theta, inField, inField);
            } else {
                group.type().fillSample(theta, inField, random, inField);
            }
        }

        private void takeOver(Matrix from, int row, int unit) {
            for (int j = 0; j < values.columns(); j++) {
                int source = from.columnStart(j) + row;
                int target = values.columnStart(j) + unit;
                int moved = change.columnStart(j) + unit;
                boolean given = masked && x.isClamped(group, unit, values.firstColumn() + j);
                for (int k = 0; k < block; k++) {
                    float before = values.data()[target + k];
                    float after = given ? before : from.data()[source + k];
                    change.data()[moved + k] = after - before;
                    values.data()[target + k] = after;
                }
            }
        }
    }
}
