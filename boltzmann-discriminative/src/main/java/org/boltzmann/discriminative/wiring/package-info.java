/**
 * Classification machines as named variants, and the objectives of classification as choices of the settings: what this module
 * contributes to programs that have it on their class path, by {@link org.boltzmann.discriminative.wiring.DiscriminativeContribution}.
 *
 * <p>The objectives can be chosen for any machine one of whose groups holds a label, declared ones too. What they are stands in the
 * documentation of {@link org.boltzmann.discriminative}.
 */
package org.boltzmann.discriminative.wiring;
