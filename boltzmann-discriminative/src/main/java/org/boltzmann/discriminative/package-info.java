/** Machines that classify: discriminative, hybrid and semi-supervised training of any machine with a label. */
package org.boltzmann.discriminative;
