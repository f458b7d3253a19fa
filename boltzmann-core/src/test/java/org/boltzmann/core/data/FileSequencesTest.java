package org.boltzmann.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.boltzmann.core.io.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSequencesTest {

    private static final String TABLE = "song,a,b\nx,1,2\nx,3,4\ny,5,6\nz,7,8\nz,9,10\nz,11,12\n";

    @TempDir
    private Path folder;

    private Path table(String text) throws IOException {
        return Files.writeString(folder.resolve("a.csv"), text);
    }

    private static UserFile file(Path path, String by, int length) {
        return new UserFile(path, DataOptions.standard().withSequences(new FileSequences(by, length)));
    }

    private static DataSet read(Path path, String by) {
        return file(path, by, 0).read();
    }

    @Test
    void rowsWithTheSameValueAreASequence() throws IOException {
        for (String column : List.of("song", "0")) {
            DataSet data = read(table(TABLE), column);
            assertThat(data.sequences().lengths()).containsExactly(2, 1, 3);
            assertThat(data.features()).isEqualTo(2);
            assertThat(data.values().get(1, 3)).isEqualTo(8);
            assertThat(data.ids()).containsExactly("x", "x", "y", "z", "z", "z");
        }
    }

    @Test
    void framesMayHaveALabelBeside() throws IOException {
        DataSet data = read(table("song,a,label\nx,1,up\nx,3,down\ny,5,up\n"), "song");
        assertThat(data.sequences().lengths()).containsExactly(2, 1);
        assertThat(data.features()).isEqualTo(1);
        assertThat(data.classNames()).containsExactly("down", "up");
    }

    @Test
    void aSequenceThatGoesOnAfterAnotherIsRefused() throws IOException {
        Path mixed = table(TABLE + "x,13,14\n");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> read(mixed, "song"))
                .withMessageContaining(
                        "row 6 (counted from 0): the sequence \"x\" goes on after another; sort the rows");
    }

    @Test
    void aRowWithoutASequenceIsRefused() throws IOException {
        Path path = table(TABLE + ",13,14\n");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> read(path, "song"))
                .withMessageContaining("row 6 (counted from 0) names no sequence");
    }

    @Test
    void aFileCanBeOneSequenceAndACutOne() throws IOException {
        Path path = table("1,2\n3,4\n5,6\n7,8\n9,10\n");
        assertThat(read(path, "all").sequences().lengths()).containsExactly(5);
        assertThat(file(path, "all", 2).read().sequences().lengths()).containsExactly(2, 2, 1);
        assertThat(UserFile.of(path).read().sequences().isNone()).isTrue();
    }

    @Test
    void sequencesAreHeldOutWholeAndOneIsCutInTime() throws IOException {
        DataSet train = file(table(TABLE), "song", 0).load(Split.TRAIN).orElseThrow();
        DataSet test = file(table(TABLE), "song", 0).load(Split.TEST).orElseThrow();
        assertThat(train.sequences().count() + test.sequences().count()).isEqualTo(3);
        assertThat(train.size() + test.size()).isEqualTo(6);
        Path one = table("1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n");
        DataSet first = file(one, "all", 0).load(Split.TRAIN).orElseThrow();
        DataSet last = file(one, "all", 0).load(Split.TEST).orElseThrow();
        assertThat(first.values().data()).startsWith(1, 2).hasSizeGreaterThanOrEqualTo(8);
        assertThat(first.sequences().lengths()).containsExactly(8);
        assertThat(last.values().data()).containsExactly(9, 10);
        assertThat(last.sequences().lengths()).containsExactly(2);
        assertThat(last.rows()).containsExactly(8, 9);
        assertThat(last.notes()).contains("one sequence: its first 8 frames are for training, the other 2 for testing");
        Path few = table("1\n2\n3\n");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> file(few, "all", 0).load(Split.TRAIN))
                .withMessageContaining("data.test-share=0");
    }

    @Test
    void arraysTellSequencesByLengthsOrRowByRowOrByAnAxis() throws IOException {
        float[] values = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
        Path rows = folder.resolve("rows.npz");
        new NpzArchive(
                        Map.of(
                                "X", Tensor.of(values, 6, 2),
                                "lengths", Tensor.of(new float[] {4, 2}, 2),
                                "song", Tensor.of(new float[] {0, 0, 0, 1, 1, 2}, 6),
                                "wrong", Tensor.of(new float[] {4, 1}, 2)),
                        Map.of())
                .write(rows);
        assertThat(read(rows, "lengths").sequences().lengths()).containsExactly(4, 2);
        assertThat(read(rows, "song").sequences().lengths()).containsExactly(3, 2, 1);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> read(rows, "wrong"))
                .withMessageContaining("has 2 elements for 6 rows");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> read(rows, "songs"))
                .withMessageContaining("has no array songs");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> read(rows, "examples"))
                .withMessageContaining("data.sequence=all");
        Path stacked = folder.resolve("stacked.npz");
        new NpzArchive(Map.of("X", Tensor.of(values, 2, 3, 2)), Map.of()).write(stacked);
        DataSet data = read(stacked, "examples");
        assertThat(data.sequences().lengths()).containsExactly(3, 3);
        assertThat(data.shape()).containsExactly(2);
        assertThat(data.values().data()).startsWith(values);
    }
}
