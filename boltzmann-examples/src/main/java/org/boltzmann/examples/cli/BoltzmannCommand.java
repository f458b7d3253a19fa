package org.boltzmann.examples.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command that holds all others. */
@Command(
        name = "boltzmann",
        description = "Trains Boltzmann machines, measures them and draws from them.",
        mixinStandardHelpOptions = true,
        versionProvider = BoltzmannCommand.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:unexpected failure",
            "2:usage or settings",
            "3:data, model file or machine refused",
            "4:training diverged",
            "5:input or output failed",
            "130:stopped by Ctrl-C; train --checkpoint has written a checkpoint",
            "143:stopped by SIGTERM; likewise"
        },
        subcommands = {
            TrainCommand.class,
            EvaluateCommand.class,
            SampleCommand.class,
            VariantsCommand.class,
            InspectCommand.class,
            CheckCommand.class,
            DataCommand.class,
            BenchCommand.class,
            CommandLine.HelpCommand.class
        })
public final class BoltzmannCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    /** Made by {@link #commandLine}. */
    BoltzmannCommand() {}

    /**
     * The command line, ready to execute arguments.
     *
     * @return a new command line whose exit codes tell what went wrong
     */
    public static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new BoltzmannCommand());
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setExecutionExceptionHandler((failure, command, parsed) -> {
            PrintWriter err = command.getErr();
            int code = ExitCodes.of(failure);
            if (code == ExitCodes.UNEXPECTED) {
                failure.printStackTrace(err);
            } else {
                err.println("boltzmann: " + ExitCodes.message(failure));
            }
            return code;
        });
        return commandLine;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** The version that the jar states. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            return new String[] {"boltzmann " + name()};
        }

        static String name() {
            String version = BoltzmannCommand.class.getPackage().getImplementationVersion();
            return version == null ? "development" : version;
        }
    }
}
