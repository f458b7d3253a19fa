package org.boltzmann.sequence.music;

import java.util.Map;
import java.util.TreeMap;

/** Tells the time of a MIDI file in frames instead of ticks. */
interface FrameClock {

    /** Seconds a quarter note, at 120 a minute, where no tempo is set. */
    double USUAL = 0.5;

    /** The time of a tick, in frames from the beginning. */
    double frames(long tick);

    /** The clock of a file; where time is that of a film, quarter notes last as long as they usually do. */
    static FrameClock of(MidiNotes midi, FrameLength frame) {
        boolean inBeats = frame.unit() == FrameLength.Unit.BEATS;
        if (midi.division().beats() && !inBeats) {
            return new Tempi(midi, frame.amount());
        }
        double units = frame.amount() * (midi.division().beats() == inBeats ? 1 : USUAL);
        double ticks = units * midi.division().ticks();
        return tick -> tick / ticks;
    }

    /** Seconds of music whose tempo changes. */
    final class Tempi implements FrameClock {

        /** From a tick on: the time in frames there, and frames a tick. */
        private record Pace(double frames, double perTick) {}

        private final TreeMap<Long, Pace> paces = new TreeMap<>();

        Tempi(MidiNotes midi, double seconds) {
            double perQuarter = 1 / (seconds * midi.division().ticks());
            paces.put(0L, new Pace(0, USUAL * perQuarter));
            midi.tempi().forEach((tick, micros) -> paces.put(tick, new Pace(frames(tick), micros * 1e-6 * perQuarter)));
        }

        @Override
        public double frames(long tick) {
            Map.Entry<Long, Pace> last = paces.floorEntry(tick);
            return last.getValue().frames()
                    + (tick - last.getKey()) * last.getValue().perTick();
        }
    }
}
