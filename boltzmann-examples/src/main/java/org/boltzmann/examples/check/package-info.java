/** Judging a declared machine: the laws tried on a small one of its structure, and what is exact for it and what approximated. */
package org.boltzmann.examples.check;
