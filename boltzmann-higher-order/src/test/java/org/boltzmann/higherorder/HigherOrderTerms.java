package org.boltzmann.higherorder;

import java.util.ArrayList;
import java.util.List;
import org.boltzmann.core.Group;
import org.boltzmann.core.Initializer;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.Term;
import org.boltzmann.testkit.TermFactory;

/** The terms of this module, for machines composed at random; a new one is a line in {@link #all}. */
final class HigherOrderTerms {

    private HigherOrderTerms() {}

    static List<TermFactory> all() {
        List<TermFactory> all = new ArrayList<>();
        all.add(products(1, 2));
        all.add(products(1, 3));
        all.add(products(2, 3));
        all.add(products(2, 4));
        all.add(products(3, 3));
        all.add(products(3, 4));
        all.add(new TermFactory(1, groups -> blocks(groups) > 2, HigherOrderTerms::chain));
        all.add(new TermFactory(2, groups -> mostUnits(groups.subList(0, 1)) > 1, HigherOrderTerms::switchedPairs));
        return all;
    }

    private static TermFactory products(int arity, int order) {
        return new TermFactory(
                arity, groups -> mostUnits(groups) >= order, groups -> KWay.all(order, groups.toArray(new Group[0])));
    }

    /** Units of different blocks that can meet in one product. */
    private static int mostUnits(List<Group> groups) {
        return groups.stream()
                .mapToInt(group -> Hyperedges.isAlone(group) ? 1 : group.blocks())
                .sum();
    }

    private static int blocks(List<Group> groups) {
        return mostUnits(groups.subList(0, 1));
    }

    /** Few edges of different orders, so that there are fewer colours than units. */
    private static Term chain(List<Group> groups) {
        int block = groups.get(0).type().block();
        int last = groups.get(0).blocks() - 1;
        List<int[][]> edges = new ArrayList<>();
        edges.add(new int[][] {{last * block}});
        for (int b = 0; b < last; b++) {
            edges.add(new int[][] {{b * block, (b + 2) * block - 1}});
        }
        return named(groups, edges, ".chain");
    }

    /** The first two blocks of one group, switched by each unit of another. */
    private static Term switchedPairs(List<Group> groups) {
        List<int[][]> edges = new ArrayList<>();
        for (int unit = groups.get(1).size() - 1; unit >= 0; unit--) {
            edges.add(new int[][] {{0, groups.get(0).type().block()}, {unit}});
        }
        return named(groups, edges, ".switched");
    }

    private static Term named(List<Group> groups, List<int[][]> edges, String name) {
        String own = String.join("-", groups.stream().map(Group::name).toList()) + name;
        return new KWay(Hyperedges.of(groups, edges), Parameter.weights(own, Initializer.zero(), edges.size()));
    }
}
