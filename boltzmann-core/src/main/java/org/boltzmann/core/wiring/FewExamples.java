package org.boltzmann.core.wiring;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Defaults for few training examples. Those of the variants were chosen for ten thousand and more: a hundred examples in mini-batches
 * of 50 would make 20 updates in ten epochs, after which nothing has been learned.
 *
 * <p>A mini-batch holds at most a tenth of the examples, or {@value #SMALLEST_BATCH} where that is more; and there are as many epochs as
 * make {@value #UPDATES} updates. Where there are more epochs than usual, early stopping waits for as many times more; for it some of 200
 * or more are held out.
 */
final class FewExamples {

    private static final int UPDATES = 5000;
    private static final int SMALLEST_BATCH = 10;

    /** From so many examples on, the defaults are the variants'. */
    private static final int ENOUGH = 5000;

    /** Of so many a fraction is held out by default. */
    private static final int HELD_OUT_ANYWAY = 1000;

    /** What fewer examples than this say, a share of them held out, is chance. */
    private static final int TOO_FEW = 200;

    private static final double SHARE = 0.15;

    private static final String EPOCHS = "epochs";
    private static final String BATCH_SIZE = "batch-size";
    private static final String PATIENCE = "early-stopping.patience";

    private FewExamples() {}

    /**
     * What is to be otherwise than usual.
     *
     * @param examples the number of training examples
     * @param allLabelled whether none lacks a label or is to lose it
     * @param settings what the user says, and the usual defaults
     * @return values by key; empty where there are examples enough
     */
    static Map<String, String> defaults(int examples, boolean allLabelled, Settings settings) {
        Map<String, String> defaults = new LinkedHashMap<>();
        if (examples == 0 || examples >= ENOUGH) {
            return defaults;
        }
        int batch = whole(settings, BATCH_SIZE, TrainingSettings.BATCH_SIZE);
        int most = Math.max(SMALLEST_BATCH, examples / 10);
        if (settings.isDefault(BATCH_SIZE) && batch > most) {
            batch = most;
            defaults.put(BATCH_SIZE, Integer.toString(batch));
        }
        int steps = (examples - 1) / batch + 1;
        int epochs = (UPDATES - 1) / steps + 1;
        int usual = whole(settings, EPOCHS, TrainingSettings.EPOCHS);
        if (settings.isDefault(EPOCHS) && epochs > usual) {
            defaults.put(EPOCHS, Integer.toString(epochs));
            int patience = whole(settings, PATIENCE, 0);
            if (settings.isDefault(PATIENCE) && patience > 0) {
                defaults.put(PATIENCE, Integer.toString((int) Math.min((long) patience * epochs / usual, epochs)));
            }
        }
        boolean stopsEarly = whole(settings, PATIENCE, 0) > 0;
        if (stopsEarly
                && allLabelled
                && settings.isDefault(Plan.VALIDATION)
                && examples < HELD_OUT_ANYWAY
                && examples >= TOO_FEW) {
            defaults.put(Plan.VALIDATION, Long.toString(Math.round(SHARE * examples)));
        }
        return defaults;
    }

    /** As it was read; a value that is no whole number has been refused there. */
    private static int whole(Settings settings, String key, int otherwise) {
        String text = settings.used().getOrDefault(key, "");
        return text.matches("[1-9][0-9]{0,8}") ? Integer.parseInt(text) : otherwise;
    }
}
