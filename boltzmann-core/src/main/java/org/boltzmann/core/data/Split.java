package org.boltzmann.core.data;

/** Which part of a data set. */
public enum Split {
    /** What a machine learns from. */
    TRAIN,
    /** What it has not seen. */
    TEST
}
