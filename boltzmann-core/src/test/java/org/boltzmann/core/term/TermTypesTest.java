package org.boltzmann.core.term;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.boltzmann.core.Group;
import org.boltzmann.core.TermType;
import org.boltzmann.core.unit.Bernoulli;
import org.boltzmann.core.unit.OneHot;
import org.junit.jupiter.api.Test;

class TermTypesTest {

    private static final Group LARGE = Group.of("v", new Bernoulli(), 12);

    private static Map<String, String> resized(String type, Map<String, String> options, Group from, Group to) {
        TermType kind = TermTypes.all().stream()
                .filter(one -> one.name().equals(type))
                .findFirst()
                .orElseThrow();
        return kind.resize().resize(options, List.of(from), List.of(to));
    }

    private static String edges(String edges, Group from, Group to) {
        return resized("lateral-edges", Map.of("edges", edges), from, to).get("edges");
    }

    @Test
    void edgesAmongTheUnitsThatRemainAreKept() {
        Group small = Group.of("v", new Bernoulli(), 4);
        assertThat(edges("0-1,1-2,3-9, 2-3,8-9", LARGE, small)).isEqualTo("0-1,1-2,2-3");
        assertThat(edges("5-9", LARGE, small)).isEqualTo("0-1");
        assertThat(edges("grid", LARGE, small)).isEqualTo("grid");
        Group blocks = Group.of("v", new OneHot(3), 6);
        assertThat(edges("0-3,0-9", Group.of("v", new OneHot(3), 12), blocks)).isEqualTo("0-3");
        assertThat(edges("0-9", Group.of("v", new OneHot(3), 12), blocks)).isEqualTo("0-3");
    }

    @Test
    void factorsAreTwoOrOne() {
        assertThat(resized("factored", Map.of("factors", "200"), LARGE, LARGE)).isEqualTo(Map.of("factors", "2"));
        assertThat(resized("factored", Map.of("factors", "1"), LARGE, LARGE)).isEqualTo(Map.of("factors", "1"));
        assertThat(resized("bias", Map.of(), LARGE, LARGE)).isEmpty();
    }
}
