package org.boltzmann.examples.cli;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Which programs these are: the bytes of all jars on the class path, in its order. */
final class ClassPathChecksum {

    private ClassPathChecksum() {}

    /** A checksum of the jars; folders of classes, as while testing, are not looked into. */
    static String sha256() {
        try {
            MessageDigest all = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (String entry : System.getProperty("java.class.path", "").split(File.pathSeparator)) {
                Path jar = Path.of(entry);
                if (Files.isRegularFile(jar)) {
                    try (InputStream in = new DigestInputStream(Files.newInputStream(jar), all)) {
                        while (in.read(buffer) >= 0) {
                            // only to be digested
                        }
                    }
                }
            }
            return HexFormat.of().formatHex(all.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
