/**
 * Short programs, one idea each, that use the library as others do. Each is a page of the cookbook in {@code docs/cookbook}, and each is run by the tests.
 */
package org.boltzmann.examples.programs;
