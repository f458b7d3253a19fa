import org.boltzmann.core.linalg.Matrix;

/** A whole program that uses the library from outside its build. */
public final class Train {

    private Train() {}

    public static void main(String[] arguments) {
        Matrix weights = Matrix.zeros(6, 3);
        weights.fill(0.5f);
        System.out.println(weights + " of " + weights.get(5, 2));
    }
}
