/** The command line {@code boltzmann}, and what it runs. */
package org.boltzmann.examples;
