package org.boltzmann.openblas;

import org.boltzmann.core.linalg.Backend;
import org.boltzmann.core.linalg.Backends;
import org.boltzmann.testkit.BackendContract;

class OpenBlasBackendTest extends BackendContract {

    @Override
    protected Backend backend() {
        return Backends.choose("openblas").backend();
    }
}
