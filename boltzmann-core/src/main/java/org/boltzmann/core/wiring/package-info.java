/**
 * Settings, named variants, and how modules contribute them: the only place in this module that sees Guice and a configuration
 * library.
 */
package org.boltzmann.core.wiring;
