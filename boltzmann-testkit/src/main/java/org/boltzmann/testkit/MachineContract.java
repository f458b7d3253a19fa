package org.boltzmann.testkit;

import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.RandomKey;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The laws of a machine that is small enough to enumerate. Extend it and name the machine. */
public abstract class MachineContract {

    /** For subclasses. */
    protected MachineContract() {}

    /**
     * The machine under test: at most about 10 finite units, and 2 continuous ones.
     *
     * @param key where its parameters come from, best multiples of 1/64
     * @return the machine
     */
    protected abstract BoltzmannMachine machine(RandomKey key);

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void machineObeysEveryLaw(int columns) {
        RandomKey key = RandomKey.of(columns);
        BoltzmannMachine machine = machine(key.at("machine"));
        MachineLaws.checkAll(machine, RandomMachines.state(machine, columns, key.at("state")));
    }
}
