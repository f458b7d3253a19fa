/** Damages files of every format and runs every command that reads them. */
package org.boltzmann.examples.fuzz;
