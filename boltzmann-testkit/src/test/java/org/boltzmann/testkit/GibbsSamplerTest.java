package org.boltzmann.testkit;

import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.RandomKey;
import org.junit.jupiter.api.Nested;

/** Core's sampler obeys the laws on machines of well-known kinds. */
class GibbsSamplerTest {

    @Nested
    class Rbm extends StationarityContract {
        @Override
        protected BoltzmannMachine machine(RandomKey key) {
            return TinyMachines.rbm(key);
        }
    }

    @Nested
    class GaussianBernoulli extends StationarityContract {
        @Override
        protected BoltzmannMachine machine(RandomKey key) {
            return TinyMachines.gaussianBernoulli(key);
        }
    }

    @Nested
    class Spins extends StationarityContract {
        @Override
        protected BoltzmannMachine machine(RandomKey key) {
            return TinyMachines.spins(key);
        }
    }

    @Nested
    class Potts extends StationarityContract {
        @Override
        protected BoltzmannMachine machine(RandomKey key) {
            return TinyMachines.potts(key);
        }
    }

    @Nested
    class ThirdOrder extends StationarityContract {
        @Override
        protected BoltzmannMachine machine(RandomKey key) {
            return TinyMachines.thirdOrder(key);
        }
    }

    @Nested
    class Factored extends StationarityContract {
        @Override
        protected BoltzmannMachine machine(RandomKey key) {
            return TinyMachines.factored(key);
        }
    }

    @Nested
    class Deep extends StationarityContract {
        @Override
        protected BoltzmannMachine machine(RandomKey key) {
            return TinyMachines.deep(key);
        }
    }

    @Nested
    class Tied extends StationarityContract {
        @Override
        protected BoltzmannMachine machine(RandomKey key) {
            return TinyMachines.tied(key);
        }
    }

    @Nested
    class WithContext extends StationarityContract {
        @Override
        protected BoltzmannMachine machine(RandomKey key) {
            return TinyMachines.withContext(key);
        }
    }

    @Nested
    class General extends StationarityContract {
        @Override
        protected BoltzmannMachine machine(RandomKey key) {
            return TinyMachines.general(key);
        }
    }

    @Nested
    class GridOfNeighbours extends StationarityContract {
        @Override
        protected BoltzmannMachine machine(RandomKey key) {
            return TinyMachines.grid(key);
        }
    }

    @Nested
    class LateralPotts extends StationarityContract {
        @Override
        protected BoltzmannMachine machine(RandomKey key) {
            return TinyMachines.lateralPotts(key);
        }
    }
}
