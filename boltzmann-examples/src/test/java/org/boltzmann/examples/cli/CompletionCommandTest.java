package org.boltzmann.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script offers in a shell what is known. */
class CompletionCommandTest {

    private static final Path BASH = Path.of("/bin/bash");

    private static final String COMPLETION = Commands.run("completion", "bash").out();

    @TempDir
    private static Path folder;

    /** What bash would offer for the last of some words. */
    private static List<String> offered(String words) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(BASH));
        Path script = Files.writeString(folder.resolve("completion.bash"), COMPLETION + """

                        compopt() { :; }
                        COMP_LINE="boltzmann $*"
                        COMP_WORDS=(boltzmann "$@")
                        COMP_CWORD=$#
                        _complete_boltzmann
                        printf '%s\\n' "${COMPREPLY[@]}"
                        """);
        Path out = folder.resolve("offered.txt");
        ProcessBuilder bash = new ProcessBuilder(BASH.toString(), script.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        bash.command().addAll(List.of(words.split(" ")));
        assertThat(bash.start().waitFor()).isZero();
        return Files.readString(out, StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void commandsAndOptions() throws Exception {
        assertThat(offered("tra")).containsExactlyInAnyOrder("train", "transform");
        assertThat(offered("train --chec"))
                .containsExactlyInAnyOrder("--checkpoint", "--checkpoint-every", "--checkpoint-keep");
    }

    @Test
    void variantsAndMetrics() throws Exception {
        assertThat(offered("train --variant hyb")).containsExactly("hybrid-rbm");
        assertThat(offered("variants rt")).containsExactly("rtrbm");
        assertThat(offered("evaluate m --metric read")).containsExactly("read-out");
        assertThat(offered("evaluate m --split v")).containsExactly("validation");
        assertThat(offered("compare --suite publ")).containsExactly("published");
        assertThat(offered("completion z")).containsExactly("zsh");
    }

    @Test
    void dataSetsAndFilesOfData() throws Exception {
        Files.writeString(folder.resolve("mnist-mine.csv"), "0,1\n");
        assertThat(offered("train --data mni")).containsExactlyInAnyOrder("mnist", "mnist-noise", "mnist-mine.csv");
    }

    @Test
    void keysOfSettings() throws Exception {
        assertThat(offered("train -D model.hidden-c")).containsExactly("model.hidden-couplings=");
    }

    @Test
    void shellsThatAreNotKnown() {
        assertThat(Commands.run("completion", "fish").code()).isEqualTo(ExitCodes.USAGE);
        assertThat(Commands.run("completion", "zsh").out()).contains("bashcompinit");
    }
}
