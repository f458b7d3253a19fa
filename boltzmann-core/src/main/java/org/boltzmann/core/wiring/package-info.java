/** Settings and named variants: the only place in this module that sees a configuration library. */
package org.boltzmann.core.wiring;
