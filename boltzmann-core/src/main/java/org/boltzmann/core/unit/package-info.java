/**
 * Unit types: Bernoulli, spin, Gaussian, one-hot, and real context.
 *
 * <p>A type of your own states a base measure and what follows from it in a field, six short functions of
 * {@link org.boltzmann.core.UnitType}; {@code UnitTypeContract} of boltzmann-testkit checks them against enumeration or
 * quadrature.
 */
package org.boltzmann.core.unit;
