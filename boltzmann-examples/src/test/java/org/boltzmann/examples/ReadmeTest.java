package org.boltzmann.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Guice;
import com.google.inject.Injector;
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
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.term.Bias;
import org.boltzmann.core.term.Pairwise;
import org.boltzmann.core.term.ThreeWay;
import org.boltzmann.core.train.Trainer;
import org.boltzmann.core.unit.Bernoulli;
import org.boltzmann.core.unit.OneHot;
import org.boltzmann.core.wiring.BoltzmannModule;
import org.boltzmann.examples.cli.BoltzmannCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        assertThat(program).contains(blocks("java").get(1));
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
        assertThat(self.replaceAll("\\s+", "")).contains(blocks("java").get(2).replaceAll("\\s+", ""));
    }

    @Test
    void theFileInItMakesAMachineByInjection(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("run.yaml"), blocks("yaml").get(0));
        Injector injector = Guice.createInjector(BoltzmannModule.from(file));
        Trainer trainer = injector.getInstance(Trainer.class);
        trainer.train(injector.getInstance(Presentation.class), 1);
        BoltzmannMachine machine = injector.getInstance(BoltzmannMachine.class);
        assertThat(machine.groups()).hasToString("[v:bernoulli[256], y:one-hot[10], h:bernoulli[60], g:bernoulli[20]]");
        String self = Files.readString(Path.of("src/test/java/org/boltzmann/examples/ReadmeTest.java"));
        assertThat(self.replaceAll("\\s+", "")).contains(blocks("java").get(0).replaceAll("\\s+", ""));
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
        assertThat(commands).isEqualTo(45);
    }
}
