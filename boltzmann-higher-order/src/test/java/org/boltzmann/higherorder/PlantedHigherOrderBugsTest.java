package org.boltzmann.higherorder;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.stream.Stream;
import org.boltzmann.core.ColumnWeights;
import org.boltzmann.core.Coupling;
import org.boltzmann.core.Gradient;
import org.boltzmann.core.Group;
import org.boltzmann.core.LateralTerm;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.ParameterValues;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.unit.Bernoulli;
import org.boltzmann.core.unit.OneHot;
import org.boltzmann.testkit.Law;
import org.boltzmann.testkit.TermLaws;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A wrong interaction of k-th order is caught, by the law it breaks. */
class PlantedHigherOrderBugsTest {

    private static final Group V = Group.of("v", new Bernoulli(), 5);
    private static final Group Y = Group.of("y", new OneHot(2), 2);

    /** A right term to plant a bug in, by overriding one method. */
    private static class Planted implements LateralTerm {

        final KWay right = KWay.all(4, V, Y);

        @Override
        public List<Group> groups() {
            return right.groups();
        }

        @Override
        public List<Parameter> parameters() {
            return right.parameters();
        }

        @Override
        public Coupling coupling(Group group) {
            return right.coupling(group);
        }

        @Override
        public void addEnergy(ParameterValues theta, State x, double[] energy) {
            right.addEnergy(theta, x, energy);
        }

        @Override
        public void addField(ParameterValues theta, Group target, State x, Matrix field) {
            right.addField(theta, target, x, field);
        }

        @Override
        public void addFieldChange(ParameterValues theta, Group target, State x, Matrix change, Matrix field) {
            right.addFieldChange(theta, target, x, change, field);
        }

        @Override
        public void addGradient(ParameterValues theta, State x, ColumnWeights weights, Gradient gradient) {
            right.addGradient(theta, x, weights, gradient);
        }
    }

    private static DynamicTest caught(String bug, Law law, LateralTerm term) {
        return dynamicTest(
                bug + " is caught by " + law.name(),
                () -> assertThatThrownBy(() -> {
                            var random = RandomKey.of(5).generator();
                            ParameterValues theta = ParameterValues.zeros(term.parameters());
                            Multiples.fill(theta, random);
                            State x = State.zeros(term.groups(), 7);
                            term.groups().forEach(group -> Multiples.fill(x.of(group), random));
                            TermLaws.checkAll(term, theta, x);
                        })
                        .isInstanceOf(AssertionError.class)
                        .hasMessageContaining(law.toString()));
    }

    /** A state in which the last unit of v is 1, as if products forgot it. */
    private static State forgetting(State x) {
        Matrix values = x.of(V).copy();
        values.rows(V.size() - 1, V.size()).fill(1);
        return x.with(V, values);
    }

    @TestFactory
    Stream<DynamicTest> wrongInteractions() {
        return Stream.of(
                caught("a product that is one too short in the field", Law.FIELD_TIMES_STATE, new Planted() {
                    @Override
                    public void addField(ParameterValues theta, Group target, State x, Matrix field) {
                        right.addField(theta, target, target.equals(V) ? x : forgetting(x), field);
                    }
                }),
                caught("a product that is one too short in the gradient", Law.GRADIENT_DIFFERENCE, new Planted() {
                    @Override
                    public void addGradient(ParameterValues theta, State x, ColumnWeights w, Gradient gradient) {
                        right.addGradient(theta, forgetting(x), w, gradient);
                    }
                }),
                caught("a product counted for each of its units", Law.FIELD_TIMES_STATE, new Planted() {
                    @Override
                    public void addEnergy(ParameterValues theta, State x, double[] energy) {
                        for (int times = 0; times < 4; times++) {
                            right.addEnergy(theta, x, energy);
                        }
                    }
                }),
                caught("a weight that is that of the next product", Law.FIELD_TIMES_STATE, new Planted() {
                    @Override
                    public void addField(ParameterValues theta, Group target, State x, Matrix field) {
                        ParameterValues moved = theta.copy();
                        Matrix from = theta.of(right.weights());
                        for (int e = 0; e < from.rows(); e++) {
                            moved.of(right.weights()).set(e, 0, from.get((e + 1) % from.rows(), 0));
                        }
                        right.addField(moved, target, x, field);
                    }
                }),
                caught("a unit's own value in its field", Law.OWN_VALUES, new Planted() {
                    @Override
                    public void addField(ParameterValues theta, Group target, State x, Matrix field) {
                        Matrix part = Matrix.zeros(field.rows(), field.columns());
                        right.addField(theta, target, x, part);
                        for (int j = 0; j < part.columns(); j++) {
                            for (int i = 0; i < part.rows(); i++) {
                                field.set(
                                        i,
                                        j,
                                        field.get(i, j)
                                                + part.get(i, j) * x.of(target).get(i, j));
                            }
                        }
                    }
                }),
                caught("coupling of the first two of each product alone", Law.COUPLING, new Planted() {
                    @Override
                    public Coupling coupling(Group group) {
                        return group.equals(V) ? Coupling.within(List.of(new int[] {0, 1})) : Coupling.none();
                    }
                }),
                caught("units that change together, each told as if alone", Law.FIELD_CHANGE, new Planted() {
                    @Override
                    public void addFieldChange(
                            ParameterValues theta, Group target, State x, Matrix change, Matrix field) {
                        for (int i = 0; i < change.rows(); i++) {
                            right.addFieldChange(theta, target, x, change.rows(i, i + 1), field);
                        }
                    }
                }),
                caught("a change that other columns see", Law.FIELD_CHANGE, new Planted() {
                    @Override
                    public void addFieldChange(
                            ParameterValues theta, Group target, State x, Matrix change, Matrix field) {
                        State first = State.zeros(right.groups(), field.columns());
                        right.groups()
                                .forEach(
                                        group -> first.of(group).set(x.of(group).columns(0, field.columns())));
                        Matrix moved = Matrix.zeros(V.size(), field.columns());
                        moved.rows(change.firstRow(), change.firstRow() + change.rows())
                                .set(change);
                        right.addFieldChange(
                                theta,
                                target,
                                first,
                                moved.rows(change.firstRow(), change.firstRow() + change.rows()),
                                field);
                    }
                }));
    }
}
