/** Second-order machines: restricted and deep, each a list of groups and terms. */
package org.boltzmann.rbm;
