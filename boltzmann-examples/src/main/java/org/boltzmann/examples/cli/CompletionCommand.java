package org.boltzmann.examples.cli;

import java.util.List;
import org.boltzmann.core.wiring.SettingsException;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the script by which a shell completes what is typed. */
@Command(
        name = "completion",
        description = {
            "Writes a script by which a shell completes commands, options, variants, data sets, settings and metrics. Let your",
            "shell read it at its start, in .bashrc or .zshrc."
        },
        mixinStandardHelpOptions = true,
        footerHeading = BoltzmannCommand.EXAMPLES,
        footer = {"  source <(boltzmann completion bash)", "  boltzmann completion zsh > boltzmann-completion.zsh"})
final class CompletionCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "SHELL", description = "bash or zsh.", completionCandidates = Candidates.Shells.class)
    private String shell;

    @Override
    public void run() {
        if (!Candidates.Shells.NAMES.contains(shell)) {
            throw new SettingsException(List.of(
                    "no script for " + shell + "; there is one for " + String.join(" and ", Candidates.Shells.NAMES)));
        }
        CommandLine root = spec.root().commandLine();
        spec.commandLine().getOut().print(script(AutoComplete.bash(root.getCommandName(), root)));
        spec.commandLine().getOut().flush();
    }

    /** As generated; but files may be data sets and suites too, and what follows the key of a setting is its value, not a space. */
    private static String script(String generated) {
        String offered = "COMPREPLY=( $( compReplyArray \"${LABEL_option_args[@]}\" ) )";
        String withFiles = "type compopt &>/dev/null && compopt -o filenames\n"
                + "      COMPREPLY=( $( compReplyArray \"${LABEL_option_args[@]}\" ) $( compgen -f -- \"${curr_word}\" ) )";
        String script = generated;
        for (String label : List.of("NAME", "SUITE")) {
            script = script.replace(offered.replace("LABEL", label), withFiles.replace("LABEL", label));
        }
        String keys = offered.replace("LABEL", "KEYVALUE");
        return script.replace(keys, "type compopt &>/dev/null && compopt -o nospace\n      " + keys);
    }
}
