package org.boltzmann.examples.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileTest {

    /** Classes on the stack, the innermost first. */
    @ParameterizedTest
    @CsvSource({
        "dev.ludovic.netlib.blas.JNIBLAS org.boltzmann.openblas.OpenBlasBackend org.boltzmann.core.term.Bias, products",
        "org.ojalgo.array.operation.AXPY org.boltzmann.core.linalg.OjAlgoBackend, products",
        "org.boltzmann.core.linalg.Passes org.boltzmann.core.term.Bias org.boltzmann.core.BoltzmannMachine, biases",
        "org.boltzmann.core.linalg.Functions org.boltzmann.core.unit.Spin, 'means, samples'",
        "org.boltzmann.core.linalg.Workers org.boltzmann.core.unit.Bernoulli, 'means, samples'",
        "java.util.SplittableRandom org.boltzmann.core.unit.Bernoulli, 'means, samples'",
        "org.boltzmann.core.train.UpdateRule$Classical org.boltzmann.core.train.Ascent, optimizer",
        "java.lang.System org.boltzmann.core.data.Presentation org.boltzmann.core.train.Trainer, data",
        "org.boltzmann.core.train.Trainer, other",
        "java.lang.Thread, other"
    })
    void aLookCountsForTheInnermostClassThatIsNoMerePass(String classes, String part) {
        StackTraceElement[] stack = Arrays.stream(classes.split(" "))
                .map(name -> new StackTraceElement(name, "method", "File.java", 1))
                .toArray(StackTraceElement[]::new);
        assertThat(Profile.part(stack)).isEqualTo(part);
    }
}
