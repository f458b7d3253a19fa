package org.boltzmann.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.ColumnWeights;
import org.boltzmann.core.Gradient;
import org.boltzmann.core.Group;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.ParameterValues;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.Term;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.term.Bias;
import org.boltzmann.core.term.Pairwise;
import org.boltzmann.core.unit.Bernoulli;
import org.boltzmann.core.unit.OneHot;
import org.junit.jupiter.api.Test;

class AuditTest {

    private static final RandomKey KEY = RandomKey.of(17);

    private static final Group V = Group.of("v", new Bernoulli(), 4);
    private static final Group H = Group.of("h", new Bernoulli(), 3);

    @Test
    void rightTermsTypesAndMachinesObeyEveryLaw() {
        for (BoltzmannMachine machine :
                List.of(TinyMachines.rbm(KEY), TinyMachines.withContext(KEY), TinyMachines.general(KEY))) {
            Audit audit = new Audit();
            machine.terms().forEach(term -> audit.term(term.toString(), term, 3, KEY));
            Audit.fill(machine, KEY);
            audit.machine("machine", machine, KEY);
            audit.sampler("machine", machine, 5000, KEY);
            if (machine.groups().stream().noneMatch(group -> group.type().isContext())) {
                audit.annealing("machine", machine, KEY);
            }
            audit.unitType("one-hot", Group.of("y", new OneHot(3), 6), KEY);
            assertThat(audit.verdicts()).allMatch(Verdict::holds).hasSizeGreaterThan(25);
            assertThat(audit.holds()).isTrue();
        }
    }

    @Test
    void allLawsThatAWrongTermBreaksAreNamedAndNoOthers() {
        Audit audit = new Audit();
        audit.term("right", Bias.on(V), 3, KEY);
        audit.term("wrong", new Wrong(Pairwise.between(V, H), false), 3, KEY);
        assertThat(audit.holds()).isFalse();
        List<Verdict> broken =
                audit.verdicts().stream().filter(verdict -> !verdict.holds()).toList();
        assertThat(broken).extracting(Verdict::subject).containsOnly("wrong");
        assertThat(broken)
                .extracting(Verdict::law)
                .containsExactlyInAnyOrder(Law.FIELD_TIMES_STATE, Law.FIELD_DIFFERENCE);
        assertThat(broken.get(0).failure().orElseThrow())
                .startsWith("wrong[v,h], group ")
                .contains("expected");
    }

    @Test
    void aTermThatThrowsBreaksTheLawThatWasTried() {
        Audit audit = new Audit();
        audit.term("throws", new Wrong(Pairwise.between(V, H), true), 3, KEY);
        assertThat(audit.verdicts())
                .filteredOn(verdict -> verdict.law() == Law.FIELD_DIFFERENCE)
                .allMatch(verdict ->
                        verdict.failure().orElse("").equals("threw java.lang.IllegalStateException: no field today"));
    }

    /** Its field has the wrong sign, or there is none. */
    private record Wrong(Pairwise right, boolean isThrowing) implements Term {

        @Override
        public List<Group> groups() {
            return right.groups();
        }

        @Override
        public List<Parameter> parameters() {
            return right.parameters();
        }

        @Override
        public void addEnergy(ParameterValues theta, State x, double[] energy) {
            right.addEnergy(theta, x, energy);
        }

        @Override
        public void addField(ParameterValues theta, Group target, State x, Matrix field) {
            if (isThrowing) {
                throw new IllegalStateException("no field today");
            }
            Matrix own = Matrix.zeros(field.rows(), field.columns());
            right.addField(theta, target, x, own);
            for (int j = 0; j < field.columns(); j++) {
                for (int i = 0; i < field.rows(); i++) {
                    field.set(i, j, field.get(i, j) - own.get(i, j));
                }
            }
        }

        @Override
        public void addGradient(ParameterValues theta, State x, ColumnWeights weights, Gradient gradient) {
            right.addGradient(theta, x, weights, gradient);
        }

        @Override
        public String toString() {
            return "wrong[v,h]";
        }
    }
}
