package org.boltzmann.core;

import org.boltzmann.core.linalg.Matrix;

/**
 * A term that couples units of one group with each other: lateral weights of a general machine, interactions of k-th order.
 *
 * <p>It is homogeneous of degree 1 in each unit (in each block, where units take their values together) instead of in each
 * group: E is linear in a unit while all others stand still, no unit couples with itself. E = 0 where the group is 0 and
 * field_i = E(x_i := 0) − E(x_i := 1) hold as for every term; E = −x_g · field_g does not. The field on a unit depends on the
 * values of other units of its group.
 *
 * <p>Given everything else, the units of such a group are not independent. They are drawn one after another, or, where only
 * some are coupled, colour by colour, and for that a term says two things more: which units it couples, and how the field moves
 * with some units. The second is what makes a sweep over n units cost about as much as one field: fields are computed once and
 * then corrected, instead of computed n times.
 */
public interface LateralTerm extends Term {

    /**
     * Which units of a group this term couples with each other.
     *
     * @param group one of {@link #groups()}
     * @return a coupling; none for a group of which each summand holds one unit at most
     */
    Coupling coupling(Group group);

    /**
     * Adds the change of the field on some units of a group that follows from a change of other units of the group.
     *
     * <p>Both matrices are views of units x columns matrices of the group: {@link Matrix#firstRow()} says which unit their first
     * row is, {@link Matrix#firstColumn()} to which column of the state their first column belongs. Other columns of the state
     * must not be looked at, since they may be changing on other threads.
     *
     * @param theta the machine's parameters
     * @param target the group
     * @param x the state, after the change: the values before were {@code x.of(target)} less the change
     * @param change by how much some units changed; all others stand still
     * @param field fields on some units, added to
     */
    void addFieldChange(ParameterValues theta, Group target, State x, Matrix change, Matrix field);
}
