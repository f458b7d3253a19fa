package org.boltzmann.core.wiring;

import java.util.function.Supplier;
import org.boltzmann.core.train.NegativePhase;
import org.boltzmann.core.train.PositivePhase;

/**
 * What an objective is made from.
 *
 * @param subject what is to be trained
 * @param positivePhase makes the positive phase that the settings name
 * @param negativePhase makes the negative phase that the settings name
 */
public record Learning(Subject subject, Supplier<PositivePhase> positivePhase, Supplier<NegativePhase> negativePhase) {}
