/**
 * How fast this program trains and estimates on this machine, next to the least it could take: the matrix products alone, made by
 * the same backend on the same threads, measured in turn with the whole so that whatever else the machine does meets both.
 */
package org.boltzmann.examples.bench;
