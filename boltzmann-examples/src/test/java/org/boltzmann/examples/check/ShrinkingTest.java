package org.boltzmann.examples.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.boltzmann.core.Group;
import org.boltzmann.core.io.Json;
import org.boltzmann.core.io.MachineDeclaration;
import org.boltzmann.core.io.Tree;
import org.boltzmann.core.io.Vocabulary;
import org.boltzmann.core.wiring.Contributions;
import org.junit.jupiter.api.Test;

class ShrinkingTest {

    private static final Vocabulary WORDS = Vocabulary.core();

    private static MachineDeclaration machine(String groups, String terms) {
        return MachineDeclaration.read(
                Tree.of("machine", Json.read("{\"groups\": [" + groups + "], \"terms\": [" + terms + "]}")));
    }

    private static String group(String name, String type, int size, String more) {
        return String.format("{\"name\": \"%s\", \"type\": \"%s\", \"size\": %d%s}", name, type, size, more);
    }

    private static String term(String type, String groups, String more) {
        return String.format("{\"type\": \"%s\", \"groups\": [%s]%s}", type, groups, more);
    }

    private static Optional<MachineDeclaration> small(String groups, String terms) {
        return Shrinking.of(machine(groups, terms), WORDS);
    }

    private static Map<String, Integer> sizes(MachineDeclaration machine) {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        machine.groups().forEach(group -> sizes.put(group.name(), group.size()));
        return sizes;
    }

    @Test
    void groupsBecomeSmallAndOfDifferentSizesAndKeepTypesRolesAndTerms() {
        MachineDeclaration real = machine(
                group("v", "bernoulli", 784, ", \"shape\": [28, 28], \"role\": \"observed\"") + ","
                        + group("h", "spin", 500, ""),
                term("bias", "\"v\"", "") + "," + term("pairwise", "\"v\", \"h\"", ""));
        MachineDeclaration small = Shrinking.of(real, WORDS).orElseThrow();
        assertThat(sizes(small)).isEqualTo(Map.of("v", 4, "h", 3));
        assertThat(small.terms()).isEqualTo(real.terms());
        assertThat(small.groups().get(0).role()).isEqualTo(real.groups().get(0).role());
        assertThat(WORDS.machine(small).group("v").shape()).containsExactly(4);
        assertThat(Shrinking.describe(real, small, WORDS)).isEqualTo("v 4 for 784, h 3 for 500");
    }

    @Test
    void aMachineThatIsSmallAlreadyStaysAsItIs() {
        assertThat(sizes(small(
                                group("v", "bernoulli", 2, "") + "," + group("h", "bernoulli", 1, ""),
                                term("pairwise", "\"v\", \"h\"", ""))
                        .orElseThrow()))
                .isEqualTo(Map.of("v", 2, "h", 1));
    }

    @Test
    void blocksStayBlocksOfFewerClassesAndFactorsAreTwo() {
        MachineDeclaration real = machine(
                group("v", "one-hot", 300, ", \"options\": {\"classes\": \"10\"}") + "," + group("y", "one-hot", 10, "")
                        + "," + group("h", "bernoulli", 100, ""),
                term("factored", "\"v\", \"y\", \"h\"", ", \"options\": {\"factors\": \"200\"}"));
        MachineDeclaration small = Shrinking.of(real, WORDS).orElseThrow();
        var machine = WORDS.machine(small);
        assertThat(machine.group("v").type().block()).isEqualTo(3);
        assertThat(machine.group("v").blocks()).isEqualTo(2);
        assertThat(machine.group("y").type().block()).isEqualTo(3);
        assertThat(machine.group("y").blocks()).isEqualTo(1);
        assertThat(Shrinking.describe(real, small, WORDS))
                .isEqualTo("v 2 x 3 for 30 x 10, y 1 x 3 for 1 x 10, h 2 for 100, factors 2 for 200");
    }

    @Test
    void declaredShapesAndFirstValuesOfParametersDoNotMatter() {
        MachineDeclaration real = MachineDeclaration.read(Tree.of(
                "machine",
                Json.read("{\"groups\": [" + group("v", "bernoulli", 9, "") + ","
                        + group("h", "bernoulli", 8, "") + "], \"parameters\": {\"W\": {\"shape\": [9, 8],"
                        + " \"decays\": true, \"initializer\": \"zero\", \"l2\": 0.1}}, \"terms\": ["
                        + term("pairwise", "\"v\", \"h\"", ", \"parameters\": [\"W\"]") + "]}")));
        assertThat(WORDS.machine(Shrinking.of(real, WORDS).orElseThrow())
                        .parameter("W")
                        .shape())
                .isEqualTo(List.of(4, 3));
    }

