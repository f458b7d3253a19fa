/**
 * Learning: objectives made of phases, optimizers, the trainer and its observers.
 *
 * <p>An objective of your own adds a gradient, divided by the size of the mini-batch, and can be combined with others by
 * {@code plus} and {@code times}; a phase of your own is a way to choose the states that are averaged.
 */
package org.boltzmann.core.train;
