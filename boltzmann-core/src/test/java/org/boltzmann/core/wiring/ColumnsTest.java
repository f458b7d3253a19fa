package org.boltzmann.core.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.boltzmann.core.data.DataException;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.linalg.Matrix;
import org.junit.jupiter.api.Test;

class ColumnsTest {

    private static DataSet data(List<String> columns, float... values) {
        return DataSet.of("some", List.of(columns.size()), Matrix.wrap(columns.size(), 1, values))
                .withColumns(columns)
                .withIds(List.of("one"));
    }

    private static void refused(Columns columns, DataSet data, String why) {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> columns.ordered(data))
                .withMessageContaining(why);
    }

    @Test
    void columnsAreMatchedByNameAndThatIsTold() {
        Columns columns = new Columns(List.of("a", "b", "c"), false);
        DataSet ordered = columns.ordered(data(List.of("c", "a", "b"), 3, 1, 2).withLabels(new int[] {0}, 1));
        assertThat(ordered.values().data()).containsExactly(1, 2, 3);
        assertThat(ordered.columns()).containsExactly("a", "b", "c");
        assertThat(ordered.ids()).containsExactly("one");
        assertThat(ordered.labels()).containsExactly(0);
        assertThat(ordered.notes()).singleElement().asString().contains("matched by their names");
        assertThat(columns.ordered(ordered)).isSameAs(ordered);
    }

    @Test
    void otherColumnsAreRefusedByName() {
        Columns columns = new Columns(List.of("a", "b"), false);
        refused(columns, data(List.of("a", "c"), 1, 2), "it lacks b and has c beside");
        refused(
                columns,
                data(List.of("b", "d", "a"), 1, 2, 3),
                "it has d beside; leave them out with -D data.ignore=d");
        refused(columns, data(List.of("b", "b"), 1, 2), "names occur twice");
    }

    @Test
    void withoutNamesColumnsAreTakenByPlaceAndThatIsTold() {
        DataSet bare = DataSet.of("some", List.of(2), Matrix.wrap(2, 1, new float[] {1, 2}));
        assertThat(new Columns(List.of(), false).ordered(bare)).isSameAs(bare);
        DataSet taken = new Columns(List.of("a", "b"), false).ordered(bare);
        assertThat(taken.values().data()).containsExactly(1, 2);
        assertThat(taken.notes()).singleElement().asString().contains("no names and are taken in the order");
    }

    @Test
    void categoriesThatLackAreZeroOrMissingAndForeignOnesRefused() {
        Columns columns = new Columns(List.of("x", "k=a", "k=b"), true);
        assertThat(columns.categories()).containsExactly("k");
        assertThat(columns.ordered(data(List.of("k=b", "x"), 1, 7)).values().data())
                .containsExactly(7, 0, 1);
        assertThat(columns.ordered(data(List.of("k=b", "x"), Float.NaN, 7))
                        .values()
                        .data())
                .containsExactly(7, Float.NaN, Float.NaN);
        refused(columns, data(List.of("x", "k=a", "k=c"), 1, 0, 1), "no category k=c was among them");
        refused(columns, data(List.of("x", "y"), 1, 0), "it lacks k=a, k=b");
        refused(new Columns(List.of("x", "k=a", "k=b"), false), data(List.of("x", "k=b"), 1, 0), "it lacks k=a");
    }
}
