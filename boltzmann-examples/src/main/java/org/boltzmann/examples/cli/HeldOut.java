package org.boltzmann.examples.cli;

import java.util.Locale;
import java.util.Optional;
import org.boltzmann.core.Excerpt;
import org.boltzmann.core.data.DataOptions;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.wiring.DataSets;

/** What of the data is for training, what for testing, and which setting says so. */
final class HeldOut {

    private HeldOut() {}

    static String line(DataSets sets, String name, DataSet training, Optional<DataSet> test) {
        DataOptions options = sets.options();
        String tested =
                test.map(data -> String.format(Locale.ROOT, "%,d", data.size())).orElse("none");
        if (!options.test().isEmpty()) {
            return String.format(
                    Locale.ROOT,
                    "%,d rows for training, %s of %s for testing (data.test)",
                    training.size(),
                    tested,
                    Excerpt.of(options.test()));
        }
        boolean parts = sets.bringsParts(name);
        String measured = test.isEmpty() ? "; what is measured is measured on training data" : "";
        if (parts) {
            return String.format(
                    Locale.ROOT,
                    "%,d examples for training, %s for testing, as %s has them%s%s",
                    training.size(),
                    tested,
                    Excerpt.of(name),
                    options.testShare() == DataOptions.TEST_SHARE ? "" : " (data.test-share is of files without parts)",
                    measured);
        }
        return String.format(
                Locale.ROOT,
                "%,d of %,d rows for training, %s held out for testing (data.test-share=%s; --test FILE gives a file of its own)%s",
                training.size(),
                training.size() + test.map(DataSet::size).orElse(0),
                tested,
                number(options.testShare()),
                measured);
    }

    private static String number(double share) {
        return share == 0 ? "0" : Double.toString(share);
    }
}
