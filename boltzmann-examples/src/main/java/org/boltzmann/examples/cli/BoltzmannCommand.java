package org.boltzmann.examples.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import org.boltzmann.core.io.Nearest;
import org.boltzmann.core.wiring.SettingsException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command that holds all others. */
@Command(
        name = "boltzmann",
        description =
                "Trains Boltzmann machines, measures them, classifies with them, completes data, carries transformations over"
                        + " and draws from them.",
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
            "6:the models differ (diff, reproduce)",
            "130:stopped by Ctrl-C; train --checkpoint has written a checkpoint",
            "143:stopped by SIGTERM; likewise"
        },
        subcommands = {
            TrainCommand.class,
            EvaluateCommand.class,
            ClassifyCommand.class,
            FeaturesCommand.class,
            ScoreCommand.class,
            CompareCommand.class,
            SampleCommand.class,
            CompleteCommand.class,
            MaskCommand.class,
            TransformCommand.class,
            VariantsCommand.class,
            InspectCommand.class,
            DiffCommand.class,
            ReproduceCommand.class,
            ExportCommand.class,
            ImportCommand.class,
            CheckCommand.class,
            DataCommand.class,
            BenchCommand.class,
            CompletionCommand.class,
            CommandLine.HelpCommand.class
        },
        footerHeading = BoltzmannCommand.EXAMPLES,
        footer = {
            "  boltzmann train",
            "  boltzmann sample model.safetensors --out samples.png",
            "  boltzmann help train"
        })
public final class BoltzmannCommand implements Runnable {

    /** What the examples at the end of each help begin with. */
    static final String EXAMPLES = "%nExamples:%n";

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Print where in the program a failure came from.")
    private boolean debug;

    /** Made by {@link #commandLine}. */
    BoltzmannCommand() {}

    /**
     * The command line, ready to execute arguments.
     *
     * @return a new command line whose exit codes tell what went wrong
     */
    public static CommandLine commandLine() {
        BoltzmannCommand root = new BoltzmannCommand();
        CommandLine commandLine = new CommandLine(root);
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setExecutionExceptionHandler((failure, command, parsed) -> {
            PrintWriter err = VisibleWriter.of(command.getErr());
            int code = ExitCodes.of(failure);
            err.println("boltzmann: " + ExitCodes.message(failure));
            if (root.debug) {
                failure.printStackTrace(err);
            }
            return code;
        });
        commandLine.setParameterExceptionHandler((failure, arguments) -> {
            PrintWriter err = VisibleWriter.of(failure.getCommandLine().getErr());
            String name = failure.getCommandLine().getCommandSpec().qualifiedName();
            err.println("boltzmann: " + failure.getMessage());
            if (failure instanceof CommandLine.UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()) {
                nearest(failure.getCommandLine(), unmatched.getUnmatched().get(0))
                        .ifPresent(near -> err.println("did you mean \"" + name + " " + near + "\"?"));
            } else {
                CommandLine.UnmatchedArgumentException.printSuggestions(failure, err);
            }
            err.println("\"" + name + " --help\" tells all that can be given");
            return ExitCodes.USAGE;
        });
        return commandLine;
    }

    private static Optional<String> nearest(CommandLine command, String word) {
        return Nearest.to(word, command.getSubcommands().keySet());
    }

    /**
     * Runs a command.
     *
     * @param arguments as typed
     * @return its exit code
     */
    public static int run(String... arguments) {
        CommandLine commandLine = commandLine();
        try {
            OwnJars.check(Optional.ofNullable(System.getenv(OwnJars.VARIABLE)).orElse(""));
            return commandLine.execute(arguments);
        } catch (SettingsException | ServiceConfigurationError e) {
            VisibleWriter.of(commandLine.getErr()).println("boltzmann: " + ExitCodes.message(e));
            return ExitCodes.of(e);
        } catch (OutOfMemoryError | StackOverflowError | LinkageError e) {
            commandLine.getErr().println("boltzmann: " + ExitCodes.unexpected(e));
            if (List.of(arguments).contains("--debug")) {
                e.printStackTrace(commandLine.getErr());
            }
            commandLine.getErr().flush();
            return ExitCodes.UNEXPECTED;
        }
    }

    boolean isDebug() {
        return debug;
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
