package org.boltzmann.testkit;

import org.boltzmann.core.linalg.Backend;
import org.boltzmann.core.linalg.Backends;

class OjAlgoBackendTest extends BackendContract {

    @Override
    protected Backend backend() {
        return Backends.choose("ojalgo").backend();
    }
}
