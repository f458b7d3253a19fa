package org.boltzmann.higherorder;

import java.util.ArrayList;
import java.util.List;
import org.boltzmann.core.Group;
import org.boltzmann.core.Term;
import org.boltzmann.core.unit.Bernoulli;
import org.boltzmann.core.unit.OneHot;
import org.boltzmann.testkit.TermContract;
import org.junit.jupiter.api.Nested;

/** The laws of a term, for all products of an order and for some, within groups and between them. */
class KWayContractTest {

    private static Group blocks(String name, int size) {
        return Group.of(name, new OneHot(3), 3 * size);
    }

    @Nested
    class WithinOneGroup extends TermContract {

        @Override
        protected int arity() {
            return 1;
        }

        @Override
        protected Term term(List<Group> groups) {
            return KWay.all(Math.min(3, groups.get(0).size()), groups.get(0));
        }
    }

    @Nested
    class OfUnitsAlone extends TermContract {

        @Override
        protected int arity() {
            return 1;
        }

        @Override
        protected Term term(List<Group> groups) {
            return KWay.all(1, groups.get(0));
        }
    }

    @Nested
    class SomeEdgesOfManyOrders extends TermContract {

        @Override
        protected int arity() {
            return 1;
        }

        @Override
        protected Group group(String name, int size) {
            return Group.of(name, new Bernoulli(), size + 4);
        }

        /** In no order, so that little is shared, and coupling less than all. */
        @Override
        protected Term term(List<Group> groups) {
            int n = groups.get(0).size();
            List<int[][]> edges = new ArrayList<>();
            for (int i = n - 4; i >= 0; i -= 3) {
                edges.add(new int[][] {{i, i + 1, i + 2, i + 3}});
                edges.add(new int[][] {{i, i + 2}});
                edges.add(new int[][] {{i + 1}});
            }
            return KWay.of(Hyperedges.of(groups, edges));
        }
    }

    @Nested
    class WithinAPictureAndWithALabel extends TermContract {

        @Override
        protected int arity() {
            return 2;
        }

        @Override
        protected Group group(String name, int size) {
            return name.equals("g0") ? Group.of(name, new Bernoulli(), 3 * size).withShape(3, size) : blocks(name, 1);
        }

        @Override
        protected Term term(List<Group> groups) {
            return KWay.of(Hyperedges.all(3, 2, List.of(), groups));
        }
    }

    @Nested
    class BlocksInBothGroups extends TermContract {

        @Override
        protected int arity() {
            return 2;
        }

        @Override
        protected Group group(String name, int size) {
            return blocks(name, Math.min(size, 7));
        }

        @Override
        protected Term term(List<Group> groups) {
            return KWay.all(Math.min(3, groups.get(0).blocks() + groups.get(1).blocks()), groups.toArray(new Group[0]));
        }
    }

    @Nested
    class OfThreeGroups extends TermContract {

        @Override
        protected int arity() {
            return 3;
        }

        @Override
        protected Group group(String name, int size) {
            return Group.of(name, new Bernoulli(), Math.min(size, 9));
        }

        @Override
        protected Term term(List<Group> groups) {
            int units = groups.stream().mapToInt(Group::size).sum();
            return KWay.all(Math.min(4, units), groups.toArray(new Group[0]));
        }
    }
}
