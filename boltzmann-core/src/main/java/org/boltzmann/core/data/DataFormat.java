package org.boltzmann.core.data;

/** The formats of files of data. */
public enum DataFormat {
    /** Whichever the file's content and name say. */
    AUTO,
    /** A table: {@link CsvReader}. */
    CSV,
    /** Pictures or other numbers, and the labels beside them: {@link IdxReader}. */
    IDX,
    /** One array of NumPy's: {@link NpyReader}. */
    NPY,
    /** An archive of NumPy's arrays: {@link NpzReader}. */
    NPZ,
    /** Sparse lines of label and index:value: {@link LibsvmReader}. */
    LIBSVM
}
