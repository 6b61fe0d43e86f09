package orycli.terminal;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Console;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The world around the program: its streams, its environment, its interruption. All text is UTF-8. */
public final class Terminal {
    /** Set by the launchers, which can ask the operating system what Java cannot: is stderr a terminal? */
    private static final String INTERACTIVE_PROPERTY = "ory.interactive";
    /** And is stdout? */
    private static final String OUT_PROPERTY = "ory.interactive.out";
    /** Set by them where they set {@code LC_ALL} for the JVM: what it was, empty where it was not set. */
    private static final String LC_ALL_PROPERTY = "ory.lc_all";

    private static final String LC_ALL = "LC_ALL";
    /** Options for a JVM, which may have it do something at its end: the launcher reads the first, and Java the others. */
    private static final List<String> JVM_OPTIONS =
            List.of("ORY_JAVA_OPTS", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    /** Of a screen that nobody knows anything about. */
    private static final int USUAL_COLUMNS = 80;

    /** In UTF-16 units. */
    private static final int LONGEST_PIECE = 1 << 16;

    private final Streams streams;
    private final PrintStream err;
    private final StatusLine status;
    private final Map<String, String> environment;
    private final Interrupts interrupts;
    private final Desk desk;
    private final boolean attended;

    /**
     * The standard streams.
     *
     * @param out not a {@link PrintStream}, which would hide failures
     * @param interactive whether a person sits there: standard input and standard error are terminals
     * @param outIsTerminal whether standard output is one, too
     */
    public record Streams(
            InputStream in, OutputStream out, OutputStream err, boolean interactive, boolean outIsTerminal) {}

    /** What a person has beside the streams. */
    public interface Desk {
        /** Opens the address in a browser, if there is one. */
        void browse(String address);

        /**
         * Asks for something that is not shown while it is typed.
         *
         * @return the line, without its end; empty where none came
         * @throws IOException where it would be shown, or cannot be read
         */
        String askSecret(String question) throws IOException;

        /** How wide the screen is, in characters, where that can be told. */
        OptionalInt columns();
    }

    public Terminal(Streams streams, Map<String, String> environment, Interrupts interrupts, Desk desk) {
        this(streams, environment, interrupts, desk, true);
    }

    private Terminal(
            Streams streams, Map<String, String> environment, Interrupts interrupts, Desk desk, boolean attended) {
        this.attended = attended;
        this.streams = streams;
        this.err = new PrintStream(streams.err(), true, StandardCharsets.UTF_8);
        this.status = new StatusLine(err, streams.interactive());
        this.environment = Map.copyOf(environment);
        this.interrupts = interrupts;
        this.desk = desk;
    }

    /** The terminal of this process. */
    public static Terminal system() {
        Interrupts interrupts = Interrupts.system();
        return new Terminal(
                new Streams(
                        // Buffered, as the bare stream asks for its length, which a pipe does not have.
                        new BufferedInputStream(new FileInputStream(FileDescriptor.in)),
                        new FileOutputStream(FileDescriptor.out),
                        new FileOutputStream(FileDescriptor.err),
                        isTerminal(INTERACTIVE_PROPERTY),
                        isTerminal(OUT_PROPERTY)),
                System.getenv(),
                interrupts,
                new SystemDesk(interrupts));
    }

    /** This terminal, with one environment variable set. */
    public Terminal with(String variable, String value) {
        Map<String, String> changed = new HashMap<>(environment);
        changed.put(variable, value);
        return new Terminal(streams, changed, interrupts, desk, attended);
    }

    /** This terminal with nobody at it: nothing is read, and what is said is not heard. */
    public Terminal unattended() {
        Streams deaf = new Streams(
                InputStream.nullInputStream(), streams.out(), OutputStream.nullOutputStream(), false, false);
        return new Terminal(deaf, environment, interrupts, desk, false);
    }

    /** Whether what is begun may be brought to its end: nobody waits for what runs at an {@link #unattended} one. */
    public boolean isAttended() {
        return attended;
    }

    /**
     * Writes to standard output and makes sure that it has arrived.
     *
     * @throws IOException also for a closed output, a full disk and a pipe whose reader left
     */
    public void print(String text) throws IOException {
        try {
            status.show("");
            write(text);
            streams.out().flush();
        } catch (IOException e) {
            throw new IOException("cannot write to standard output: " + e.getMessage(), e);
        }
    }

    /** In pieces, as the JVM copies what it is given to write, and a table may be long. */
    private void write(String text) throws IOException {
        int end;
        for (int at = 0; at < text.length(); at = end) {
            end = Math.min(at + LONGEST_PIECE, text.length());
            if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
                end--;
            }
            streams.out().write(text.substring(at, end).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Writes a line to standard error. Nothing can be done where that fails, so nothing is. */
    public void say(String line) {
        status.say(line);
    }

    public InputStream in() {
        return streams.in();
    }

    /** The variable's value; a variable that is set but empty is unset. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }

    /** Whether the variable is set, but empty, which often is a secret that a pipeline was not given. */
    public boolean isEmptyVariable(String name) {
        return "".equals(environment.get(name));
    }

    /** Gives a program that is about to be started the locale of the caller, where the launcher changed it for the JVM. */
    public static void restoreLocale(Map<String, String> variables) {
        String told = System.getProperty(LC_ALL_PROPERTY);
        if (told == null) {
            return;
        }
        if (told.isEmpty()) {
            variables.remove(LC_ALL);
        } else {
            variables.put(LC_ALL, told);
        }
    }

    /** The folder of the user's own files, where the environment names it. */
    public Optional<Path> home() {
        return variable(File.separatorChar == '\\' ? "USERPROFILE" : "HOME").map(Path::of);
    }

    /**
     * Asks a person; anything but {@code y} and {@code yes} is a no.
     *
     * @throws IOException where the answer cannot be read
     */
    public boolean confirm(String question) throws IOException {
        status.show("");
        err.print(question + " [y/N] ");
        err.flush();
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        InputStream in = streams.in();
        int next = in.read();
        while (next >= 0 && next != '\n') {
            answer.write(next);
            next = in.read();
        }
        String word = answer.toString(StandardCharsets.UTF_8).strip().toLowerCase(Locale.ROOT);
        return word.equals("y") || word.equals("yes");
    }

    /**
     * Asks a person for something that is not shown while it is typed.
     *
     * @throws IOException where it would be shown, or cannot be read
     */
    public String askSecret(String question) throws IOException {
        status.show("");
        return desk.askSecret(question);
    }

    /** Opens the address in a browser, if there is one. */
    public void open(String address) {
        desk.browse(address);
    }

    /** Whether a person sits at it: standard input and standard error are terminals. */
    public boolean interactive() {
        return streams.interactive();
    }

    /** Whether a person sits at it who sees the results, too. */
    public boolean showsResults() {
        return streams.interactive() && streams.outIsTerminal();
    }

    /** How wide a text on standard output may be: what {@code COLUMNS} says, else as wide as the screen, else 80. */
    public int columns() {
        OptionalInt told = variable("COLUMNS").map(Terminal::positive).orElse(OptionalInt.empty());
        if (told.isPresent()) {
            return told.getAsInt();
        }
        return streams.outIsTerminal() ? desk.columns().orElse(USUAL_COLUMNS) : USUAL_COLUMNS;
    }

    /** A number above 0. */
    static OptionalInt positive(String text) {
        return text.matches("0*[1-9][0-9]{0,8}") ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
    }

    /**
     * Whether standard output shows bold text, and may: see <a href="https://no-color.org">no-color.org</a>. A system
     * without {@code TERM} may have screens that show the codes instead.
     */
    public boolean isStyled() {
        return streams.outIsTerminal()
                && variable("NO_COLOR").isEmpty()
                && variable("TERM").filter(kind -> !kind.equals("dumb")).isPresent();
    }

    /** What made this program a native executable, such as {@code GraalVM CE 25+37.1}; empty where a JVM runs it. */
    public static Optional<String> nativeBuilder() {
        return System.getProperty("org.graalvm.nativeimage.imagecode") == null
                ? Optional.empty()
                : Optional.of(System.getProperty("java.vendor.version", "GraalVM"));
    }

    /** How many bytes of memory this program may use at the most. */
    public long memory() {
        return Runtime.getRuntime().maxMemory();
    }

    /** Ends the process. What is done where it is told to end, such as to take back a client, is waited for. */
    public void end(int exitCode) {
        if (interrupts.isEnding()
                || JVM_OPTIONS.stream().anyMatch(name -> variable(name).isPresent())) {
            System.exit(exitCode);
        }
        // From Java 21 on, exit would look for loggers in every jar. Nobody has brought anything that it would end.
        Runtime.getRuntime().halt(exitCode);
    }

    /** What becomes of the work that is interrupted. */
    public Interrupts interrupts() {
        return interrupts;
    }

    /** The line that tells a person how far it has come. */
    public StatusLine status() {
        return status;
    }

    /** As the launcher says, or else as Java knows of standard input and output together. */
    private static boolean isTerminal(String property) {
        String told = System.getProperty(property);
        return told == null ? hasConsole() : Boolean.parseBoolean(told);
    }

    @SuppressWarnings("SystemConsoleNull") // It is null on JDK 17.
    private static boolean hasConsole() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            // From JDK 22 on there is a console even without a terminal, and this method, which 17 does not have.
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException beforeJdk22) {
            return true;
        }
    }
}
