/**
 * The report of a comparison: one HTML file that needs nothing else, neither a network nor fonts where it is made.
 *
 * <p>The page is a template with a style sheet and a script beside it; charts are drawn by uPlot in the reader's browser, pictures were made
 * without any text. {@link org.boltzmann.examples.report.HtmlReport} puts all of it into one file.
 */
package org.boltzmann.examples.report;
