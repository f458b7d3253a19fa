package org.boltzmann.core;

import java.util.List;
import org.boltzmann.core.linalg.Kernels;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.linalg.Workers;

/**
 * What a unit type does to the matrices of a group, cut into tiles and shared among threads; each tile of a sample has a random
 * stream of its own, so that the tiles, not the threads, decide what is drawn.
 */
final class Tiles implements Workers.Task {

    private enum Kind {
        MEAN,
        SAMPLE,
        MEAN_AND_SAMPLE,
        LOG_PARTITION
    }

    /** Columns of a tile at least, where a sum for each column is taken. */
    private static final int COLUMNS = 16;

    private static final ThreadLocal<Tiles> OWN = ThreadLocal.withInitial(Tiles::new);

    private Kind kind;
    private UnitType type;
    private ParameterValues theta;
    private Matrix field;
    private List<Matrix> fields;
    private List<Matrix> results;
    private List<Matrix> means;
    private RandomKey key;
    private double[] sum;
    private int count;

    /** This thread's own; another one for a unit type that computes with a machine within its tile. */
    private static Tiles idle() {
        Tiles own = OWN.get();
        return own.theta == null ? own : new Tiles();
    }

    static void fillMean(UnitType type, ParameterValues theta, Matrix field, Matrix mean) {
        idle().fill(Kind.MEAN, type, theta, field, null, mean);
    }

    static void fillSample(UnitType type, ParameterValues theta, Matrix field, RandomKey key, Matrix sample) {
        idle().fill(Kind.SAMPLE, type, theta, field, key, sample);
    }

    static void fillMeanAndSample(
            UnitType type, ParameterValues theta, Matrix field, RandomKey key, Matrix mean, Matrix sample) {
        Tiles own = idle();
        own.means = mean.tiles(Kernels.get().partition(), type.block());
        own.fill(Kind.MEAN_AND_SAMPLE, type, theta, field, key, sample);
    }

    static void addLogPartition(UnitType type, ParameterValues theta, Matrix field, double[] sum) {
        idle().add(type, theta, field, sum);
    }

    private void fill(Kind what, UnitType unitType, ParameterValues values, Matrix from, RandomKey root, Matrix to) {
        kind = what;
        type = unitType;
        theta = values;
        key = root;
        fields = from.tiles(Kernels.get().partition(), unitType.block());
        results = to.tiles(Kernels.get().partition(), unitType.block());
        share(fields.size());
    }

    private void add(UnitType unitType, ParameterValues values, Matrix from, double[] to) {
        kind = Kind.LOG_PARTITION;
        type = unitType;
        theta = values;
        field = from;
        sum = to;
        count = Math.max(1, from.columns() / COLUMNS);
        share(count);
    }

    private void share(int tiles) {
        try {
            Workers.shared().run(tiles, this);
        } finally {
            theta = null;
            field = null;
            fields = null;
            results = null;
            means = null;
            sum = null;
        }
    }

    @Override
    public void run(int tile) {
        switch (kind) {
            case MEAN -> type.fillMean(theta, fields.get(tile), results.get(tile));
            case SAMPLE -> type.fillSample(theta, fields.get(tile), key.at(tile).generator(), results.get(tile));
            case MEAN_AND_SAMPLE ->
                type.fillMeanAndSample(
                        theta, fields.get(tile), key.at(tile).generator(), means.get(tile), results.get(tile));
            case LOG_PARTITION -> {
                int from = start(tile);
                double[] part = new double[start(tile + 1) - from];
                type.addLogPartition(theta, field.columns(from, from + part.length), part);
                for (int j = 0; j < part.length; j++) {
                    sum[from + j] += part[j];
                }
            }
        }
    }

    private int start(int tile) {
        return (int) ((long) field.columns() * tile / count);
    }
}
