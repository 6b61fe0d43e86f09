package orycli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import orycli.command.OryCommandLine;
import orycli.terminal.Interrupts;
import orycli.terminal.Terminal;

/** The program in this process, with streams, environment and clock of its own. It waits for nothing. */
public final class Cli {
    private final Map<String, String> environment = new HashMap<>();
    private final List<Duration> pauses = new ArrayList<>();
    private InputStream stdin = InputStream.nullInputStream();
    private OutputStream stdout = new ByteArrayOutputStream();
    private final FakeSignals signals = new FakeSignals();
    private boolean interactive;
    private boolean outIsTerminal;
    private Interrupts.Pause pause = pauses::add;
    private Consumer<String> browser = address -> {};
    private String typedSecret = "";
    private OptionalInt columns = OptionalInt.empty();

    /** All that a user sees of a command. */
    public record Result(int exitCode, String stdout, String stderr) {}

    /** Runs a command in an empty environment. */
    public static Result run(String... arguments) {
        return new Cli().execute(arguments);
    }

    public static Cli with(String variable, String value) {
        return new Cli().and(variable, value);
    }

    /** The program where this admin API is to be used. */
    public static Cli at(String url) {
        return with("ORY_SDK_URL", url);
    }

    public Cli and(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    public Cli stdin(String text) {
        stdin = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Types this at a terminal, where an end is not the end: whoever reads on is asked for more, and fails here. */
    public Cli typing(String text) {
        InputStream typed = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        stdin = new InputStream() {
            private boolean ended;

            @Override
            public int read() throws IOException {
                if (ended) {
                    throw new IOException("a person is asked twice for the end");
                }
                int next = typed.read();
                ended = next < 0;
                return next;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                int next = read();
                if (next < 0) {
                    return next;
                }
                bytes[offset] = (byte) next;
                return 1;
            }
        };
        return interactive();
    }

    /** Has results written there, and not be part of {@link Result}. */
    public Cli stdout(OutputStream stream) {
        stdout = stream;
        return this;
    }

    public Cli interactive() {
        interactive = true;
        return this;
    }

    /** Interrupts the program as soon as it waits. */
    public Cli interrupted() {
        pause = duration -> {
            throw new InterruptedException();
        };
        return this;
    }

    /** Runs {@code ory create oauth2-client}. */
    public Result create(String... flags) {
        List<String> arguments = new ArrayList<>(List.of("create", "oauth2-client"));
        arguments.addAll(List.of(flags));
        return execute(arguments.toArray(String[]::new));
    }

    /** Has addresses opened there. */
    public Cli browser(Consumer<String> opens) {
        browser = opens;
        return this;
    }

    public Result execute(String... arguments) {
        ByteArrayOutputStream stderr = new ByteArrayOutputStream();
        int exitCode = OryCommandLine.create(terminal(stderr)).execute(arguments);
        String out = stdout instanceof ByteArrayOutputStream bytes ? bytes.toString(StandardCharsets.UTF_8) : "";
        return new Result(exitCode, out, stderr.toString(StandardCharsets.UTF_8));
    }

    /** What the program sees of the world. */
    public Terminal terminal(OutputStream stderr) {
        Terminal.Desk desk = new Terminal.Desk() {
            @Override
            public void browse(String address) {
                browser.accept(address);
            }

            @Override
            public String askSecret(String question) throws IOException {
                stderr.write((question + "\n").getBytes(StandardCharsets.UTF_8));
                return typedSecret;
            }

            @Override
            public OptionalInt columns() {
                return columns;
            }
        };
        return new Terminal(
                new Terminal.Streams(stdin, stdout, stderr, interactive, outIsTerminal),
                environment,
                new Interrupts(pause, signals),
                desk);
    }

    /** What a person types where it is asked for and not shown. */
    public Cli secret(String typed) {
        typedSecret = typed;
        return this;
    }

    /** A person at a terminal, where standard output ends, too. */
    public Cli onScreen() {
        outIsTerminal = true;
        return interactive();
    }

    /** A screen that wide. */
    public Cli onScreen(int width) {
        columns = OptionalInt.of(width);
        return onScreen();
    }

    /** Tells the program to end, as a signal does; returns when it has ended. */
    public void interrupt() {
        signals.send();
    }

    /** How long the program wanted to wait, each time that it did. */
    public List<Duration> pauses() {
        return pauses;
    }
}
