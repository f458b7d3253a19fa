/**
 * Data sets by name: generated ones, MNIST, and files of the user's.
 *
 * <p>To add one, make a {@link org.boltzmann.core.data.DataSource}: a name, one line of description, the origin and
 * the licence, and a function that gives the training or the test part. What it generates depends on the key it is given and on
 * nothing else; what it downloads is checked by a checksum and kept in the directory of data.
 */
package org.boltzmann.examples.data;
