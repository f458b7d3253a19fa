package org.boltzmann.sequence.music;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.data.DataException;
import org.boltzmann.core.data.FileFormat;

/** Reads bombs and damaged music in a process of little memory, and ends with an error if anything but data or a refusal comes of one. */
final class HostileMusic {

    private static final List<FileFormat> FORMATS = List.of(
            new MidiFormat(MidiFormat.STANDARD),
            new MidiFormat(MidiFormat.STANDARD
                    .withPedal(MidiReader.Pedal.HOLD)
                    .withFrame(FrameLength.seconds(0.01))
                    .withTransposition(Transposition.toC())),
            CorpusFormat.PIANO);

    private int read;
    private int refused;
    private long longest;

    private HostileMusic() {}

    public static void main(String[] args) throws IOException {
        HostileMusic hostile = new HostileMusic();
        Path file = Path.of(args[1]).resolve("a");
        for (Map.Entry<String, byte[]> bomb : bombs().entrySet()) {
            int before = hostile.refused;
            hostile.read(bomb.getKey(), bomb.getValue(), file);
            if (hostile.refused == before) {
                throw new AssertionError(bomb.getKey() + " was read");
            }
        }
        List<byte[]> originals = originals(Path.of(args[2]));
        for (int i = 0; i < Integer.parseInt(args[0]); i++) {
            RandomKey key = RandomKey.of(Long.parseLong(args[3])).at(i);
            byte[] original = originals.get(i % originals.size());
            hostile.read("mutant " + i, Damage.damaged(original, key.generator()), file);
        }
        System.out.printf(
                "%d read, %d refused, the longest in %d ms%n", hostile.read, hostile.refused, hostile.longest);
    }

    private static List<byte[]> originals(Path resources) throws IOException {
        try (Stream<Path> files = Files.walk(resources)) {
            List<byte[]> originals = new ArrayList<>();
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                if (Files.size(file) > 0 && !file.toString().endsWith(".txt")) {
                    originals.add(Files.readAllBytes(file));
                }
            }
            return originals;
        }
    }

    private void read(String name, byte[] bytes, Path file) throws IOException {
        Files.write(file, bytes);
        for (FileFormat format : FORMATS) {
            long start = System.nanoTime();
            try {
                format.read(file);
                read++;
            } catch (DataException e) {
                refused++;
            } catch (RuntimeException | Error e) {
                throw new AssertionError(name, e);
            }
            longest = Math.max(longest, (System.nanoTime() - start) / 1_000_000);
        }
    }

    private static Map<String, byte[]> bombs() throws IOException {
        Map<String, byte[]> bombs = new LinkedHashMap<>();
        bombs.put("88 notes of a million frames", midi(1, 88, 1_000_000));
        bombs.put("notes of a million frames, one after another", midi(1, 1_000_000, 900_000));
        bombs.put("millions of notes", midi(96, 5_000_000, 0));
        bombs.put("silence", Damage.gzip(("{\"train\":[[" + "[],".repeat(20_000_000) + "[]]]}").getBytes(UTF_8)));
        bombs.put("sequences", Damage.gzip(("{\"train\":[" + "[[],[]],".repeat(9_000_000) + "]}").getBytes(UTF_8)));
        bombs.put("depth", "[".repeat(1_000_000).getBytes(UTF_8));
        bombs.put("number", ("[[[" + "9".repeat(2_000_000)).getBytes(UTF_8));
        bombs.put("name", ("{\"" + "a".repeat(20_000_000)).getBytes(UTF_8));
        return bombs;
    }

    /** Notes that are struck at once, or every other tick, and end after so many ticks, in a file of at most 16 MiB. */
    private static byte[] midi(int division, int notes, int length) {
        ByteBuffer track = ByteBuffer.allocate((1 << 24) - 22);
        for (int i = 0; i < notes && track.remaining() > 8 * 128 + 32; i++) {
            track.put((byte) (i < 128 ? 0 : 1))
                    .put((byte) 0x90)
                    .put((byte) (i % 88 + 21))
                    .put((byte) 64);
        }
        for (int i = 0; i < 88; i++) {
            int delta = i == 0 ? length : 0;
            track.put((byte) (0x80 | ((delta >> 14) & 0x7f)))
                    .put((byte) (0x80 | ((delta >> 7) & 0x7f)))
                    .put((byte) (delta & 0x7f));
            track.put((byte) 0x80).put((byte) (i + 21)).put((byte) 0);
        }
        track.put(new byte[] {0, (byte) 0xff, 0x2f, 0});
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(MidiFile.MAGIC);
        bytes.writeBytes(ByteBuffer.allocate(10)
                .putInt(6)
                .putShort((short) 0)
                .putShort((short) 1)
                .putShort((short) division)
                .array());
        bytes.writeBytes("MTrk".getBytes(UTF_8));
        bytes.writeBytes(ByteBuffer.allocate(4).putInt(track.position()).array());
        bytes.write(track.array(), 0, track.position());
        return bytes.toByteArray();
    }
}
