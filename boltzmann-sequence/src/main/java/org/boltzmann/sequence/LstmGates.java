package org.boltzmann.sequence;

import org.boltzmann.core.linalg.Elementwise;
import org.boltzmann.core.linalg.Lanes;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.linalg.Passes;

/** What happens to each unit of an LSTM between two frames; the gates of n units lie in the order i, f, o, g, memories as u, c. */
final class LstmGates {

    private LstmGates() {}

    /** Turns fields on the gates into gates. */
    static void open(Matrix gates, int n) {
        Matrix forget = gates.rows(n, 2 * n);
        Elementwise.map(forget, (w, count) -> Lanes.scale(1, 1, w, count), forget);
        Matrix logistic = gates.rows(0, 3 * n);
        Elementwise.map(logistic, Lanes::sigmoid, logistic);
        Matrix fresh = gates.rows(3 * n, 4 * n);
        Elementwise.map(fresh, Lanes::tanh, fresh);
    }

    /** The memory after a frame: c' = f c + i g, u' = o tanh(c'). */
    static void fillNext(Matrix gates, Matrix memory, Matrix next, int n) {
        for (int j = 0; j < next.columns(); j++) {
            float[] a = gates.data();
            int i = gates.columnStart(j);
            float[] m = memory.data();
            int c = memory.columnStart(j) + n;
            float[] to = next.data();
            int after = next.columnStart(j) + n;
            for (int k = 0; k < n; k++) {
                to[after + k] = a[i + n + k] * m[c + k] + a[i + k] * a[i + 3 * n + k];
            }
        }
        Matrix u = next.rows(0, n);
        Elementwise.map(next.rows(n, 2 * n), Lanes::tanh, u);
        Passes.multiply(gates.rows(2 * n, 3 * n), u);
    }

    /**
     * Takes derivatives by the memory after a frame to those by the fields on the gates, filled, and by c before it, added.
     *
     * @param gates open
     * @param memory before the frame
     * @param next after it
     * @param ofNext ∂/∂(u', c')
     * @param ofFields ∂/∂(fields of i, f, o, g), overwritten
     * @param ofMemory ∂/∂(u, c), of which c is added to
     */
    static void back(Matrix gates, Matrix memory, Matrix next, Matrix ofNext, Matrix ofFields, Matrix ofMemory, int n) {
        Matrix tanh = Matrix.zeros(n, next.columns());
        Elementwise.map(next.rows(n, 2 * n), Lanes::tanh, tanh);
        for (int j = 0; j < next.columns(); j++) {
            float[] a = gates.data();
            int at = gates.columnStart(j);
            float[] m = memory.data();
            int c = memory.columnStart(j) + n;
            float[] y = tanh.data();
            int s = tanh.columnStart(j);
            float[] d = ofNext.data();
            int du = ofNext.columnStart(j);
            float[] e = ofFields.data();
            int to = ofFields.columnStart(j);
            float[] before = ofMemory.data();
            int dc = ofMemory.columnStart(j) + n;
            for (int k = 0; k < n; k++) {
                float i = a[at + k];
                float f = a[at + n + k];
                float o = a[at + 2 * n + k];
                float g = a[at + 3 * n + k];
                float ofSaid = d[du + k];
                float ofKept = d[du + n + k] + ofSaid * o * (1 - y[s + k] * y[s + k]);
                e[to + k] = ofKept * g * i * (1 - i);
                e[to + n + k] = ofKept * m[c + k] * f * (1 - f);
                e[to + 2 * n + k] = ofSaid * y[s + k] * o * (1 - o);
                e[to + 3 * n + k] = ofKept * i * (1 - g * g);
                before[dc + k] += ofKept * f;
            }
        }
    }
}
