/** The commands of the command line: each a thin layer over the library. */
package org.boltzmann.examples.cli;
