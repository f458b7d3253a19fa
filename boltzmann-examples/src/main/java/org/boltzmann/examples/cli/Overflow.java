package org.boltzmann.examples.cli;

import java.util.stream.DoubleStream;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.State;
import org.boltzmann.core.io.ModelFile;
import org.boltzmann.core.io.ModelFileException;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.train.DivergenceException;

/** Numbers that have left the range of a float, so that nothing that is computed from them means anything. */
final class Overflow {

    private static final String REMEDY =
            "train it anew with a smaller learning-rate, or data scaled to 0..1 (-D scaling=unit-range)";

    private Overflow() {}

    /**
     * Refuses a machine whose sums are not finite though its parameters are: the field on a group with all other units at 1 and all
     * parameters positive, which no field of bounded units exceeds.
     */
    static void check(ModelFile model) {
        BoltzmannMachine positive = model.machine().copy();
        for (Parameter parameter : positive.parameters()) {
            Matrix values = positive.theta().of(parameter);
            for (int j = 0; j < values.columns(); j++) {
                for (int i = 0; i < values.rows(); i++) {
                    values.set(i, j, Math.abs(values.get(i, j)));
                }
            }
        }
        State ones = positive.newState(1);
        for (Group group : positive.groups()) {
            ones.of(group).fill(1);
            ones.changed(group);
        }
        for (Group group : positive.groups()) {
            for (float field : positive.fillField(group, ones).copy().data()) {
                if (!Float.isFinite(field)) {
                    throw new ModelFileException("the machine's numbers overflow: the field on group " + group.name()
                            + " can be larger than any number of 32 bits; " + REMEDY);
                }
            }
        }
    }

    /** Refuses figures that are no numbers. */
    static void check(String figure, DoubleStream values) {
        values.filter(value -> !Double.isFinite(value)).findFirst().ifPresent(value -> check(figure, value));
    }

    /** Refuses a figure that is no number. */
    static double check(String figure, double value) {
        if (!Double.isFinite(value)) {
            throw new DivergenceException(figure + " is " + value + ": the machine's numbers overflow; " + REMEDY);
        }
        return value;
    }
}
