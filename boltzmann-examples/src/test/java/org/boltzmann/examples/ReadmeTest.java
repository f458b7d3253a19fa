package org.boltzmann.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.term.Bias;
import org.boltzmann.core.term.Pairwise;
import org.boltzmann.core.term.ThreeWay;
import org.boltzmann.core.unit.Bernoulli;
import org.boltzmann.core.unit.OneHot;
import org.boltzmann.examples.cli.BoltzmannCommand;
import org.junit.jupiter.api.Test;

/** What the README shows is what works. */
class ReadmeTest {

    private static List<String> blocks(String language) throws IOException {
        Matcher fences = Pattern.compile("^```(\\w*)\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE)
                .matcher(Files.readString(Path.of("../README.md")));
        List<String> blocks = new ArrayList<>();
        while (fences.find()) {
            if (fences.group(1).equals(language)) {
                blocks.add(fences.group(2));
            }
        }
        return blocks;
    }

    @Test
    void theProgramInItIsTheOneThatIsBuiltAndRunOutsideTheBuild() throws IOException {
        String program = Files.readString(Path.of("src/it/two-file-project/src/main/java/Train.java"));
        assertThat(program).contains(blocks("java").get(0));
    }

    @Test
    void theMachineInItIsTheOneMadeHere() throws IOException {
        Group v = Group.of("v", new Bernoulli(), 784);
        Group h = Group.of("h", new Bernoulli(), 100);
        Group z = Group.of("z", new OneHot(5), 5);
        BoltzmannMachine mixture = BoltzmannMachine.of(
                Bias.on(v), Bias.on(h), Bias.on(z), Pairwise.between(h, z), ThreeWay.among(v, h, z));
        assertThat(mixture.parameter("v-h-z.weights").length()).isEqualTo(784 * 100 * 5);
        String self = Files.readString(Path.of("src/test/java/org/boltzmann/examples/ReadmeTest.java"));
        assertThat(self.replaceAll("\\s+", "")).contains(blocks("java").get(1).replaceAll("\\s+", ""));
    }

    @Test
    void itsCommandsAreUnderstood() throws IOException {
        int commands = 0;
        for (String block : blocks("")) {
            for (String line :
                    block.lines().filter(l -> l.startsWith("./boltzmann ")).toList()) {
                String[] words = line.split(" ");
                BoltzmannCommand.commandLine().parseArgs(Arrays.copyOfRange(words, 1, words.length));
                commands++;
            }
        }
        assertThat(commands).isEqualTo(9);
    }
}
