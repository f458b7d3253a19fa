package org.boltzmann.testkit;

import java.util.List;
import org.boltzmann.core.Group;
import org.boltzmann.core.Initializer;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.Term;
import org.boltzmann.core.term.Bias;
import org.boltzmann.core.term.Factored;
import org.boltzmann.core.term.Pairwise;
import org.boltzmann.core.term.ThreeWay;
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
}
