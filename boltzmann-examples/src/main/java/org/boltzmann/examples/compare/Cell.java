package org.boltzmann.examples.compare;

import java.util.LinkedHashMap;
import java.util.Map;

/** What came out of one variant with one seed. */
public sealed interface Cell {

    /**
     * The seed of all that is random.
     *
     * @return the seed
     */
    long seed();

    /**
     * What became of it, in a word.
     *
     * @return {@code done}, {@code failed} or {@code skipped}
     */
    String status();

    /**
     * Why there are no figures, or not all.
     *
     * @return a line; empty if nothing is missing
     */
    String reason();

    /**
     * A machine that was trained and measured.
     *
     * @param seed the seed
     * @param logLikelihood figures of the test log-likelihood, with {@code mean}, {@code of}, {@code log-partition}; empty if it
     *     cannot be computed
     * @param reconstructionError mean squared error per unit
     * @param error fraction of the test examples that are taken for a wrong class; not a number for a machine without a label
     * @param parameters number of parameters
     * @param epochs epochs trained
     * @param seconds duration of the training alone
     * @param reason why there is no log-likelihood
     */
    record Done(
            long seed,
            Map<String, Object> logLikelihood,
            double reconstructionError,
            double error,
            long parameters,
            int epochs,
            double seconds,
            String reason)
            implements Cell {

        static final String NO_BOUND = "none";

        public Done {
            logLikelihood = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(logLikelihood));
        }

        @Override
        public String status() {
            return "done";
        }

        /**
         * Duration of an epoch.
         *
         * @return seconds; not a number where there was no epoch
         */
        public double secondsPerEpoch() {
            return epochs == 0 ? Double.NaN : seconds / epochs;
        }

        /**
         * The mean test log-likelihood.
         *
         * @return nats; not a number if it cannot be computed
         */
        public double meanLogLikelihood() {
            return logLikelihood.get("mean") instanceof Number mean ? mean.doubleValue() : Double.NaN;
        }

        /**
         * What kind of a bound the log-likelihood is.
         *
         * @return {@code none} where it is the log-likelihood itself
         */
        public String bound() {
            return logLikelihood.getOrDefault("bound", NO_BOUND).toString();
        }

        /**
         * A figure of the log partition function.
         *
         * @param name such as {@code deviation-of-log-weights}
         * @return the figure; an empty text if there is none
         */
        public Object logPartition(String name) {
            Object figure = logLikelihood.get("log-partition") instanceof Map<?, ?> all ? all.get(name) : null;
            return figure == null ? "" : figure;
        }
    }

    /**
     * A machine that there is not.
     *
     * @param seed the seed
     * @param tried whether its training began; otherwise the variant cannot be built for the data or the settings
     * @param reason what is wrong
     * @param code exit code of a program that does nothing else
     */
    record Failed(long seed, boolean tried, String reason, int code) implements Cell {

        @Override
        public String status() {
            return tried ? "failed" : "skipped";
        }
    }
}
