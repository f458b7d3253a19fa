package org.boltzmann.examples.cli;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.boltzmann.core.wiring.Settings;
import picocli.CommandLine.Option;

/** Which seeds a comparison is held with: from 1 or a given one on, or listed. */
final class SeedOptions {

    private static final int MOST_SEEDS = 1000;
    private static final int SEEDS = 3;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description = "Number of seeds: 1 to N, or from --seed on if that is given (default: 3).")
    private Integer count;

    @Option(names = "--seed-list", paramLabel = "SEED", split = ",", description = "The seeds themselves, as in 3,7.")
    private List<Long> listed = List.of();

    /** The seeds that the options and settings name; problems with them are noted. */
    List<Long> read(Settings settings, CommonOptions common) {
        if (count != null && (count < 1 || count > MOST_SEEDS)) {
            settings.problem("--seeds is " + count + "; allowed is a whole number from 1 to " + MOST_SEEDS);
            return List.of(1L);
        }
        settings.allow(Set.of(Task.SEEDS));
        boolean begun = settings.find("seed").isPresent();
        if (listed.isEmpty()) {
            long first = begun ? common.seed(settings) : 1;
            if (first > Long.MAX_VALUE - MOST_SEEDS) {
                settings.problem("seed is " + first + ", after which there are too few numbers; give a smaller one");
                return List.of(1L);
            }
            int told = settings.count(Task.SEEDS, SEEDS, 1);
            return LongStream.range(first, first + Math.min(MOST_SEEDS, count == null ? told : count))
                    .boxed()
                    .toList();
        }
        if (count != null || common.isSeedGiven()) {
            settings.problem("--seed-list names the seeds; leave out --seed and --seeds");
        }
        Set<Long> once = new LinkedHashSet<>(listed);
        if (once.size() < listed.size()) {
            settings.problem("--seed-list names a seed twice: " + listed);
        }
        return List.copyOf(once);
    }
}
