package orycli.command.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import orycli.command.option.Context;
import orycli.command.report.Failure.Code;
import orycli.json.Json;
import orycli.terminal.Terminal;
import orycli.text.Escapes;

/** Tells of failures on standard error: in sentences, or each as a line of JSON. */
public final class ErrorReporter {
    private static final int LONGEST = 2000;
    /** How much of the end is kept, which says what is wrong. */
    private static final int ENDING = 500;

    private final Terminal terminal;
    private final boolean asJson;

    /** For what is done in a context. */
    public ErrorReporter(Context context) {
        this(context.terminal(), context.notes().asJson());
    }

    public ErrorReporter(Terminal terminal, boolean asJson) {
        this.terminal = terminal;
        this.asJson = asJson;
    }

    /** Says what is wrong; the result is the exit code. Whoever interrupted the program knows what is wrong. */
    public int report(Failure failure) {
        if (asJson) {
            terminal.say(Line.of(failure));
        } else if (failure.code() != Code.INTERRUPTED || !failure.message().equals(Failure.INTERRUPTED)) {
            // What a user typed and what a server answered may hold line breaks, and codes that steer the terminal.
            terminal.say("Error: " + Escapes.of(shortened(failure.message())));
            failure.advice().stream().map(Escapes::of).forEach(terminal::say);
        }
        return failure.code().exitCode();
    }

    /** A value that is repeated may be of any length; who reads the message knows it. */
    private static String shortened(String message) {
        return message.length() <= LONGEST
                ? message
                : message.substring(0, LONGEST - ENDING) + "…" + message.substring(message.length() - ENDING);
    }

    /** A class of its own, as the one around it is verified at every start, and Jackson would be loaded for that. */
    private static final class Line {
        private Line() {}

        static String of(Failure failure) {
            ObjectNode error = Json.nodes().objectNode();
            error.put("code", failure.code().word());
            failure.status().ifPresentOrElse(status -> error.put("status", status), () -> error.putNull("status"));
            error.put("exit_code", failure.code().exitCode()).put("message", shortened(failure.message()));
            failure.advice().forEach(error.putArray("advice")::add);
            return Json.write(Json.nodes().objectNode().set("error", error));
        }
    }
}
