package org.boltzmann.core.train;

import org.boltzmann.core.io.Snapshot;

/**
 * Ends training when a metric has not improved for some epochs, and puts back the parameters of the best epoch at the end.
 *
 * <p>The metric must be reported each epoch by an observer that comes before this one.
 */
public final class EarlyStopping implements TrainingObserver {

    private final String metric;
    private final int patience;
    private double best = Double.NEGATIVE_INFINITY;
    private int bestEpoch;
    private int patientSince;
    private Snapshot bestValues;

    /**
     * Early stopping on a metric that should grow.
     *
     * @param metric its name; larger is better
     * @param patience number of epochs without improvement after which training ends, at least 1
     */
    public EarlyStopping(String metric, int patience) {
        if (patience < 1) {
            throw new IllegalArgumentException("early stopping needs a patience of at least 1 epoch, not " + patience);
        }
        this.metric = metric;
        this.patience = patience;
    }

    /**
     * The epoch with the best value so far.
     *
     * @return from 1; 0 before the first epoch has ended
     */
    public int bestEpoch() {
        return bestEpoch;
    }

    /** Where training goes on, patience begins anew; the best epoch stays what it was. */
    @Override
    public void started(TrainingProgress progress) {
        patientSince = progress.epoch();
    }

    @Override
    public void epochEnded(TrainingProgress progress) {
        Double value = progress.metrics().get(metric);
        if (value == null) {
            throw new IllegalStateException(
                    "early stopping watches " + metric + " but no observer before it reported it; " + "reported: "
                            + progress.metrics().keySet());
        }
        if (value > best) {
            best = value;
            bestEpoch = progress.epoch();
            patientSince = bestEpoch;
            bestValues = Snapshot.empty();
            bestValues.put(progress.machine().theta());
        } else if (progress.epoch() - patientSince >= patience) {
            progress.stop(metric + " has not improved for " + patience + " epochs; best was epoch " + bestEpoch);
        }
    }

    @Override
    public void save(Snapshot to) {
        to.put("metric", metric);
        to.put("patience", patience);
        to.put("best", best);
        to.put("best-epoch", bestEpoch);
        to.put("patient-since", patientSince);
        if (bestValues != null) {
            to.at("best-values").put(bestValues);
        }
    }

    @Override
    public void restore(Snapshot from) {
        if (!from.text("metric").equals(metric) || from.count("patience") != patience) {
            throw new IllegalArgumentException("early stopping watched " + from.text("metric") + " with a patience of "
                    + from.count("patience") + " and now watches " + metric + " with one of " + patience);
        }
        best = from.number("best");
        bestEpoch = from.count("best-epoch");
        patientSince = from.count("patient-since");
        bestValues = bestEpoch > 0 ? from.at("best-values").copy() : null;
    }

    @Override
    public void ended(TrainingProgress progress) {
        if (bestValues != null) {
            bestValues.fill(progress.machine().theta());
        }
    }
}
