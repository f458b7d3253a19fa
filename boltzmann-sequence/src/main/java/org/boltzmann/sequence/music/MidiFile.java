package org.boltzmann.sequence.music;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.boltzmann.core.data.DataException;
import org.boltzmann.core.data.DataFile;

/**
 * Reads standard MIDI files of format 0 and 1, alone or in a RIFF container.
 *
 * <p>As strict as the notes need and as lenient as files in use are: all tracks that are there count, whatever number the header says;
 * running status goes on after text and system exclusive events; a track may lack its end; other chunks, bytes after the end of a track
 * and bytes after the last chunk are passed over. Refused is what would lose notes or garble them: a track that is cut off, a length
 * that lies within an event, a data byte above 127.
 *
 * <p>Source: MIDI Manufacturers Association, "Standard MIDI Files 1.0", RP-001, 1996; RIFF: RP-029.
 */
final class MidiFile {

    static final byte[] MAGIC = "MThd".getBytes(StandardCharsets.US_ASCII);
    static final byte[] RIFF = "RIFF".getBytes(StandardCharsets.US_ASCII);

    /** Karaoke files are MIDI files too. */
    static final String[] ENDINGS = {"mid", "midi", "rmi", "kar"};

    private static final byte[] TRACK = "MTrk".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] RIFF_MIDI = "RMID".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] RIFF_DATA = "data".getBytes(StandardCharsets.US_ASCII);
    private static final int LARGEST = 1 << 24;
    private static final int HEADER = 6;
    private static final int CHUNK = 8;
    private static final List<Integer> FILM_SPEEDS = List.of(24, 25, 29, 30);

    private static final int SYSTEM_EXCLUSIVE = 0xf0;
    private static final int CONTINUED = 0xf7;
    private static final int META = 0xff;
    private static final int END_OF_TRACK = 0x2f;
    private static final int SET_TEMPO = 0x51;

    private final DataFile file;
    private final ByteBuffer in;
    private final List<String> remarks = new ArrayList<>();
    private MidiNotes.Builder notes;
    private int tracks;

    private MidiFile(DataFile file, ByteBuffer in) {
        this.file = file;
        this.in = in;
    }

    /**
     * Reads a file.
     *
     * @throws DataException if it is none or is broken
     */
    static MidiNotes read(DataFile file) {
        try {
            MidiFile midi = new MidiFile(file, unwrapped(file, bytes(file)));
            midi.header();
            return midi.notes.build(midi.remarks);
        } catch (OutOfMemoryError e) {
            throw file.refused(e);
        }
    }

    private static ByteBuffer bytes(DataFile file) {
        try (InputStream in = file.open()) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new DataException(
                        file + ": has more than " + LARGEST + " bytes, as no piece of music has; cut it");
            }
            return ByteBuffer.wrap(bytes);
        } catch (IOException e) {
            throw file.refused(e);
        }
    }

    /** The MIDI file in a RIFF container; any other as it is. */
    private static ByteBuffer unwrapped(DataFile file, ByteBuffer in) {
        if (!startsWith(in, RIFF) || !startsWith(from(in, CHUNK), RIFF_MIDI)) {
            return in;
        }
        in.order(ByteOrder.LITTLE_ENDIAN);
        int at = CHUNK + RIFF_MIDI.length;
        while (in.limit() - at >= CHUNK) {
            long length = Integer.toUnsignedLong(in.getInt(at + 4));
            int available = (int) Math.min(length, in.limit() - at - CHUNK);
            if (startsWith(from(in, at), RIFF_DATA)) {
                return in.slice(at + CHUNK, available); // big-endian again
            }
            at += CHUNK + available + (available & 1);
        }
        throw new DataException(file + ": is a RIFF file without a MIDI file in it; get it again");
    }

    private void header() {
        if (in.remaining() < CHUNK + HEADER || !startsWith(in, MAGIC)) {
            throw new DataException(file + ": is no MIDI file, which would begin with MThd; name another");
        }
        int length = in.getInt(4);
        if (length < HEADER || length > in.remaining() - CHUNK) {
            throw new DataException(file + ": its header claims " + Integer.toUnsignedString(length) + " bytes, but "
                    + (in.remaining() - CHUNK) + " follow; get it again");
        }
        int format = in.getShort(8) & 0xffff;
        if (format > 1) {
            throw new DataException(file + ": is a MIDI file of format " + format
                    + ", whose tracks do not belong together; cut it into files of one piece each");
        }
        notes = new MidiNotes.Builder(division(in.getShort(12)));
        int said = in.getShort(10) & 0xffff;
        in.position(CHUNK + length);
        chunks();
        if (tracks == 0) {
            throw new DataException(file + ": has no track, hence no music; get it again");
        }
        if (tracks != said) {
            remarks.add("its header says that it has " + said + " tracks, but there "
                    + (tracks == 1 ? "is 1, which is read" : "are " + tracks + ", all of them read"));
        }
    }

    private MidiNotes.Division division(int said) {
        int perFilmFrame = said & 0xff;
        int speed = -(said >> 8);
        if (said == 0 || (said < 0 && (perFilmFrame == 0 || !FILM_SPEEDS.contains(speed)))) {
            throw new DataException(
                    file + ": says that a beat has no ticks, or a second an unknown number; get it again");
        }
        return said > 0
                ? new MidiNotes.Division(said, true)
                : new MidiNotes.Division(perFilmFrame * (speed == 29 ? 29.97 : speed), false);
    }

    private void chunks() {
        boolean ended = true;
        while (isChunk()) {
            boolean isTrack = startsWith(in, TRACK);
            long claimed = Integer.toUnsignedLong(in.getInt(in.position() + 4));
            in.position(in.position() + CHUNK);
            int available = in.remaining();
            int end = in.position() + (int) Math.min(claimed, available);
            if (isTrack) {
                ended = track(end);
                if (!ended && claimed > available) {
                    throw new DataException(file + ": track " + tracks + " claims " + claimed + " bytes, but "
                            + available + " follow, which do not hold its end; get it again");
                }
                tracks++;
            }
            if (!isTrack || !ended || !startsWith(in, TRACK)) { // a wrong length must not swallow the next track
                in.position(end);
            }
        }
        if (in.hasRemaining() && !ended) {
            throw new DataException(file + ": track " + (tracks - 1) + " has no end, and " + in.remaining()
                    + " bytes follow that are no track: its length is wrong; get it again");
        }
    }

    /** Whether a chunk begins here: a track of any length, or something else by name that fits into the file. */
    private boolean isChunk() {
        if (in.remaining() < CHUNK) {
            return false;
        }
        for (int i = 0; i < 4; i++) {
            int letter = in.get(in.position() + i);
            if (letter < ' ' || letter > '~') {
                return false;
            }
        }
        return startsWith(in, TRACK) || Integer.toUnsignedLong(in.getInt(in.position() + 4)) <= in.remaining() - CHUNK;
    }

    /** Reads the events up to the end of the track, or of its bytes, and says whether the track has an end. */
    private boolean track(int limit) {
        int fileLimit = in.limit();
        in.limit(limit);
        notes.beginTrack();
        long tick = 0;
        int running = 0;
        boolean ended = false;
        while (in.hasRemaining() && !ended) {
            tick += length();
            int first = next();
            if (first == META) {
                ended = meta(tick);
            } else if (first == SYSTEM_EXCLUSIVE || first == CONTINUED) {
                skip(length());
            } else if (first >= SYSTEM_EXCLUSIVE) {
                throw broken("0x" + Integer.toHexString(first) + " is no event of a file");
            } else if (first >= 0x80) {
                running = first;
                channel(tick, running, data(next()));
            } else if (running == 0) {
                throw broken("an event has no status");
            } else {
                channel(tick, running, first);
            }
        }
        in.limit(fileLimit);
        notes.endTrack(tick);
        return ended;
    }

    private void channel(long tick, int status, int first) {
        boolean single = status >> 4 == 0xc || status >> 4 == 0xd;
        notes.add(tick, status, first, single ? 0 : data(next()));
        if (notes.isFull()) {
            throw new DataException(file + ": has more than " + MidiNotes.MOST
                    + " notes and changes of pedal and tempo, as no piece of music has; cut it");
        }
    }

    private boolean meta(long tick) {
        int type = next();
        int length = length();
        int at = in.position();
        skip(length);
        if (type == SET_TEMPO && length == 3) {
            notes.addTempo(
                    tick, ((in.get(at) & 0xff) << 16) | ((in.get(at + 1) & 0xff) << 8) | (in.get(at + 2) & 0xff));
        }
        return type == END_OF_TRACK;
    }

    private int next() {
        if (!in.hasRemaining()) {
            throw broken("an event goes beyond the end");
        }
        return in.get() & 0xff;
    }

    private int data(int value) {
        if (value > 0x7f) {
            throw broken("a value of " + value + ", more than the 127 it may have");
        }
        return value;
    }

    /** A number of one to four bytes. */
    private int length() {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int next = next();
            value = (value << 7) | (next & 0x7f);
            if (next < 0x80) {
                return value;
            }
        }
        throw broken("a length or time of more than four bytes");
    }

    private void skip(int length) {
        if (length > in.remaining()) {
            throw broken("an event of " + length + " bytes goes beyond the end");
        }
        in.position(in.position() + length);
    }

    private DataException broken(String why) {
        return new DataException(file + ": is a broken MIDI file: track " + tracks + ", byte " + in.position() + ": "
                + why + "; get it again");
    }

    private static ByteBuffer from(ByteBuffer in, int at) {
        return in.duplicate().position(Math.min(at, in.limit()));
    }

    private static boolean startsWith(ByteBuffer in, byte[] word) {
        byte[] found = new byte[Math.min(word.length, in.remaining())];
        in.duplicate().get(found);
        return Arrays.equals(found, word);
    }
}
