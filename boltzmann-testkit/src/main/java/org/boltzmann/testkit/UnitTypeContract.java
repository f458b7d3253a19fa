package org.boltzmann.testkit;

import org.boltzmann.core.ColumnWeights;
import org.boltzmann.core.Group;
import org.boltzmann.core.ParameterValues;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.UnitType;
import org.boltzmann.core.linalg.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The laws of a unit type. Extend it and name the type. */
public abstract class UnitTypeContract {

    private static final RandomKey KEY = RandomKey.of(20260101);

    /** For subclasses. */
    protected UnitTypeContract() {}

    /**
     * The type under test.
     *
     * @param group name of the group it is for
     * @param blocks number of blocks (units, for most types) of that group
     * @return the type, the same however often it is asked for, but for parameters that belong to a group
     */
    protected abstract UnitType type(String group, int blocks);

    private Group group(int blocks) {
        UnitType type = type("g", blocks);
        return Group.of("g", type, blocks * type.block());
    }

    private static ParameterValues theta(Group group) {
        ParameterValues theta = ParameterValues.zeros(group.type().parameters());
        Grid.fill(theta, 0.5, KEY.at("theta").generator());
        return theta;
    }

    private static Matrix field(Group group, int columns, double limit) {
        Matrix field = Matrix.zeros(group.size(), columns);
        Grid.fill(field, limit, KEY.at("field").generator());
        return field;
    }

    @Test
    void statesAreDistinctAndOfOneBlock() {
        UnitTypeLaws.states(type("g", 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void logPartitionMeanAndVarianceAreThoseOfTheStates(int blocks) {
        Group group = group(blocks);
        UnitTypeLaws.moments(group, theta(group), field(group, 9, 6));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void extremeFieldsGiveFiniteAndRightValues(int blocks) {
        Group group = group(blocks);
        UnitTypeLaws.extremeFields(group, theta(group));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 9, 33})
    void fieldForMeanIsTheInverseOfTheMean(int blocks) {
        Group group = group(blocks);
        UnitTypeLaws.fieldForMean(group, theta(group), field(group, 7, 3));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 9, 33})
    void viewsGiveWhatTheWholeGives(int blocks) {
        Group group = group(blocks);
        UnitTypeLaws.views(group, theta(group), field(group, 7, 3));
        UnitTypeLaws.inPlace(group, theta(group), field(group, 7, 3));
        UnitTypeLaws.meanAndSample(group, theta(group), field(group, 7, 3));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void ownParametersHaveTheGradientOfTheBaseEnergy(int blocks) {
        Group group = group(blocks);
        Matrix field = field(group, 4, 3);
        UnitTypeLaws.ownGradient(group, theta(group), field, ColumnWeights.uniform(1));
        UnitTypeLaws.ownGradient(group, theta(group), field, ColumnWeights.of(-1.5f, 0, 0.75f, 2));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 2, 5})
    void samplesAreValidStatesWithTheDistributionOfTheirField(double limit) {
        Group group = group(2);
        float[] field = field(group, 1, limit).data();
        UnitTypeLaws.samples(group, theta(group), field, KEY.at("samples").at(Math.round(2 * limit)));
    }
}
