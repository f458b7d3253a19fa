package org.boltzmann.sequence.music;

import java.util.Map;
import java.util.TreeMap;
import javax.sound.midi.MetaMessage;
import javax.sound.midi.MidiEvent;
import javax.sound.midi.Sequence;
import javax.sound.midi.Track;

/** Tells the time of a MIDI sequence in frames instead of ticks. */
interface FrameClock {

    /** The time of a tick, in frames from the beginning. */
    double frames(long tick);

    /**
     * The clock of a sequence.
     *
     * @throws IllegalArgumentException if frames are told in beats but the sequence knows none
     */
    static FrameClock of(Sequence sequence, FrameLength frame) {
        boolean beats = sequence.getDivisionType() == Sequence.PPQ;
        if (frame.unit() == FrameLength.Unit.BEATS) {
            if (!beats) {
                throw new IllegalArgumentException(
                        "its time is that of a film, without beats; give the length of a frame in seconds");
            }
            double ticks = frame.amount() * sequence.getResolution();
            return tick -> tick / ticks;
        }
        if (!beats) {
            double ticks = frame.amount() * sequence.getResolution() * sequence.getDivisionType();
            return tick -> tick / ticks;
        }
        return new Tempi(sequence, frame.amount());
    }

    /** Seconds of music whose tempo changes. */
    final class Tempi implements FrameClock {

        private static final int SET_TEMPO = 0x51;

        /** Seconds a quarter note, at 120 a minute, until a tempo is set. */
        private static final double USUAL = 0.5;

        /** From a tick on: the time in frames there, and frames a tick. */
        private record Pace(double frames, double perTick) {}

        private final TreeMap<Long, Pace> paces = new TreeMap<>();

        Tempi(Sequence sequence, double seconds) {
            double perQuarter = 1 / (seconds * sequence.getResolution());
            TreeMap<Long, Double> tempi = new TreeMap<>();
            for (Track track : sequence.getTracks()) {
                addTempi(track, tempi);
            }
            paces.put(0L, new Pace(0, USUAL * perQuarter));
            tempi.forEach((tick, quarter) -> paces.put(tick, new Pace(frames(tick), quarter * perQuarter)));
        }

        private static void addTempi(Track track, TreeMap<Long, Double> tempi) {
            for (int i = 0; i < track.size(); i++) {
                MidiEvent event = track.get(i);
                if (event.getMessage() instanceof MetaMessage meta
                        && meta.getType() == SET_TEMPO
                        && meta.getData().length == 3) {
                    byte[] data = meta.getData();
                    int micros = (data[0] & 0xff) << 16 | (data[1] & 0xff) << 8 | (data[2] & 0xff);
                    tempi.put(event.getTick(), micros * 1e-6);
                }
            }
        }

        @Override
        public double frames(long tick) {
            Map.Entry<Long, Pace> last = paces.floorEntry(tick);
            return last.getValue().frames()
                    + (tick - last.getKey()) * last.getValue().perTick();
        }
    }
}
