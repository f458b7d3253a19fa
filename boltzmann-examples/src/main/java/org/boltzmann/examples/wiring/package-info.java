/** What this module contributes to programs that have it on their class path: built-in data sets. */
package org.boltzmann.examples.wiring;
