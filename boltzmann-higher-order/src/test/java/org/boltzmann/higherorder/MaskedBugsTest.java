package org.boltzmann.higherorder;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.ColumnWeights;
import org.boltzmann.core.Gradient;
import org.boltzmann.core.Group;
import org.boltzmann.core.Initializer;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.ParameterValues;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.Term;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.unit.Bernoulli;
import org.boltzmann.core.unit.OneHot;
import org.boltzmann.testkit.Law;
import org.boltzmann.testkit.RandomMachines;
import org.boltzmann.testkit.TermLaws;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What can be wrong with a masked term is caught by a law of terms; what cannot be meant is refused. */
class MaskedBugsTest {

    private static final Group V = Group.of("v", new Bernoulli(), 3);
    private static final Group Z = Group.of("z", new OneHot(2), 6);
    private static final Group H = Group.of("h", new Bernoulli(), 4);
    private static final Masked RIGHT = Masked.between(V, Z, 1, H);

    /** A right term to plant a bug in. */
    private static class Planted implements Term {

        @Override
        public List<Group> groups() {
            return RIGHT.groups();
        }

        @Override
        public List<Parameter> parameters() {
            return RIGHT.parameters();
        }

        @Override
        public void addEnergy(ParameterValues theta, State x, double[] energy) {
            RIGHT.addEnergy(theta, x, energy);
        }

        @Override
        public void addField(ParameterValues theta, Group target, State x, Matrix field) {
            RIGHT.addField(theta, target, x, field);
        }

        @Override
        public void addGradient(ParameterValues theta, State x, ColumnWeights weights, Gradient gradient) {
            RIGHT.addGradient(theta, x, weights, gradient);
        }
    }

    private static DynamicTest caught(String bug, Law law, Term term) {
        return dynamicTest(
                bug + " is caught by " + law.name(),
                () -> assertThatThrownBy(() -> {
                            BoltzmannMachine machine =
                                    BoltzmannMachine.of(RIGHT).initialize(RandomKey.of(3), Map.of());
                            var random = RandomKey.of(5).generator();
                            float[] weights =
                                    machine.theta().of(RIGHT.weights()).data();
                            for (int i = 0; i < weights.length; i++) {
                                weights[i] = (random.nextInt(129) - 64) / 64f;
                            }
                            State x = RandomMachines.state(machine, 20, RandomKey.of(4));
                            TermLaws.checkAll(term, machine.theta(), x);
                        })
                        .isInstanceOf(AssertionError.class)
                        .hasMessageContaining(law.toString()));
    }

    @TestFactory
    Stream<DynamicTest> plantedBugs() {
        Masked other = new Masked(V, Z, 0, H, RIGHT.weights());
        return Stream.of(
                caught("a field of the other component", Law.FIELD_TIMES_STATE, new Planted() {
                    @Override
                    public void addField(ParameterValues theta, Group target, State x, Matrix field) {
                        (target.equals(Z) ? other : RIGHT).addField(theta, target, x, field);
                    }
                }),
                caught("a mask that lets all through to the hidden units", Law.FIELD_TIMES_STATE, new Planted() {
                    @Override
                    public void addField(ParameterValues theta, Group target, State x, Matrix field) {
                        Matrix open = Matrix.zeros(Z.size(), x.columns());
                        open.fill(1);
                        RIGHT.addField(theta, target, target.equals(H) ? x.with(Z, open) : x, field);
                    }
                }),
                caught("a field on the mask that forgets the visible units", Law.FIELD_TIMES_STATE, new Planted() {
                    @Override
                    public void addField(ParameterValues theta, Group target, State x, Matrix field) {
                        Matrix on = Matrix.zeros(V.size(), x.columns());
                        on.fill(1);
                        RIGHT.addField(theta, target, target.equals(Z) ? x.with(V, on) : x, field);
                    }
                }),
                caught("a gradient of the other component", Law.GRADIENT_DIFFERENCE, new Planted() {
                    @Override
                    public void addGradient(ParameterValues theta, State x, ColumnWeights weights, Gradient gradient) {
                        other.addGradient(theta, x, weights, gradient);
                    }
                }),
                caught("one switch, whose other side is 1 - z", Law.ZERO_GROUP, new Planted() {
                    @Override
                    public void addEnergy(ParameterValues theta, State x, double[] energy) {
                        Matrix flipped = x.of(Z).copy();
                        for (int i = 0; i < flipped.data().length; i++) {
                            flipped.data()[i] = 1 - flipped.data()[i];
                        }
                        RIGHT.addEnergy(theta, x.with(Z, flipped), energy);
                    }
                }),
                caught("a product kept from another state", Law.FIELD_TIMES_STATE, new Planted() {
                    private Matrix stale;

                    @Override
                    public void addField(ParameterValues theta, Group target, State x, Matrix field) {
                        if (stale == null) {
                            stale = Matrix.zeros(H.size(), x.columns());
                        }
                        RIGHT.addField(theta, target, target.equals(V) ? x.with(H, stale) : x, field);
                    }
                }));
    }

    @Test
    void whatDoesNotFitIsRefusedWithBothSidesNamed() {
        Group odd = Group.of("odd", new Bernoulli(), 7);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Masked.between(V, odd, 0, H))
                .withMessageContaining("mask odd has 7 units, which are no multiple of the 3 of v");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Masked.between(V, Z, 2, H))
                .withMessageContaining("component 2 of mask z does not exist; it has 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MaskedBias.on(V, Z, -1))
                .withMessageContaining("component -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Masked.between(V, Z, 0, Z))
                .withMessageContaining("touches a group twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MaskedBias.on(V, V, 0))
                .withMessageContaining("its own mask");
        Parameter small = Parameter.weights("w", Initializer.zero(), 3, 3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Masked(V, Z, 0, H, small))
                .withMessageContaining("w has shape [3, 3]");
    }
}
