package org.boltzmann.testkit;

import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.RandomKey;
import org.junit.jupiter.api.Test;

/** The laws of a sampler on a machine that is small enough to enumerate. Extend it and name both. */
public abstract class StationarityContract {

    /** For subclasses. */
    protected StationarityContract() {}

    /**
     * The machine sampled: at most about 10 finite units, and 2 continuous ones; context is 0.
     *
     * @param key where its parameters come from
     * @return the machine
     */
    protected abstract BoltzmannMachine machine(RandomKey key);

    /**
     * The sampler under test; core's block Gibbs sampler unless overridden.
     *
     * @param machine the machine
     * @return one sweep of it
     */
    protected SamplingLaws.Sweep sampler(BoltzmannMachine machine) {
        return SamplingLaws.gibbs(machine);
    }

    @Test
    void samplerObeysEveryLaw() {
        RandomKey key = RandomKey.of(20260102);
        BoltzmannMachine machine = machine(key.at("machine"));
        SamplingLaws.checkAll(machine, sampler(machine), key.at("chains"));
    }
}
