/** What this module contributes to programs that have it on their class path. */
package org.boltzmann.sequence.wiring;