    @Test
    void groupsWhoseParametersAreTiedKeepEqualSizes() {
        String tied = ", \"parameters\": [\"W\"]";
        MachineDeclaration small = small(
                        group("a", "bernoulli", 50, "") + "," + group("b", "bernoulli", 40, "") + ","
                                + group("c", "bernoulli", 50, ""),
                        term("pairwise", "\"a\", \"b\"", tied) + "," + term("pairwise", "\"c\", \"b\"", tied))
                .orElseThrow();
        assertThat(sizes(small).get("a")).isEqualTo(sizes(small).get("c"));
        assertThat(sizes(small).get("b")).isNotEqualTo(sizes(small).get("a"));
    }

    @Test
    void edgesAmongTheUnitsThatRemainAreKept() {
        MachineDeclaration small = small(
                        group("v", "bernoulli", 40, ""),
                        term("lateral-edges", "\"v\"", ", \"options\": {\"edges\": \"1-2,30-31\"}"))
                .orElseThrow();
        assertThat(small.terms().get(0).options()).isEqualTo(Map.of("edges", "1-2"));
    }

    @Test
    void termsOfOtherModulesSayThemselvesWhatBecomesOfTheirOptions() {
        Vocabulary words = Contributions.catalog().vocabulary();
        MachineDeclaration real = machine(
                group("v", "bernoulli", 100, ", \"shape\": [10, 10]") + ","
                        + group("y", "one-hot", 10, ", \"options\": {\"classes\": \"10\"}"),
                term("k-way", "\"v\"", ", \"options\": {\"order\": \"3\", \"window\": \"3\"}") + ","
                        + term("k-way", "\"v\", \"y\"", ", \"options\": {\"edges\": \"0-1/2,0-50/1,60-70/9\"}"));
        MachineDeclaration small = Shrinking.of(real, words).orElseThrow();
        assertThat(small.terms().get(0).options()).isEqualTo(Map.of("order", "3", "window", "3"));
        assertThat(small.terms().get(1).options()).isEqualTo(Map.of("edges", "0-1/2"));
    }

    @Test
    void aGridStaysAGrid() {
        MachineDeclaration small = small(
                        group("v", "spin", 100, ", \"shape\": [10, 10]") + "," + group("h", "bernoulli", 9, ""),
                        term("lateral-edges", "\"v\"", ", \"options\": {\"edges\": \"grid\"}") + ","
                                + term("pairwise", "\"v\", \"h\"", ""))
                .orElseThrow();
        assertThat(WORDS.machine(small).parameters().get(0).length()).isEqualTo(4);
    }

    @Test
    void continuousUnitsAreTwoAtMostAndThenThereAreFewOthers() {
        MachineDeclaration small = small(
                        group("v", "gaussian", 784, ", \"options\": {\"precision\": \"learned\"}") + ","
                                + group("h", "bernoulli", 500, "") + ","
                                + group("u", "real", 30, ", \"role\": \"context\""),
                        term("pairwise", "\"v\", \"h\"", "") + "," + term("pairwise", "\"u\", \"h\"", ""))
                .orElseThrow();
        assertThat(sizes(small)).containsEntry("v", 2).containsEntry("u", 2);
        assertThat(sizes(small).get("h")).isBetween(2, 4);
        assertThat(small(
                        group("a", "gaussian", 5, "") + "," + group("b", "gaussian", 5, "") + ","
                                + group("c", "gaussian", 5, ""),
                        term("bias", "\"a\"", "") + "," + term("bias", "\"b\"", "") + "," + term("bias", "\"c\"", "")))
                .isEmpty();
    }

    @Test
    void manyGroupsHaveNoMoreStatesThanCanBeListed() {
        StringBuilder groups = new StringBuilder(group("g0", "one-hot", 50, ", \"options\": {\"classes\": \"5\"}"));
        StringBuilder terms = new StringBuilder(term("bias", "\"g0\"", ""));
        for (int g = 1; g < 7; g++) {
            groups.append(',').append(group("g" + g, "bernoulli", 100, ""));
            terms.append(',').append(term("pairwise", "\"g" + (g - 1) + "\", \"g" + g + "\"", ""));
        }
        double bits = 0;
        for (Group group : WORDS.machine(
                        small(groups.toString(), terms.toString()).orElseThrow())
                .groups()) {
            bits += group.blocks() * Math.log(group.type().states().size()) / Math.log(2);
        }
        assertThat(bits).isBetween(7.0, 10.0 + 1e-9);
    }
}
