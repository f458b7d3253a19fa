package org.boltzmann.core.data;

/** A table is not what it looked like at first: its columns have to be looked at before it is read. */
final class CsvUnclear extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Whether it was the first column, which does not number the rows; else a field is no number. */
    private final boolean index;

    CsvUnclear(boolean index) {
        super("the table is to be looked at again", null, false, false);
        this.index = index;
    }

    boolean isIndex() {
        return index;
    }
}
