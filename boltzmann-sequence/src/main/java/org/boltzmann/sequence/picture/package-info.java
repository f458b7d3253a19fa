/**
 * Pictures of sequences: piano rolls ({@link org.boltzmann.sequence.picture.RollPicture}) and strips of frames
 * ({@link org.boltzmann.sequence.picture.FrameStrip}).
 *
 * <p>No text is drawn, so that no fonts are needed and everything works without a screen.
 *
 * <pre>{@code
 * BufferedImage picture = RollPicture.of(List.of(generated));
 * ImageIO.write(picture, "png", new File("roll.png"));
 * }</pre>
 */
package org.boltzmann.sequence.picture;
