package org.boltzmann.core.data;

/** Which part of a data set. */
public enum Split {
    /** What a machine learns from. */
    TRAIN,
    /** What tells during training how well it learns; not every data set has such a part. */
    VALIDATION,
    /** What it has not seen. */
    TEST;

    /**
     * What the part is for.
     *
     * @return training, validation or testing
     */
    public String purpose() {
        return switch (this) {
            case TRAIN -> "training";
            case VALIDATION -> "validation";
            case TEST -> "testing";
        };
    }
}
