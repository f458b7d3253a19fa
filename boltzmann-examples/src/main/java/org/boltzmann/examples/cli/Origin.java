package org.boltzmann.examples.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.boltzmann.core.data.DataSet;

/** Where a model came from: what its file remembers so that it can be made again; nothing of threads, host, time or path. */
final class Origin {

    static final String VERSION = "version";
    static final String SEED = "seed";
    static final String DATA = "data";

    private Origin() {}

    static Map<String, String> of(long seed, String data, DataSet all, Optional<DataSet> validation) {
        Map<String, String> provenance = new LinkedHashMap<>();
        provenance.put(VERSION, BoltzmannCommand.Version.name());
        provenance.put(SEED, Long.toString(seed));
        provenance.put(DATA, data);
        provenance.put("data.sha256", all.sha256());
        provenance.put("data.examples", Integer.toString(all.size()));
        validation.ifPresent(watched -> provenance.put("data.validation.sha256", watched.sha256()));
        provenance.putAll(Computing.provenance());
        return provenance;
    }
}
