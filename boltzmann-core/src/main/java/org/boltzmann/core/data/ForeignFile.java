package org.boltzmann.core.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Files of formats that are not read, told by their first bytes: what they are, and how to make of them what is read. */
final class ForeignFile {

    private static final String AS_CSV = ".to_csv(\"data.csv\", index=False)";
    private static final String PICTURES =
            "is a picture, and pictures are read from an array of them; make one by Python:"
                    + " np.savez_compressed(\"data.npz\", x=np.stack([np.asarray(PIL.Image.open(f).convert(\"L\")) / 255 for f in"
                    + " files]), y=labels)";
    private static final String UNPACK = "is compressed by %s, but only gzip is read; unpack it";
    private static final int LOOKED_AT = 1000;

    /** What files begin with, a question mark for any byte, and what is said of them. */
    private static final String[][] KINDS = {
        {"\u0089PNG", PICTURES},
        {"\u00ff\u00d8\u00ff", PICTURES},
        {"GIF8?a", PICTURES},
        {"BM????\0\0\0\0", PICTURES},
        {"II*\0", PICTURES},
        {"MM\0*", PICTURES},
        {"RIFF????WEBP", PICTURES},
        {"PAR1\u0015", "is a Parquet file; save it as CSV by Python: pandas.read_parquet(file)" + AS_CSV},
        {"ARROW1\0\0", "is a Feather file; save it as CSV by Python: pandas.read_feather(file)" + AS_CSV},
        {"\u00d0\u00cf\u0011\u00e0", "is an Excel file; save it there as CSV"},
        {
            "\u0089HDF",
            "is an HDF5 file; save an array of it by Python: np.savez_compressed(\"data.npz\","
                    + " x=h5py.File(file)[\"NAME\"][:])"
        },
        {
            "MATLAB ?.? MAT-file",
            "is a MATLAB file; save an array of it by Python: np.savez_compressed(\"data.npz\","
                    + " x=scipy.io.loadmat(file)[\"NAME\"])"
        },
        {"SQLite format 3", "is an SQLite database; save a table of it as CSV"},
        {"BZh?1AY&SY", String.format(UNPACK, "bzip2")},
        {"\u00fd7zXZ", String.format(UNPACK, "xz")},
        {"(\u00b5/\u00fd", String.format(UNPACK, "zstd")},
        {"7z\u00bc\u00af", String.format(UNPACK, "7z")},
        {"Rar!", String.format(UNPACK, "RAR")},
        {"%PDF-", "is a PDF document; save its tables as CSV"},
        {"<!DOCTYPE", "is a web page instead of data; download the file itself"},
        {"<html", "is a web page instead of data; download the file itself"},
        {"<?xml", "is an XML document; save what it holds as CSV"},
        {"version https://git-lfs", "is a pointer of Git LFS instead of data; get the file by git lfs pull"},
        {"????\0\0\0\0{\"", "is a file of tensors, as models are, and not data; name a file of examples"},
        {
            "{",
            "is JSON of another kind than piano rolls; save a table as CSV by Python: pandas.read_json(file, lines=True)"
                    + AS_CSV
        },
        {"[", "is JSON; save a table as CSV by Python: pandas.read_json(file)" + AS_CSV}
    };

    private ForeignFile() {}

    /**
     * Refuses a file of one of these formats.
     *
     * @param text whether its name says that it is text of a kind that is read, which may begin with a bracket
     * @throws DataException with the format and what to do
     */
    static void refuse(DataFile file, boolean text) {
        String said = said(file.start(), text ? 2 : 1);
        if (!said.isEmpty()) {
            throw new DataException(file + ": " + said);
        }
    }

    private static String said(byte[] start, int shortest) {
        if (start.length > 1 && (start[0] & 0xff) == 0x80 && start[1] >= 2 && start[1] <= 5) {
            return "is a pickle of Python, which is never loaded; save its arrays by Python:"
                    + " np.savez_compressed(\"data.npz\", x=..., y=...)";
        }
        String text = new String(start, StandardCharsets.ISO_8859_1);
        for (String[] kind : KINDS) {
            if (kind[0].length() >= shortest && begins(text, kind[0])) {
                return kind[1];
            }
        }
        return "";
    }

    private static boolean begins(String text, String pattern) {
        for (int i = 0; i < pattern.length(); i++) {
            char wanted = pattern.charAt(i);
            if (i >= text.length() || (wanted != '?' && text.charAt(i) != wanted)) {
                return false;
            }
        }
        return true;
    }

    /** Of a zip archive without arrays: what it is, by the names of its files. */
    static String archive(List<String> names) {
        if (names.stream().anyMatch(name -> name.startsWith("xl/"))) {
            return "is an Excel file; save it there as CSV";
        }
        if (names.stream().anyMatch(name -> name.equals("data.pkl") || name.endsWith("/data.pkl"))) {
            return "is a file of PyTorch's; save its tensors by Python: np.savez_compressed(\"data.npz\", x=t.numpy())";
        }
        return "is a zip archive without arrays of NumPy's; unpack it and name a file of data";
    }

    /** More of a directory: that pictures are not read one by one, if there are some in it or one below; empty if not. */
    static String inDirectory(Path directory) {
        try (Stream<Path> files = Files.walk(directory, 2)) {
            return files.limit(LOOKED_AT)
                            .map(file -> file.toString().toLowerCase(Locale.ROOT))
                            .anyMatch(name -> name.matches("(?s).*\\.(png|jpe?g|gif|bmp|tiff?|webp)"))
                    ? ". It has pictures; each " + PICTURES
                    : "";
        } catch (IOException | UncheckedIOException e) {
            return ""; // what cannot be looked into is a directory all the same
        }
    }
}
