package org.boltzmann.examples.wiring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.inject.Guice;
import com.google.inject.Inject;
import com.google.inject.Injector;
import com.google.inject.ProvisionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.configuration2.BaseConfiguration;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.train.Objective;
import org.boltzmann.core.train.Trainer;
import org.boltzmann.core.train.TrainingProgress;
import org.boltzmann.core.wiring.BoltzmannModule;
import org.boltzmann.core.wiring.SettingsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SwapTest {

    /** An application that knows nothing of variants. */
    static final class Application {

        private final BoltzmannMachine machine;
        private final Trainer trainer;
        private final Presentation data;
        private final Objective objective;

        @Inject
        Application(BoltzmannMachine machine, Trainer trainer, Presentation data, Objective objective) {
            this.machine = machine;
            this.trainer = trainer;
            this.data = data;
            this.objective = objective;
        }

        String run() {
            TrainingProgress progress = trainer.train(data, 3);
            return progress.epochsDone() + " epochs of " + machine.groups() + " by " + objective;
        }
    }

    private static final String SHARED = """
            data: bars-and-stripes
            seed: 5
            batch-size: 10
            model.hidden: 4
            negative-phase: cd
            ais.betas: 100
            compare.rbm.epochs: 3
            """;

    @TempDir
    private Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text, UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "rbm, 'v:bernoulli[16], h:bernoulli[4]'",
        "gaussian-rbm, 'v:gaussian[16], h:bernoulli[4]'",
        "spin-rbm, 'v:spin[16], h:spin[4]'"
    })
    void oneLineOfTheFileSwapsTheVariant(String variant, String groups) throws IOException {
        Injector injector = Guice.createInjector(
                BoltzmannModule.from(file(variant + ".yaml", SHARED + "variant: " + variant + "\n")));
        assertThat(injector.getInstance(Application.class).run())
                .isEqualTo("3 epochs of [" + groups + "] by maximum likelihood (exact, cd-1)");
    }

    @Test
    void everythingIsBoundOnce() throws IOException {
        Injector injector = Guice.createInjector(BoltzmannModule.from(file("a.yaml", SHARED)));
        assertThat(injector.getInstance(BoltzmannMachine.class)).isSameAs(injector.getInstance(BoltzmannMachine.class));
        assertThat(injector.getInstance(Trainer.class)).isSameAs(injector.getInstance(Trainer.class));
    }

    @Test
    void aMachineIsDeclaredWithoutJava() throws IOException {
        Path file = file("own.yaml", """
                data: bars-and-stripes
                seed: 1
                encoding: bernoulli
                machine:
                  name: two groups
                  groups:
                    - {name: pixels, type: bernoulli, role: observed}
                    - {name: few, type: bernoulli, size: 2}
                    - {name: many, type: spin, size: 5}
                  terms:
                    - {type: bias, groups: [pixels]}
                    - {type: pairwise, groups: [pixels, few]}
                    - {type: pairwise, groups: [pixels, many], parameters: [w]}
                  parameters:
                    w: {initializer: normal(0.5), l2: 0.1}
                """);
        Injector injector = Guice.createInjector(BoltzmannModule.from(file));
        assertThat(injector.getInstance(Application.class).run())
                .startsWith("3 epochs of [pixels:bernoulli[16], few:bernoulli[2], many:spin[5]]");
    }

    @Test
    void anApplicationsOwnConfigurationWillDo() {
        BaseConfiguration configuration = new BaseConfiguration();
        configuration.setProperty("data", "bars-and-stripes");
        configuration.setProperty("seed", 3);
        configuration.setProperty("variant", "spin-rbm");
        configuration.setProperty("model.hidden", 3);
        assertThat(Guice.createInjector(BoltzmannModule.from(configuration))
                        .getInstance(BoltzmannMachine.class)
                        .group("h")
                        .size())
                .isEqualTo(3);
    }

    @Test
    void whatIsWrongIsToldAtOnceWithItsPlaces() throws IOException {
        Path file = file("wrong.yaml", """
                data: bars-and-stripes
                variant: rmb
                epochs: many
                modle.hidden: 4
                """);
        assertThatExceptionOfType(ProvisionException.class)
                .isThrownBy(
                        () -> Guice.createInjector(BoltzmannModule.from(file)).getInstance(Trainer.class))
                .havingCause()
                .isInstanceOf(SettingsException.class)
                .satisfies(e -> assertThat(List.of(e.getMessage().split("\\R")))
                        .anySatisfy(
                                line -> assertThat(line).startsWith(file + ":2: variant is \"rmb\"; did you mean rbm?"))
                        .anySatisfy(line -> assertThat(line).startsWith(file + ":3: epochs is \"many\""))
                        .anySatisfy(line -> assertThat(line)
                                .isEqualTo(
                                        file + ":4: no setting is called modle.hidden; did you mean model.hidden?")));
    }
}
