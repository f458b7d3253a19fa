/**
 * Pictures of sequences: piano rolls and strips of frames.
 *
 * <p>No text is drawn, so that no fonts are needed and everything works without a screen.
 *
 * <pre>{@code
 * BufferedImage picture = RollPicture.of(List.of(generated));
 * ImageIO.write(picture, "png", new File("roll.png"));
 * }</pre>
 */
package org.boltzmann.sequence.picture;
