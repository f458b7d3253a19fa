package org.boltzmann.core.data;

import java.util.List;
import java.util.Optional;

/**
 * What columns of a table are that are neither features nor the label.
 *
 * @param id what identifies an example, as {@link DataSet#ids}; empty for a first column without a name that numbers the rows, as
 *     pandas writes it, if there is one
 * @param ignored columns that are left out
 * @param oneHot columns that are categories
 * @param required whether those that are named must be there
 */
public record ColumnRoles(Optional<LabelColumn> id, List<LabelColumn> ignored, OneHot oneHot, boolean required) {

    public ColumnRoles {
        ignored = List.copyOf(ignored);
    }

    /**
     * Every column a feature, a nameless one that numbers the rows excepted.
     *
     * @return the roles
     */
    public static ColumnRoles standard() {
        return new ColumnRoles(Optional.empty(), List.of(), OneHot.none(), true);
    }

    /**
     * The same with another id.
     *
     * @param id the column; {@link LabelColumn#none} for none
     * @return the roles
     */
    public ColumnRoles withId(LabelColumn id) {
        return new ColumnRoles(Optional.of(id), ignored, oneHot, required);
    }

    /**
     * The same with other columns left out.
     *
     * @param ignored the columns
     * @return the roles
     */
    public ColumnRoles withIgnored(List<LabelColumn> ignored) {
        return new ColumnRoles(id, ignored, oneHot, required);
    }

    /**
     * The same with other categories.
     *
     * @param oneHot the columns
     * @return the roles
     */
    public ColumnRoles withOneHot(OneHot oneHot) {
        return new ColumnRoles(id, ignored, oneHot, required);
    }

    /**
     * The same for another file than the one they were chosen for, which may lack such columns.
     *
     * @return the roles
     */
    public ColumnRoles ifPresent() {
        return new ColumnRoles(id, ignored, oneHot, false);
    }
}
