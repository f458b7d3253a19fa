package org.boltzmann.examples.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.boltzmann.core.io.Json;
import picocli.CommandLine;

/** Commands run as if typed. */
record Commands(int code, String out, String err) {

    static Commands run(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine = BoltzmannCommand.commandLine();
        commandLine.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        String[] words = new String[arguments.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = arguments[i].toString();
        }
        return new Commands(commandLine.execute(words), out.toString(), err.toString());
    }

    Map<?, ?> json() {
        return (Map<?, ?>) Json.read(out);
    }
}
