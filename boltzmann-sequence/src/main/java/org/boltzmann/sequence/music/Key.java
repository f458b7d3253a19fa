package org.boltzmann.sequence.music;

/**
 * A major or minor key.
 *
 * @param tonic the pitch class of its first degree, 0 for C to 11 for B
 * @param minor whether it is minor
 */
public record Key(int tonic, boolean minor) {

    /** How well the twelve pitch classes, from the tonic upwards, were found to fit a major key. */
    private static final double[] MAJOR = {6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88};

    /** The same of a minor key. */
    private static final double[] MINOR = {6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17};

    private static final String[] NAMES = {"C", "C#", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B"};

    private static final int CLASSES = 12;

    public Key {
        if (tonic < 0 || tonic >= CLASSES) {
            throw new IllegalArgumentException("a tonic is a pitch class, 0 for C to 11 for B, not " + tonic);
        }
    }

    /**
     * The likeliest key of some music: that whose profile correlates best with how long each pitch class sounds.
     *
     * <p>r(k) = Σ (x_i − x̄)(p_(i−k) − p̄) / √(Σ (x_i − x̄)² Σ (p_i − p̄)²) over the pitch classes i, for the 12 major and 12 minor keys k; of
     * equals the first. Relative keys are the usual error.
     *
     * <p>Source: C. Krumhansl, "Cognitive foundations of musical pitch", 1990, the key-finding algorithm with M. Schmuckler; profiles of
     * C. Krumhansl, E. Kessler, Psychological Review 89, 1982.
     *
     * @param durations how long each pitch class sounds, 12 numbers, not negative
     * @return the key; C major where nothing, or all the same, sounds
     */
    public static Key of(double[] durations) {
        if (durations.length != CLASSES) {
            throw new IllegalArgumentException("there are 12 pitch classes, not " + durations.length);
        }
        Key best = new Key(0, false);
        double most = Double.NEGATIVE_INFINITY;
        for (boolean minor : new boolean[] {false, true}) {
            for (int tonic = 0; tonic < CLASSES; tonic++) {
                double fit = correlation(durations, minor ? MINOR : MAJOR, tonic);
                if (fit > most) { // never of NaN, which comes of durations that are all the same
                    most = fit;
                    best = new Key(tonic, minor);
                }
            }
        }
        return best;
    }

    private static double correlation(double[] durations, double[] profile, int tonic) {
        double meanDuration = mean(durations);
        double meanProfile = mean(profile);
        double product = 0;
        double squares = 0;
        double profileSquares = 0;
        for (int i = 0; i < CLASSES; i++) {
            double x = durations[i] - meanDuration;
            double p = profile[Math.floorMod(i - tonic, CLASSES)] - meanProfile;
            product += x * p;
            squares += x * x;
            profileSquares += p * p;
        }
        return product / Math.sqrt(squares * profileSquares);
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /**
     * The way to C major or C minor.
     *
     * @return semitones, −6 to 5: the nearer way, down where both are as far
     */
    public int semitonesToC() {
        return tonic <= CLASSES / 2 ? -tonic : CLASSES - tonic;
    }

    @Override
    public String toString() {
        return NAMES[tonic] + (minor ? " minor" : " major");
    }
}
