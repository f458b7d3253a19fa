package org.boltzmann.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.boltzmann.core.wiring.Catalog;
import org.boltzmann.core.wiring.Contributions;
import org.boltzmann.core.wiring.Variant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VariantsCommandTest {

    private static final Catalog CATALOG = Contributions.catalog();

    static Iterable<String> names() {
        return CATALOG.variants().keySet();
    }

    @ParameterizedTest
    @MethodSource("names")
    void saysOfEachSettingWhatItIsAndWhatIsAllowed(String name) {
        Variant variant = CATALOG.variants().get(name);
        VariantDescription described = VariantDescription.of(variant, CATALOG, Optional.empty());
        assertThat(described.own().keySet())
                .containsExactlyInAnyOrderElementsOf(variant.settings().keySet());
        described.own().forEach((key, line) -> {
            assertThat(line.meaning()).as(key).isNotEmpty();
            assertThat(line.allowed()).as(key).isNotEmpty();
            assertThat(line.value().isEmpty()).as(key).isEqualTo(key.equals("pretrained"));
        });
        described.changed().forEach((key, line) -> {
            assertThat(line.value()).as(key).isEqualTo(variant.defaults().get(key));
            assertThat(line.meaning()).as(key).isNotEmpty();
        });
        assertThat(described.machine()).contains("bias(", " observed", "by the data");
        assertThat(variant.source().isEmpty()).isEqualTo(name.equals("spin-rbm"));
    }

    @Test
    void oneIsToldOf() {
        Commands run = Commands.run("variants", "rbm");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .contains(
                        "source: P. Smolensky",
                        "machine: v bernoulli by the data observed, h bernoulli 100; bias(v), bias(h), pairwise(v, h)",
                        "    model.hidden=100",
                        "        allowed: a whole number of at least 1",
                        "    batch-size=50")
                .doesNotContain("max-norm=");
        assertThat(Commands.run("variants", "rbm", "--all").out()).contains("    max-norm=0");
        assertThat(Commands.run("variants", "rnn-rbm").out())
                .contains("network elman(v, u)", "allowed: biases, low-rank, full", "pretrained, not set by default");
    }

    @Test
    void forDataSizesAreTheirs() {
        assertThat(Commands.run("variants", "rbm", "--data=bars-and-stripes").out())
                .contains("v bernoulli 16 observed");
    }

    @Test
    void forPrograms() {
        Map<?, ?> json = Commands.run("variants", "hybrid-rbm", "--json").json();
        assertThat(json.get("source")).asString().contains("JMLR 13, 2012");
        Map<?, ?> hidden = (Map<?, ?>) ((Map<?, ?>) json.get("settings")).get("model.hidden");
        assertThat(hidden.get("default")).isEqualTo("200");
        assertThat(hidden.get("allowed")).isEqualTo("a whole number of at least 1");
        assertThat(((Map<?, ?>) json.get("defaults")).get("objective.alpha"))
                .asString()
                .contains("default=0.01");
    }

    @Test
    void anUnknownNameIsToldWithTheNearest() {
        Commands run = Commands.run("variants", "hybird-rbm");
        assertThat(run.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(run.err()).contains("no variant is called hybird-rbm; did you mean hybrid-rbm?");
        assertThat(Commands.run("variants", "semi").err()).contains("did you mean semi-supervised-rbm?");
        assertThat(Commands.run("variants", "perceptron").err()).contains("known are ");
    }
}
