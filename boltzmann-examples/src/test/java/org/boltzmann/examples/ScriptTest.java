package org.boltzmann.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code boltzmann}, in a checkout of its own that has been built already. */
class ScriptTest {

    private static final Path BASH = Path.of("/bin/bash");

    @TempDir
    Path folder;

    /** The names are written in bytes, since Java itself may run in the C locale and could not name them. */
    @Test
    void namesBeyondAsciiAreReadInTheCLocale() throws Exception {
        assumeTrue(Files.isExecutable(BASH), "no bash here");
        assertThat(bash("""
                checkout="$PWD/"$'d\\xc3\\xafr'
                app=$checkout/boltzmann-examples/target/app
                mkdir -p "$app/1"
                touch -d '2001-01-01' "$checkout/pom.xml"
                cp "$SCRIPT" "$checkout/boltzmann"
                echo 1 >"$app/current"
                cd "$checkout"
                printf 'a,b\\n1,0\\n0,1\\n' >$'donn\\xc3\\xa9es.csv'
                unset LANG LC_CTYPE
                LC_ALL=C ./boltzmann data $'donn\\xc3\\xa9es.csv' >out.txt 2>err.txt && echo read
                """)).isEqualTo("read\n");
    }

    private String bash(String commands) throws IOException, InterruptedException {
        Path script = Files.writeString(folder.resolve("commands.sh"), "set -u\n" + commands);
        ProcessBuilder process = new ProcessBuilder(BASH.toString(), script.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true);
        process.environment()
                .put("SCRIPT", Path.of("../boltzmann").toAbsolutePath().toString());
        process.environment().put("BOLTZMANN_CLASSPATH", System.getProperty("java.class.path"));
        process.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process started = process.start();
        String output = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        started.waitFor();
        return output;
    }
}
