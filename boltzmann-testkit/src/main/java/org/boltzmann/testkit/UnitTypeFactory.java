package org.boltzmann.testkit;

import java.util.function.BiFunction;
import org.boltzmann.core.UnitType;

/**
 * Makes unit types of one kind, for the generator of random machines.
 *
 * @param make the type of a group of the given name and number of blocks
 */
public record UnitTypeFactory(BiFunction<String, Integer, UnitType> make) {}
