/**
 * JMH benchmarks of what a step of learning is made of. What a whole step takes, and how near it is to its products alone, the
 * command {@code boltzmann bench} tells.
 */
package org.boltzmann.benchmarks;
