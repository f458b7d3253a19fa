/**
 * The laws of a Boltzmann machine as test classes: extend one, name your term, unit type or variant, and every law that applies is
 * checked.
 */
package org.boltzmann.testkit;
