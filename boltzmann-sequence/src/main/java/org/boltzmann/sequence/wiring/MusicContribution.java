package org.boltzmann.sequence.wiring;

import com.google.inject.AbstractModule;
import org.boltzmann.core.wiring.Contribution;
import org.boltzmann.core.wiring.Contributions;
import org.boltzmann.sequence.music.CorpusFormat;
import org.boltzmann.sequence.music.MidiFormat;
import org.boltzmann.sequence.music.PublishedMusic;

/** Contributes published music by name, and the user's files of music, to a program that has this module on its class path. */
public final class MusicContribution extends AbstractModule implements Contribution {

    /** Made by the service loader. */
    public MusicContribution() {}

    @Override
    protected void configure() {
        PublishedMusic.all()
                .forEach((name, source) ->
                        Contributions.dataSets(binder()).addBinding(name).toInstance(source));
        Contributions.fileFormats(binder()).addBinding("MIDI").toInstance(new MidiFormat(MidiFormat.STANDARD));
        Contributions.fileFormats(binder()).addBinding("piano-roll JSON").toInstance(CorpusFormat.PIANO);
    }
}
