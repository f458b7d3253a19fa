package org.boltzmann.discriminative;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Gradient;
import org.boltzmann.core.Group;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.linalg.Kernels;
import org.boltzmann.core.linalg.Partition;
import org.boltzmann.core.linalg.Workers;
import org.boltzmann.core.train.Objective;
import org.boltzmann.core.unit.Bernoulli;
import org.boltzmann.core.unit.OneHot;
import org.boltzmann.core.unit.Spin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A step on 1, 2 or 4 threads gives the same bits, however the work is cut. */
class DiscriminativeThreadsTest {

    private static final RandomKey KEY = RandomKey.of(8);

    private final int threads = Workers.shared().threads();
    private final Kernels kernels = Kernels.get();

    @AfterEach
    void asBefore() {
        Workers.useThreads(threads);
        Kernels.use(kernels.backend(), kernels.partition());
    }

    private interface Learning {
        Objective of(BoltzmannMachine machine, List<Group> given, Group label);
    }

    private static void assertSameBits(BoltzmannMachine machine, int columns, boolean labelled, Learning learning) {
        machine.initialize(KEY, Map.of());
        Group v = machine.group("v");
        Group y = machine.group("y");
        RandomGenerator random = KEY.generator();
        State x = machine.newState(columns).clamp(v);
        for (int j = 0; j < columns; j++) {
            for (int i = 0; i < v.size(); i++) {
                x.of(v).set(i, j, random.nextInt(2));
            }
            x.of(y).set(random.nextInt(y.size()), j, 1);
        }
        if (labelled) {
            x.clamp(y);
        }
        Objective objective = learning.of(machine, List.of(v), y);
        Gradient[] gradients = new Gradient[3];
        for (int n = 0; n < gradients.length; n++) {
            Workers.useThreads(1 << n);
            gradients[n] = machine.newGradient();
            objective.addGradient(x, 1, KEY, gradients[n]);
        }
        machine.parameters().forEach(parameter -> {
            float[] expected = gradients[0].of(parameter).data();
            for (int n = 1; n < gradients.length; n++) {
                assertThat(gradients[n].of(parameter).data())
                        .as("%s on %d threads", parameter, 1 << n)
                        .isEqualTo(expected);
            }
        });
    }

    private static void assertSameBitsOfAll(BoltzmannMachine machine, int columns) {
        assertSameBits(machine, columns, true, ConditionalLikelihood::of);
        assertSameBits(
                machine,
                columns,
                true,
                (any, given, label) ->
                        ConditionalLikelihood.of(any, given, label).withDropout(0.5));
    }

    @Test
    void aStepOfAClassificationMachineGivesTheSameBits() {
        assertSameBitsOfAll(ClassRbms.bernoulli(784, 10, 500), 100);
        assertSameBitsOfAll(ClassRbms.bernoulli(20, 3, 33), 7);
        assertSameBitsOfAll(ClassRbms.bernoulli(30, 2, 300), 450);
        Kernels.use(kernels.backend(), new Partition(5));
        assertSameBitsOfAll(ClassRbms.bernoulli(50, 3, 2100), 9);
    }

    @Test
    void aStepOfOtherHiddenUnitsGivesTheSameBits() {
        assertSameBitsOfAll(
                ClassRbms.of(
                        Group.of("v", new Bernoulli(), 150),
                        Group.of("y", new OneHot(10), 10),
                        Group.of("h", new Spin(), 200)),
                60);
    }

    @Test
    void aStepOnExamplesWithoutLabelsGivesTheSameBits() {
        assertSameBits(
                ClassRbms.bernoulli(150, 10, 300),
                60,
                false,
                (machine, given, label) -> UnknownLabelPhase.drawn(machine, given, label)::addGradient);
    }
}
