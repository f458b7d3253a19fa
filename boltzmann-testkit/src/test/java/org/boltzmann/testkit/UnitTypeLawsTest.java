package org.boltzmann.testkit;

import org.boltzmann.core.UnitType;
import org.boltzmann.core.unit.Bernoulli;
import org.boltzmann.core.unit.Gaussian;
import org.boltzmann.core.unit.OneHot;
import org.boltzmann.core.unit.Spin;
import org.junit.jupiter.api.Nested;

/** Core's unit types obey the laws. */
class UnitTypeLawsTest {

    @Nested
    class BernoulliUnits extends UnitTypeContract {
        @Override
        protected UnitType type(String group, int blocks) {
            return new Bernoulli();
        }
    }

    @Nested
    class SpinUnits extends UnitTypeContract {
        @Override
        protected UnitType type(String group, int blocks) {
            return new Spin();
        }
    }

    @Nested
    class UnitPrecisionUnits extends UnitTypeContract {
        @Override
        protected UnitType type(String group, int blocks) {
            return Gaussian.unitPrecision();
        }
    }

    @Nested
    class LearnedPrecisionUnits extends UnitTypeContract {
        @Override
        protected UnitType type(String group, int blocks) {
            return Gaussian.learnedPrecision(group, blocks);
        }
    }

    @Nested
    class PottsUnits extends UnitTypeContract {
        @Override
        protected UnitType type(String group, int blocks) {
            return new OneHot(4);
        }
    }

    @Nested
    class TwoClassUnits extends UnitTypeContract {
        @Override
        protected UnitType type(String group, int blocks) {
            return new OneHot(2);
        }
    }
}
