/** Higher-order machines as named variants, and their terms by name. */
package org.boltzmann.higherorder.wiring;
