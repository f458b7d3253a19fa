/** Sampling whatever is not clamped; it knows groups and terms but no particular one. */
package org.boltzmann.core.sample;
