package org.boltzmann.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.boltzmann.core.ColumnWeights;
import org.boltzmann.core.Gradient;
import org.boltzmann.core.Group;
import org.boltzmann.core.Initializer;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.ParameterValues;
import org.boltzmann.core.State;
import org.boltzmann.core.Term;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.linalg.Passes;
import org.boltzmann.core.unit.Bernoulli;
import org.junit.jupiter.api.Test;

/** The term in the documentation of org.boltzmann.core compiles, stands there as it stands here, and obeys the laws. */
class DocumentedTermTest extends TermContract {

    @Override
    protected int arity() {
        return 2;
    }

    /** Both groups of one size, as the term wants them. */
    @Override
    protected Group group(String name, int size) {
        return Group.of(name, new Bernoulli(), 9);
    }

    @Override
    protected Term term(List<Group> groups) {
        return OneToOne.between(groups.get(0), groups.get(1));
    }

    @Test
    void theDocumentationShowsTheTermThatIsTestedHere() throws IOException {
        String documented = Files.readString(
                        Path.of("../boltzmann-core/src/main/java/org/boltzmann/core/package-info.java"))
                .replaceAll("(?m)^ \\*", "");
        String tested = Files.readString(Path.of("src/test/java/org/boltzmann/testkit/DocumentedTermTest.java"));
        String shown = documented.substring(
                documented.indexOf("record OneToOne("),
                documented.indexOf("}</pre>", documented.indexOf("record OneToOne(")));
        String own = tested.substring(tested.lastIndexOf("record OneToOne("), tested.lastIndexOf('}'));
        assertThat(words(own)).isEqualTo(words(shown));
    }

    private static String words(String code) {
        return code.replaceAll("//.*", "").replace("@Override", "").replaceAll("\\s+", "");
    }

    record OneToOne(Group a, Group b, Parameter strength) implements Term {

        static OneToOne between(Group a, Group b) {
            String name = a.name() + "-" + b.name() + ".strength";
            return new OneToOne(a, b, Parameter.weights(name, Initializer.normal(0.01), a.size()));
        }

        @Override
        public List<Group> groups() {
            return List.of(a, b);
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(strength);
        }

        @Override
        public void addEnergy(ParameterValues theta, State x, double[] energy) {
            Matrix field = Matrix.zeros(a.size(), x.columns());
            addField(theta, a, x, field);
            Passes.addDots(-1, field, x.of(a), energy);
        }

        @Override
        public void addField(ParameterValues theta, Group target, State x, Matrix field) {
            Matrix product = x.of(target.equals(a) ? b : a).copy();
            for (int j = 0; j < x.columns(); j++) {
                Passes.multiply(theta.of(strength), product.columns(j, j + 1));
            }
            Passes.addScaled(1, product, field);
        }

        @Override
        public void addGradient(ParameterValues theta, State x, ColumnWeights weights, Gradient gradient) {
            Matrix product = x.of(a).copy();
            Passes.multiply(x.of(b), product);
            Passes.addSumOfColumns(weights.factor(), product, weights.perColumn(), gradient.of(strength));
        }
    }
}
