package org.boltzmann.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.boltzmann.testkit.Law;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {

    @TempDir
    private static Path folder;

    static final String DEEP = """
            machine:
              name: deep
              groups:
                - {name: v, type: bernoulli, role: observed}
                - {name: y, type: one-hot, role: label}
                - {name: h1, type: bernoulli, size: 5}
                - {name: h2, type: spin, size: 40}
              terms:
                - {type: bias, groups: [v]}
                - {type: bias, groups: [y]}
                - {type: bias, groups: [h1]}
                - {type: bias, groups: [h2]}
                - {type: pairwise, groups: [v, h1]}
                - {type: pairwise, groups: [h1, h2]}
                - {type: three-way, groups: [v, h2, y]}
            """;

    private static Commands check(String yaml, Object... more) throws IOException {
        Path file = Files.writeString(folder.resolve("machine.yaml"), yaml);
        Object[] arguments = new Object[more.length + 4];
        System.arraycopy(new Object[] {"check", file, "--draws=1", "--chains=5000"}, 0, arguments, 0, 4);
        System.arraycopy(more, 0, arguments, 4, more.length);
        return Commands.run(arguments);
    }

    @Test
    void aRightMachineObeysEveryLawAndIsToldWhatIsExact() throws IOException {
        Commands run = check(DEEP);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .contains(
                        "every law holds",
                        "supposed v 784, y 10",
                        "v 3 for 784, y 1 x 3 for 1 x 10, h1 2 for 5, h2 3 for 40",
                        "holds   law 8",
                        "draws v, then y and h1, then h2",
                        "exact: pairwise(h1,h2) joins h1 and h2, so that the 32 states of h1 are enumerated",
                        "a free energy for each of the 10 states of y, 32 joint states of h1 enumerated, h2 summed out",
                        "by annealed importance sampling")
                .doesNotContain("BROKEN", "not tried");
    }

    @Test
    void sizesCanBeThoseOfADataSetAndTheResultJson() throws IOException {
        Commands run = check(
                DEEP.replaceAll("(?m)^.*(y, type|\\[y\\]|three-way).*\n", "").replaceFirst("size: 40}\n", "size: 4}\n"),
                "--data",
                "bars-and-stripes",
                "--json");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.json().get("holds")).isEqualTo(true);
        assertThat(run.json().get("supposed-sizes")).isNull();
        assertThat(run.json().get("sizes")).isEqualTo("v 4 for 16, h1 3 for 5, h2 2 for 4");
        Map<?, ?> exactness = (Map<?, ?>) run.json().get("exactness");
        assertThat(exactness.get("log-likelihood").toString()).startsWith("exact, by enumeration, 32 joint states");
        assertThat((List<?>) run.json().get("laws")).hasSizeGreaterThan(30);
    }

    @Test
    void aWrongTermOfSomebodyElsesIsNamedWithTheLawItBreaks() throws IOException {
        String wrong = DEEP.replace("{type: pairwise, groups: [v, h1]}", "{type: planted, groups: [v, h1]}");
        Commands run = check(wrong);
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCodes.REFUSED);
        assertThat(run.out())
                .contains(
                        "BROKEN  " + Law.GRADIENT_DIFFERENCE,
                        "by planted(v, h1): ",
                        "not tried: the machine as a whole",
                        "refused: planted(v, h1) broke a law")
                .doesNotContain("by pairwise", "by the machine");
        Commands json = check(wrong, "--json");
        assertThat(json.code()).isEqualTo(ExitCodes.REFUSED);
        assertThat(json.json().get("holds")).isEqualTo(false);
    }

    @Test
    void contextUnboundedUnitsAndGridsAreTriedToo() throws IOException {
        Commands run = check("""
                groups:
                  - {name: u, type: real, size: 20, role: context}
                  - {name: v, type: gaussian, options: {precision: learned}, size: 30, role: observed}
                  - {name: g, type: bernoulli, shape: [5, 5]}
                terms:
                  - {type: bias, groups: [v]}
                  - {type: factored, groups: [u, v, g], options: {factors: 64}}
                  - {type: lateral-edges, groups: [g], options: {edges: grid}}
                """);
        assertThat(run.code()).as(run.out()).isZero();
        assertThat(run.out())
                .contains(
                        "holds   law 6",
                        "g 4 for 25",
                        "factors 2 for 64",
                        "not tried: annealing",
                        "lateral(g) couples units of g",
                        "v; no term joins two of them")
                .doesNotContain("supposed");
    }

    @Test
    void aMachineTooLargeToListIsTriedTermByTerm() throws IOException {
        Commands run = check("""
                groups:
                  - {name: v, type: gaussian, size: 30}
                  - {name: a, type: gaussian, size: 30}
                  - {name: b, type: gaussian, size: 30}
                  - {name: h, type: bernoulli, size: 30}
                terms:
                  - {type: pairwise, groups: [v, h]}
                  - {type: pairwise, groups: [a, h]}
                  - {type: pairwise, groups: [b, h]}
                """);
        assertThat(run.code()).as(run.out()).isZero();
        assertThat(run.out())
                .contains("tried on its terms alone", "not tried: the machine as a whole", "holds   law 2");
    }

    @Test
    void whatIsNoMachineIsRefusedWithItsPlace() throws IOException {
        Commands run = check(DEEP.replace("type: spin", "type: spinn"));
        assertThat(run.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(run.err()).contains("machine.yaml:7", "did you mean spin?");
        assertThat(check("epochs: 3\n").code()).isEqualTo(ExitCodes.USAGE);
        assertThat(check(DEEP, "--seed", "2", "-D", "epochs=3").code()).isEqualTo(ExitCodes.USAGE);
        assertThat(Commands.run("check", folder.resolve("none.yaml")).code()).isEqualTo(ExitCodes.INPUT_OUTPUT);
    }

    @Test
    void aModelFileIsCheckedAsItsDeclarationWouldBe() {
        Path model = folder.resolve("m.safetensors");
        Commands.run("train", "--data=bars-and-stripes", "--epochs=1", "--seed=1", "-Dais.betas=2", "--out=" + model);
        Commands run = Commands.run("check", model, "--draws=1", "--chains=5000");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .contains(
                        "every law holds",
                        "v 4 for 16, h 3 for 100",
                        "exact: h is independent given v",
                        "exact, by enumeration, 2^16 joint states of v enumerated, h summed out");
    }
}
