/**
 * What differs between two model files: {@link org.boltzmann.examples.diff.ModelDifference} holds it, text by text and tensor by tensor,
 * with figures of how far parameters lie apart ({@link org.boltzmann.examples.diff.Distance}).
 */
package org.boltzmann.examples.diff;
