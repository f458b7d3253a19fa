package org.boltzmann.sequence.music;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.Sequence;
import org.boltzmann.core.data.DataException;
import org.boltzmann.core.data.DataFile;
import org.boltzmann.core.io.Excerpt;

/** Standard MIDI files, read by Java itself once their chunks are known to be as long as they claim. */
final class MidiFile {

    static final byte[] MAGIC = "MThd".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] TRACK = "MTrk".getBytes(StandardCharsets.US_ASCII);
    private static final int LARGEST = 1 << 24;
    private static final int HEADER = 6;

    private MidiFile() {}

    static Sequence read(DataFile file) {
        byte[] bytes = bytes(file);
        check(file, bytes);
        try {
            return MidiSystem.getSequence(new ByteArrayInputStream(bytes));
        } catch (InvalidMidiDataException
                | IOException
                | RuntimeException e) { // of damaged events Java throws any of them
            throw new DataException(
                    file + ": is a broken MIDI file (" + Excerpt.of(String.valueOf(e.getMessage())) + "); get it again",
                    e);
        } catch (OutOfMemoryError e) { // an event may claim more bytes than its track has
            throw file.refused(e);
        }
    }

    private static byte[] bytes(DataFile file) {
        try (InputStream in = file.open()) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new DataException(
                        file + ": has more than " + LARGEST + " bytes, as no piece of music has; cut it");
            }
            return bytes;
        } catch (IOException e) {
            throw file.refused(e);
        } catch (OutOfMemoryError e) {
            throw file.refused(e);
        }
    }

    /** Refuses what is no MIDI file, or not whole. */
    private static void check(DataFile file, byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (in.remaining() < 8 + HEADER || !startsWith(in, MAGIC)) {
            throw new DataException(file + ": is no MIDI file, which would begin with MThd; name another");
        }
        int length = in.getInt(4);
        if (length < HEADER || length > in.remaining() - 8) {
            throw new DataException(file + ": its header claims " + Integer.toUnsignedString(length) + " bytes, but "
                    + (in.remaining() - 8) + " follow; get it again");
        }
        int format = in.getShort(8) & 0xffff;
        int tracks = in.getShort(10) & 0xffff;
        if (format > 1) {
            throw new DataException(file + ": is a MIDI file of format " + format
                    + ", whose tracks do not belong together; cut it into files of one piece each");
        }
        if (in.getShort(12) == 0) {
            throw new DataException(file + ": says that a beat has no ticks; get it again");
        }
        in.position(8 + length);
        int track = 0;
        while (track < tracks) {
            track += skipChunk(file, in, track) ? 1 : 0;
        }
    }

    /** Steps over a chunk and says whether it is a track. */
    private static boolean skipChunk(DataFile file, ByteBuffer in, int track) {
        if (in.remaining() < 8) {
            throw new DataException(file + ": ends before track " + track + "; get it again");
        }
        boolean isTrack = startsWith(in, TRACK);
        int length = in.getInt(in.position() + 4);
        if (length < 0 || length > in.remaining() - 8) {
            throw new DataException(file + ": track " + track + " claims " + Integer.toUnsignedString(length)
                    + " bytes, but " + (in.remaining() - 8) + " follow; get it again");
        }
        in.position(in.position() + 8 + length);
        return isTrack;
    }

    private static boolean startsWith(ByteBuffer in, byte[] word) {
        byte[] found = new byte[word.length];
        in.duplicate().get(found);
        return Arrays.equals(found, word);
    }
}
