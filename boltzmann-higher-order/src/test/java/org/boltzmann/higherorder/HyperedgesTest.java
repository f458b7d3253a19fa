package org.boltzmann.higherorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.Term;
import org.boltzmann.core.TermType;
import org.boltzmann.core.io.MachineDeclaration;
import org.boltzmann.core.io.Vocabulary;
import org.boltzmann.core.term.Bias;
import org.boltzmann.core.term.TermTypes;
import org.boltzmann.core.unit.Bernoulli;
import org.boltzmann.core.unit.Gaussian;
import org.boltzmann.core.unit.OneHot;
import org.boltzmann.core.unit.Real;
import org.boltzmann.core.unit.UnitTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HyperedgesTest {

    private static final Group V = Group.of("v", new Bernoulli(), 4);
    private static final Group Y = Group.of("y", new OneHot(3), 3);
    private static final Vocabulary WORDS = new Vocabulary(
            UnitTypes.all(),
            java.util.stream.Stream.concat(TermTypes.all().stream(), java.util.stream.Stream.of(KWayType.get()))
                    .toList());

    @Test
    void allProductsTouchEveryGroupAndNoBlockTwice() {
        assertThat(Hyperedges.all(3, V)).hasToString("0-1-2,0-1-3,0-2-3,1-2-3");
        assertThat(Hyperedges.all(2, Group.of("v", new Bernoulli(), 2), Y)).hasToString("0/0,0/1,0/2,1/0,1/1,1/2");
        assertThat(Hyperedges.all(3, V, Y).size()).isEqualTo(6 * 3); // y has a single block
        assertThat(Hyperedges.all(2, Group.of("p", new OneHot(2), 4))).hasToString("0-2,0-3,1-2,1-3");
        assertThat(Hyperedges.all(3, Group.of("x", Gaussian.unitPrecision(), 2), V)
                        .size())
                .isEqualTo(2 * 6); // one of x at most
    }

    @Test
    void aWindowKeepsUnitsOfAPictureTogetherAndSingleGroupsGiveOneUnit() {
        Group picture = Group.of("v", new Bernoulli(), 9).withShape(3, 3);
        assertThat(Hyperedges.all(2, 2, List.of(), List.of(picture)).size()).isEqualTo(20); // neighbours of a king
        assertThat(Hyperedges.all(4, 2, List.of(), List.of(picture)).size()).isEqualTo(4);
        assertThat(Hyperedges.all(2, 3, List.of(), List.of(picture)).size()).isEqualTo(36);
        assertThat(Hyperedges.all(2, 2, List.of(), List.of(V)).size()).isEqualTo(6); // a line is no picture
        Group h = Group.of("h", new Bernoulli(), 3);
        assertThat(Hyperedges.all(3, 0, List.of(h), List.of(V, h)).size()).isEqualTo(6 * 3);
        assertThat(Hyperedges.all(3, V, h).size()).isEqualTo(6 * 3 + 4 * 3);
    }

    @Test
    void theTextIsReadAsItIsWritten() {
        for (String text : List.of("0-1-3/2", "3/0,0-1/2,2/1")) {
            assertThat(Hyperedges.parse(List.of(V, Y), text)).hasToString(text);
        }
        assertThat(Hyperedges.parse(List.of(V), " 0-1, 2 ")).hasToString("0-1,2");
    }

    @ParameterizedTest
    @CsvSource({
        "0-1, wanted are units of 2 groups",
        "0-1/2/1, wanted are units of 2 groups",
        "'', wanted are units",
        "a/0, wanted are units",
        "1-/0, wanted are units",
        "/0, wanted are units",
        "0-4/1, numbered from 0 to 3",
        "1-0/1, ascending",
        "1-1/1, ascending",
        "1/0-2, two units of one block",
        "'0/1,0/1', twice",
        "99999999999/0, wanted are units"
    })
    void edgesThatMakeNoSenseAreRefused(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Hyperedges.parse(List.of(V, Y), text))
                .withMessageContaining("k-way(v,y)")
                .withMessageContaining(message);
    }

    @Test
    void whatCannotBeCoupledIsRefused() {
        for (Group group : List.of(Group.of("x", Gaussian.unitPrecision(), 3), Group.of("x", new Real(), 3))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Hyperedges.parse(List.of(group), "0-1"))
                    .withMessageContaining("only bounded units");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Hyperedges.all(2, V, V))
                .withMessageContaining("each once");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Hyperedges.all(5, V))
                .withMessageContaining("no products");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Hyperedges.all(1, V, Y))
                .withMessageContaining("from 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Hyperedges.all(2, -1, List.of(), List.of(V)))
                .withMessageContaining("window");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Hyperedges.all(2, 0, List.of(Y), List.of(V)))
                .withMessageContaining("no groups [y");
    }

    /** A word of a stranger's file must cost neither memory nor time: this would take both for years. */
    @Test
    void moreProductsThanAnybodyMeansAreRefusedAtOnce() {
        Group picture = Group.of("v", new Bernoulli(), 784).withShape(28, 28);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Hyperedges.all(3, picture))
                .withMessageContaining("80,007,984")
                .withMessageContaining("window");
        Group large = Group.of("v", new Bernoulli(), 1_000_000).withShape(1000, 1000);
        assertThatIllegalArgumentException().isThrownBy(() -> Hyperedges.all(64, large));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Hyperedges.all(64, 1000, List.of(), List.of(large)))
                .withMessageContaining("too many");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Hyperedges.all(2, 1, List.of(), List.of(large)))
                .withMessageContaining("too many");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Hyperedges.all(1, Group.of("v", new Bernoulli(), 1 << 30)))
                .withMessageContaining("make them smaller");
    }

    @Test
    void declarationsComeBackAsTheyWere() {
        Group v = Group.of("v", new Bernoulli(), 6).withShape(2, 3);
        Group h = Group.of("h", new Bernoulli(), 3);
        BoltzmannMachine machine = BoltzmannMachine.of(
                Bias.on(v),
                KWay.all(2, v),
                KWay.of(Hyperedges.all(3, 2, List.of(h), List.of(v, h))),
                KWay.of(Hyperedges.parse(List.of(h, v), "0-2/1,1/3-4-5")));
        MachineDeclaration declared = WORDS.declare(machine);
        assertThat(declared.terms().stream().map(term -> term.options()))
                .containsExactly(
                        Map.of(),
                        Map.of("order", "2"),
                        Map.of("order", "3", "window", "2", "single", "h"),
                        Map.of("edges", "0-2/1,1/3-4-5"));
        BoltzmannMachine again = WORDS.machine(declared);
        assertThat(WORDS.declare(again)).isEqualTo(declared);
        for (int t = 1; t < machine.terms().size(); t++) {
            assertThat(((KWay) again.terms().get(t)).edges())
                    .hasToString(((KWay) machine.terms().get(t)).edges().toString());
        }
        assertThat(again.parameters().stream().map(parameter -> parameter.name()))
                .containsExactly("v.bias", "v.order-2.weights", "v-h.order-3.weights", "h-v.edges.weights");
    }

    private static Map<String, String> resized(Map<String, String> options, List<Group> groups, List<Group> others) {
        TermType type = KWayType.get();
        Map<String, String> resized = type.resize().resize(options, groups, others);
        Term term = type.own().apply(others, resized);
        assertThat(term.groups()).isEqualTo(others);
        return resized;
    }

    @Test
    void optionsSuitOtherSizes() {
        Group large = Group.of("v", new Bernoulli(), 100);
        List<Group> groups = List.of(large, Y);
        List<Group> others = List.of(V, Group.of("y", new OneHot(2), 2));
        assertThat(resized(Map.of("edges", "0-3/1,4-5/0,1-2/2,0-1/0"), groups, others))
                .isEqualTo(Map.of("edges", "0-3/1,0-1/0"));
        assertThat(resized(Map.of("edges", "50-51-60/2"), groups, others)).isEqualTo(Map.of("edges", "0-1-2/0"));
        assertThat(resized(Map.of("order", "7"), groups, others)).isEqualTo(Map.of("order", "5"));
        assertThat(resized(Map.of("order", "3", "single", "v"), List.of(large), List.of(V)))
                .isEqualTo(Map.of("order", "1", "single", "v"));
    }

    @ParameterizedTest
    @CsvSource({
        "order, x, whole number",
        "window, 2, needs one of two options",
        "edges, 0-9, numbered",
    })
    void optionsThatMakeNoSenseAreRefused(String option, String value, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KWayType.get().own().apply(List.of(V), Map.of(option, value)))
                .withMessageContaining(message);
    }

    @Test
    void edgesAndOrderExcludeEachOther() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KWayType.get().own().apply(List.of(V), Map.of("edges", "0-1", "order", "2")))
                .withMessageContaining("needs one of two options");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KWayType.get().own().apply(List.of(V), Map.of("edges", "0-1", "window", "2")))
                .withMessageContaining("leave them out");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KWayType.get().own().apply(List.of(V), Map.of("order", "2", "single", "z")))
                .withMessageContaining("names z");
    }
}
