package org.boltzmann.examples.programs;

import org.boltzmann.core.UnitType;
import org.boltzmann.testkit.UnitTypeContract;

class BinomialContractTest extends UnitTypeContract {

    @Override
    protected UnitType type(String group, int blocks) {
        return new Binomial(3);
    }
}
