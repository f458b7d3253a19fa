package org.boltzmann.examples.programs;

import java.util.List;
import org.boltzmann.core.Group;
import org.boltzmann.core.Term;
import org.boltzmann.testkit.TermContract;

class CirculantContractTest extends TermContract {

    @Override
    protected int arity() {
        return 2;
    }

    @Override
    protected Term term(List<Group> groups) {
        return Circulant.between(groups.get(0), groups.get(1));
    }
}
