/** What a comparison of variants found, as a table, as JSON and as CSV: values without any training in them. */
package org.boltzmann.examples.compare;
