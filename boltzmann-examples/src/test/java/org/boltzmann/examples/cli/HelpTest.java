package org.boltzmann.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.boltzmann.core.wiring.Catalog;
import org.boltzmann.core.wiring.Contributions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Every command's help ends with examples, and they can be typed. */
class HelpTest {

    private static final Catalog CATALOG = Contributions.catalog();

    private static final Set<String> KEYS = SettingsList.keys(CATALOG);

    static Stream<CommandLine> commands() {
        return all(BoltzmannCommand.commandLine())
                .filter(command -> !command.getCommandName().equals("help"));
    }

    private static Stream<CommandLine> all(CommandLine command) {
        return Stream.concat(
                Stream.of(command), command.getSubcommands().values().stream().flatMap(HelpTest::all));
    }

    /** What follows the name of the program, without what a shell makes of the rest. */
    private static List<String> words(String example) {
        String typed = example.substring(example.indexOf("boltzmann ") + "boltzmann ".length());
        return List.of(typed.replaceAll("\\)$| > .*$", "").split(" "));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void endsWithExamplesThatParse(CommandLine command) {
        String[] footer = command.getCommandSpec().usageMessage().footer();
        assertThat(footer).hasSizeBetween(1, 4);
        assertThat(command.getUsageMessage(Ansi.OFF)).containsPattern("\\R\\RExamples:\\R  .*boltzmann ");
        for (String example : footer) {
            assertThat(example).startsWith("  ").contains("boltzmann");
            ParseResult parsed =
                    BoltzmannCommand.commandLine().parseArgs(words(example).toArray(new String[0]));
            List<String> names = new ArrayList<>();
            ParseResult last = parsed;
            while (last.hasSubcommand()) {
                last = last.subcommand();
                names.add(last.commandSpec().name());
            }
            String own = command.getCommandSpec().qualifiedName(" ").replaceFirst("^boltzmann ?", "");
            assertThat(String.join(" ", names)).startsWith(own);
            last.matchedOptions().forEach(option -> check(example, option));
        }
    }

    private static void check(String example, OptionSpec option) {
        if (option.longestName().equals("-D")) {
            Map<?, ?> settings = option.getValue();
            assertThat(settings.keySet())
                    .as(example)
                    .allSatisfy(
                            key -> assertThat(KEYS).contains(key.toString().replaceFirst("^compare\\.[^.]*\\.", "")));
        } else if (option.longestName().equals("--variant")) {
            Object value = option.getValue();
            List<?> names = value instanceof List<?> list ? list : List.of(value);
            assertThat(names)
                    .as(example)
                    .allSatisfy(name -> assertThat(CATALOG.variants()).containsKey(name.toString()));
        } else if (option.longestName().equals("--data")) {
            String name = option.getValue();
            assertThat(name.endsWith(".csv") || CATALOG.dataSets().containsKey(name))
                    .as(example)
                    .isTrue();
        }
    }
}
