package org.boltzmann.examples.programs;

import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.RandomKey;
import org.boltzmann.testkit.MachineContract;

class SemiRestrictedMachineContractTest extends MachineContract {

    @Override
    protected BoltzmannMachine machine(RandomKey key) {
        BoltzmannMachine machine = SemiRestrictedMachine.of(4, 3);
        var random = key.generator();
        machine.parameters().forEach(parameter -> {
            float[] values = machine.theta().of(parameter).data();
            for (int i = 0; i < values.length; i++) {
                values[i] = (random.nextInt(129) - 64) / 64f;
            }
        });
        return machine;
    }
}
