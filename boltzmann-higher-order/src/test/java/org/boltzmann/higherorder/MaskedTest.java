package org.boltzmann.higherorder;

import java.util.List;
import org.boltzmann.core.Group;
import org.boltzmann.core.Term;
import org.boltzmann.core.unit.OneHot;
import org.boltzmann.testkit.TermContract;
import org.junit.jupiter.api.Nested;

/** Both masked terms obey the laws of terms, whatever the component and the number of components. */
class MaskedTest {

    /** A mask has as many units as its visible group wants, which is made first. */
    private abstract static class Contract extends TermContract {

        private final int components;
        private final int arity;
        private int visible;

        Contract(int components, int arity) {
            this.components = components;
            this.arity = arity;
        }

        @Override
        protected int arity() {
            return arity;
        }

        @Override
        protected Group group(String name, int size) {
            if (name.equals("g0")) {
                visible = size;
            }
            return name.equals("g1")
                    ? Group.of(name, new OneHot(components), components * visible)
                    : super.group(name, size);
        }
    }

    @Nested
    class FirstOfTwo extends Contract {
        FirstOfTwo() {
            super(2, 3);
        }

        @Override
        protected Term term(List<Group> groups) {
            return Masked.between(groups.get(0), groups.get(1), 0, groups.get(2));
        }
    }

    @Nested
    class LastOfThree extends Contract {
        LastOfThree() {
            super(3, 3);
        }

        @Override
        protected Term term(List<Group> groups) {
            return Masked.between(groups.get(0), groups.get(1), 2, groups.get(2));
        }
    }

    @Nested
    class BiasOfSecond extends Contract {
        BiasOfSecond() {
            super(2, 2);
        }

        @Override
        protected Term term(List<Group> groups) {
            return MaskedBias.on(groups.get(0), groups.get(1), 1);
        }
    }
}
