/** Machines whose interactions multiply: k-th order, gated, factored, class-multiplicative, mixed, of two groups, masked. */
package org.boltzmann.higherorder;
