/** The restricted machines as named variants with settings. */
package org.boltzmann.rbm.wiring;
