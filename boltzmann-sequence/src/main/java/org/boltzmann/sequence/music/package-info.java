/**
 * Music as sequences of frames: piano rolls, MIDI files, collections.
 *
 * <p>A {@link org.boltzmann.sequence.music.PianoRoll} is a piece, a {@link org.boltzmann.sequence.music.Corpus} pieces in three parts.
 * {@link org.boltzmann.sequence.music.MidiReader} and {@link org.boltzmann.sequence.music.MidiWriter} are the way from and to MIDI
 * files, {@link org.boltzmann.sequence.music.CorpusReader} and {@link org.boltzmann.sequence.music.CorpusWriter} from and to JSON;
 * {@link org.boltzmann.sequence.music.RollFigures} tells what can be counted.
 *
 * <pre>{@code
 * Corpus corpus = new CorpusReader(NoteRange.PIANO).read(Path.of("jsb-chorales.json.gz"));
 * DataSet frames = Corpus.dataSet("chorales", corpus.training());
 * MidiWriter.standard().write(Path.of("first.mid"), corpus.test().get(0));
 * }</pre>
 */
package org.boltzmann.sequence.music;
