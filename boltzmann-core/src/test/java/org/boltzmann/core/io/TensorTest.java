package org.boltzmann.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.boltzmann.core.linalg.Matrix;
import org.junit.jupiter.api.Test;

class TensorTest {

    @Test
    void aMatrixLiesRowByRowInATensor() {
        Matrix matrix = Matrix.wrap(2, 3, new float[] {1, 2, 3, 4, 5, 6});

        assertThat(Tensor.of(matrix)).isEqualTo(Tensor.of(new float[] {1, 3, 5, 2, 4, 6}, 2, 3));
    }

    @Test
    void aViewOfAMatrixIsCopiedWithoutItsSurroundings() {
        Matrix view = Matrix.wrap(3, 3, new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9})
                .rows(1, 3)
                .columns(1, 3);

        assertThat(Tensor.of(view)).isEqualTo(Tensor.of(new float[] {5, 8, 6, 9}, 2, 2));
    }

    @Test
    void elementIJKOfAParameterIsTheMatrixElementInRowIAndColumnJPlusJTimesK() {
        int rows = 2;
        int second = 3;
        int third = 5;
        Matrix matrix = Matrix.zeros(rows, second * third);
        for (int element = 0; element < matrix.data().length; element++) {
            matrix.data()[element] = element;
        }

        Tensor tensor = Tensor.of(matrix, List.of(rows, second, third));

        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < second; j++) {
                for (int k = 0; k < third; k++) {
                    assertThat(tensor.data()[(i * second + j) * third + k]).isEqualTo(matrix.get(i, j + k * second));
                }
            }
        }
        assertThat(tensor.toMatrix().data()).isEqualTo(matrix.data());
    }

    @Test
    void everyShapeComesBackFromAMatrix() {
        for (List<Integer> shape : List.of(
                List.<Integer>of(),
                List.of(0),
                List.of(1),
                List.of(33),
                List.of(7, 9),
                List.of(0, 8),
                List.of(8, 0),
                List.of(8, 1, 7),
                List.of(2, 3, 4, 5))) {
            float[] data = new float[(int) Tensor.elements(shape)];
            for (int i = 0; i < data.length; i++) {
                data[i] = i;
            }
            Tensor tensor = Tensor.of(data, shape);

            assertThat(Tensor.of(tensor.toMatrix(), shape))
                    .as("shape %s", shape)
                    .isEqualTo(tensor);
        }
    }

    @Test
    void aMatrixOfAnotherShapeIsRefusedWithBothNamed() {
        assertThatThrownBy(() -> Tensor.of(Matrix.zeros(2, 3), List.of(3, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2x3")
                .hasMessageContaining("3x2");
    }

    @Test
    void anArrayOfAnotherLengthThanTheShapeIsRefused() {
        assertThatThrownBy(() -> Tensor.of(new float[5], 2, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a tensor of shape [2, 3] has 6 elements but the array has 5");
    }

    @Test
    void negativeSizesOverflowAndTooManyAxesAreRefused() {
        assertThatThrownBy(() -> Tensor.of(new float[6], -2, -3)).hasMessageContaining("not negative");
        assertThatThrownBy(() -> Tensor.of(new float[0], 1 << 30, 1 << 30, 1 << 30, 0))
                .hasMessageContaining("overflows");
        assertThatThrownBy(() -> Tensor.of(new float[1], Collections.nCopies(33, 1)))
                .hasMessageContaining("at most 32 axes");
    }

    @Test
    void tensorsAreEqualWhenShapeAndElementsAre() {
        Tensor tensor = Tensor.of(new float[] {1, Float.NaN}, 2);

        assertThat(tensor)
                .isEqualTo(Tensor.of(new float[] {1, Float.NaN}, 2))
                .hasSameHashCodeAs(Tensor.of(new float[] {1, Float.NaN}, 2))
                .isNotEqualTo(Tensor.of(new float[] {1, Float.NaN}, 1, 2))
                .isNotEqualTo(Tensor.of(new float[] {1, 2}, 2))
                .hasToString("Tensor [2]");
    }
}
