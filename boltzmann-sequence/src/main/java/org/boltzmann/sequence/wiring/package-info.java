/**
 * Machines of sequences as named variants, recurrent cells by name, published music and the user's files of music: what this module
 * contributes to programs that have it on their class path.
 *
 * <p>{@link org.boltzmann.sequence.wiring.SequenceContribution} brings the machines and cells, {@link org.boltzmann.sequence.wiring.MusicContribution} the music. The settings
 * {@code pretrained} and {@code pretrain.epochs}, by which parts of a machine learn first, hold for all the variants.
 */
package org.boltzmann.sequence.wiring;
