package org.boltzmann.testkit;

import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.RandomKey;
import org.junit.jupiter.api.Nested;

/** Core's machines of well-known kinds obey the laws. */
class TinyMachinesTest {

    @Nested
    class Rbm extends MachineContract {
        @Override
        protected BoltzmannMachine machine(RandomKey key) {
            return TinyMachines.rbm(key);
        }
    }

    @Nested
    class GaussianBernoulli extends MachineContract {
        @Override
        protected BoltzmannMachine machine(RandomKey key) {
            return TinyMachines.gaussianBernoulli(key);
        }
    }

    @Nested
    class Spins extends MachineContract {
        @Override
        protected BoltzmannMachine machine(RandomKey key) {
            return TinyMachines.spins(key);
        }
    }

    @Nested
    class Potts extends MachineContract {
        @Override
        protected BoltzmannMachine machine(RandomKey key) {
            return TinyMachines.potts(key);
        }
    }

    @Nested
    class ThirdOrder extends MachineContract {
        @Override
        protected BoltzmannMachine machine(RandomKey key) {
            return TinyMachines.thirdOrder(key);
        }
    }

    @Nested
    class Factored extends MachineContract {
        @Override
        protected BoltzmannMachine machine(RandomKey key) {
            return TinyMachines.factored(key);
        }
    }

    @Nested
    class Deep extends MachineContract {
        @Override
        protected BoltzmannMachine machine(RandomKey key) {
            return TinyMachines.deep(key);
        }
    }

    @Nested
    class Tied extends MachineContract {
        @Override
        protected BoltzmannMachine machine(RandomKey key) {
            return TinyMachines.tied(key);
        }
    }

    @Nested
    class WithContext extends MachineContract {
        @Override
        protected BoltzmannMachine machine(RandomKey key) {
            return TinyMachines.withContext(key);
        }
    }

    @Nested
    class General extends MachineContract {
        @Override
        protected BoltzmannMachine machine(RandomKey key) {
            return TinyMachines.general(key);
        }
    }

    @Nested
    class GridOfNeighbours extends MachineContract {
        @Override
        protected BoltzmannMachine machine(RandomKey key) {
            return TinyMachines.grid(key);
        }
    }

    @Nested
    class LateralPotts extends MachineContract {
        @Override
        protected BoltzmannMachine machine(RandomKey key) {
            return TinyMachines.lateralPotts(key);
        }
    }
}
