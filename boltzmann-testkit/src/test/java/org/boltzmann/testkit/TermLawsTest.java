package org.boltzmann.testkit;

import java.util.List;
import java.util.random.RandomGenerator;
import org.boltzmann.core.Group;
import org.boltzmann.core.Initializer;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.Term;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.term.Bias;
import org.boltzmann.core.term.Factored;
import org.boltzmann.core.term.Lateral;
import org.boltzmann.core.term.LateralEdges;
import org.boltzmann.core.term.Pairwise;
import org.boltzmann.core.term.ThreeWay;
import org.boltzmann.core.unit.OneHot;
import org.junit.jupiter.api.Nested;

/** Core's terms obey the laws. */
class TermLawsTest {

    @Nested
    class BiasTerm extends TermContract {
        @Override
        protected int arity() {
            return 1;
        }

        @Override
        protected Term term(List<Group> groups) {
            return Bias.on(groups.get(0));
        }
    }

    @Nested
    class PairwiseTerm extends TermContract {
        @Override
        protected int arity() {
            return 2;
        }

        @Override
        protected Term term(List<Group> groups) {
            return Pairwise.between(groups.get(0), groups.get(1));
        }
    }

    @Nested
    class ThreeWayTerm extends TermContract {
        @Override
        protected int arity() {
            return 3;
        }

        @Override
        protected Term term(List<Group> groups) {
            return ThreeWay.among(groups.get(0), groups.get(1), groups.get(2));
        }
    }

    /** One group holds blocks of units of which exactly one is on, so that classes are gathered and not multiplied. */
    private abstract static class OneHotContract extends TermContract {

        private final int place;
        private final int classes;
        private final int blocks;

        OneHotContract(int place, int classes, int blocks) {
            this.place = place;
            this.classes = classes;
            this.blocks = blocks;
        }

        @Override
        protected Group group(String name, int size) {
            return name.equals("g" + place)
                    ? Group.of(name, new OneHot(classes), classes * blocks)
                    : super.group(name, size);
        }

        @Override
        protected void fill(Group group, Matrix values, RandomGenerator random) {
            if (group.type().block() == 1) {
                super.fill(group, values, random);
                return;
            }
            values.fill(0);
            for (int j = 0; j < values.columns(); j++) {
                for (int b = 0; b < blocks; b++) {
                    values.set(b * classes + random.nextInt(classes), j, 1);
                }
            }
        }
    }

    private abstract static class OneHotThreeWay extends OneHotContract {

        OneHotThreeWay(int place, int classes, int blocks) {
            super(place, classes, blocks);
        }

        @Override
        protected int arity() {
            return 3;
        }

        @Override
        protected Term term(List<Group> groups) {
            return ThreeWay.among(groups.get(0), groups.get(1), groups.get(2));
        }
    }

    @Nested
    class ThreeWayTermWithALabelFirst extends OneHotThreeWay {
        ThreeWayTermWithALabelFirst() {
            super(0, 10, 1);
        }
    }

    @Nested
    class ThreeWayTermWithALabelSecond extends OneHotThreeWay {
        ThreeWayTermWithALabelSecond() {
            super(1, 10, 1);
        }
    }

    @Nested
    class ThreeWayTermWithALabelThird extends OneHotThreeWay {
        ThreeWayTermWithALabelThird() {
            super(2, 10, 1);
        }
    }

    @Nested
    class ThreeWayTermWithPottsUnits extends OneHotThreeWay {
        ThreeWayTermWithPottsUnits() {
            super(2, 4, 3);
        }
    }

    private abstract static class OneHotPairwise extends OneHotContract {

        OneHotPairwise(int place) {
            super(place, 70, 2);
        }

        @Override
        protected int arity() {
            return 2;
        }

        @Override
        protected Term term(List<Group> groups) {
            return Pairwise.between(groups.get(0), groups.get(1));
        }
    }

    @Nested
    class PairwiseTermWithManyClassesFirst extends OneHotPairwise {
        PairwiseTermWithManyClassesFirst() {
            super(0);
        }
    }

    @Nested
    class PairwiseTermWithManyClassesSecond extends OneHotPairwise {
        PairwiseTermWithManyClassesSecond() {
            super(1);
        }
    }

    @Nested
    class FactoredTermOfThreeGroups extends TermContract {
        @Override
        protected int arity() {
            return 3;
        }

        @Override
        protected Term term(List<Group> groups) {
            return Factored.among(3, groups.toArray(Group[]::new));
        }
    }

    @Nested
    class FactoredTermOfFourGroups extends TermContract {
        @Override
        protected int arity() {
            return 4;
        }

        @Override
        protected Term term(List<Group> groups) {
            return Factored.among(2, groups.toArray(Group[]::new));
        }
    }

    /** The filters of all three groups are one parameter, so that the energy is cubic in it. */
    @Nested
    class FactoredTermWithSharedFilters extends TermContract {
        @Override
        protected int arity() {
            return 3;
        }

        @Override
        protected Group group(String name, int size) {
            return super.group(name, 7);
        }

        @Override
        protected Term term(List<Group> groups) {
            Parameter shared = Parameter.weights("shared", Initializer.normal(0.01), 7, 3);
            return new Factored(groups, List.of(shared, shared, shared));
        }
    }

    /** Of at least two units, with which alone there is something to couple. */
    private abstract static class LateralContract extends TermContract {
        @Override
        protected int arity() {
            return 1;
        }

        @Override
        protected Group group(String name, int size) {
            return super.group(name, Math.max(2, size));
        }
    }

    @Nested
    class LateralTermOfAllPairs extends LateralContract {
        @Override
        protected Term term(List<Group> groups) {
            return Lateral.within(groups.get(0));
        }
    }

    /** More units than a square of the triangle that products are made of. */
    @Nested
    class LateralTermOfManyUnits extends LateralContract {
        @Override
        protected Group group(String name, int size) {
            return super.group(name, 130 + size);
        }

        @Override
        protected Term term(List<Group> groups) {
            return Lateral.within(groups.get(0));
        }
    }

    @Nested
    class LateralTermOfBlocks extends LateralContract {
        @Override
        protected Group group(String name, int size) {
            return Group.of(name, new OneHot(3), 3 * Math.max(2, size));
        }

        @Override
        protected Term term(List<Group> groups) {
            return Lateral.within(groups.get(0));
        }
    }

    @Nested
    class LateralTermOfNeighbours extends LateralContract {
        @Override
        protected Group group(String name, int size) {
            return super.group(name, 2 * size).withShape(2, size);
        }

        @Override
        protected Term term(List<Group> groups) {
            return Lateral.along(groups.get(0), LateralEdges.grid(groups.get(0)));
        }
    }
}
