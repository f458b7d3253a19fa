/** Classification machines as named variants, and the objectives of classification as choices of the settings. */
package org.boltzmann.discriminative.wiring;
