package orycli.terminal;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.Console;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The world around the program: its streams, its environment, its interruption. All text is UTF-8. */
public final class Terminal {
    /** Set by the launchers, which can ask the operating system what Java cannot: is stderr a terminal? */
    private static final String INTERACTIVE_PROPERTY = "ory.interactive";

    /** A person who sees nothing for longer thinks that nothing happens. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(2);

    private static final Duration LONGEST_HOLD_OFF = Duration.ofSeconds(10);

    private final InputStream in;
    private final OutputStream out;
    private final PrintStream err;
    private final Map<String, String> environment;
    private final boolean interactive;
    private final Pause pause;
    private final Consumer<String> browser;

    private volatile Optional<Thread> waiting = Optional.empty();
    private volatile boolean ending;

    /** How the program waits; a test need not. */
    @FunctionalInterface
    public interface Pause {
        void sleep(Duration duration) throws InterruptedException;
    }

    /** @param browser opens an address, if it can */
    public Terminal(
            InputStream in,
            OutputStream out,
            OutputStream err,
            Map<String, String> environment,
            boolean interactive,
            Pause pause,
            Consumer<String> browser) {
        this.in = in;
        this.out = out;
        this.err = new PrintStream(err, true, StandardCharsets.UTF_8);
        this.environment = Map.copyOf(environment);
        this.interactive = interactive;
        this.pause = pause;
        this.browser = browser;
    }

    /** The terminal of this process. Its standard output is not a {@link PrintStream}, which would hide failures. */
    public static Terminal system() {
        return new Terminal(
                // Buffered, as the bare stream asks for its length, which a pipe does not have.
                new BufferedInputStream(new FileInputStream(FileDescriptor.in)),
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err),
                System.getenv(),
                isInteractive(),
                duration -> Thread.sleep(duration.toMillis()),
                SystemBrowser::open);
    }

    /** This terminal, with one environment variable set. */
    public Terminal with(String variable, String value) {
        Map<String, String> changed = new HashMap<>(environment);
        changed.put(variable, value);
        return new Terminal(in, out, err, changed, interactive, pause, browser);
    }

    /**
     * Writes to standard output and makes sure that it has arrived.
     *
     * @throws IOException also for a closed output, a full disk and a pipe whose reader left
     */
    public void print(String text) throws IOException {
        try {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            throw new IOException("cannot write to standard output: " + e.getMessage(), e);
        }
    }

    /** Writes a line to standard error. Nothing can be done where that fails, so nothing is. */
    public void say(String line) {
        err.println(line);
    }

    public InputStream in() {
        return in;
    }

    /** The variable's value; a variable that is set but empty is unset. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }

    /** Whether the variable is set, but empty, which often is a secret that a pipeline was not given. */
    public boolean isEmptyVariable(String name) {
        return "".equals(environment.get(name));
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
        err.print(question + " [y/n] ");
        err.flush();
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        int next = in.read();
        while (next >= 0 && next != '\n') {
            answer.write(next);
            next = in.read();
        }
        String word = answer.toString(StandardCharsets.UTF_8).strip().toLowerCase(Locale.ROOT);
        return word.equals("y") || word.equals("yes");
    }

    /** Opens the address in a browser, if there is one. */
    public void open(String address) {
        browser.accept(address);
    }

    /** Whether a person sits at it: standard input and standard error are terminals. */
    public boolean interactive() {
        return interactive;
    }

    /**
     * Waits, unless the process is ending.
     *
     * @throws InterruptedIOException where the wait is cut short
     */
    public void pause(Duration duration) throws InterruptedIOException {
        if (interactive && duration.compareTo(LONGEST_SILENCE) >= 0) {
            say("Trying again in " + duration.toSeconds() + " s.");
        }
        waiting = Optional.of(Thread.currentThread());
        try {
            if (ending) {
                throw new InterruptedException();
            }
            pause.sleep(duration);
        } catch (InterruptedException e) {
            throw new InterruptedIOException("the wait to try again was cut short");
        } finally {
            waiting = Optional.empty();
        }
    }

    /**
     * Has the action run when the process is told to end (SIGINT, SIGTERM), until the registration is closed. The
     * process ends when the action returns, whatever its other threads do.
     */
    public Registration onInterrupt(Runnable action) {
        Runnable ended = () -> {
            ending = true;
            waiting.ifPresent(Thread::interrupt);
            action.run();
        };
        Thread hook = new Thread(ended, "interrupt");
        Runtime runtime = Runtime.getRuntime();
        try {
            runtime.addShutdownHook(hook);
        } catch (IllegalStateException alreadyEnding) {
            hook.start();
            return () -> {};
        }
        return () -> {
            try {
                runtime.removeShutdownHook(hook);
            } catch (IllegalStateException alreadyEnding) {
                // The action is running or has run.
            }
        };
    }

    /**
     * Has an interrupt wait until this is closed, for ten seconds at most: what has begun is worth more than a quick end.
     */
    public Registration holdOff() {
        CountDownLatch done = new CountDownLatch(1);
        Registration onInterrupt = onInterrupt(() -> {
            try {
                if (!done.await(LONGEST_HOLD_OFF.toSeconds(), TimeUnit.SECONDS)) {
                    say("Error: interrupted while waiting for an answer");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        return () -> {
            done.countDown();
            onInterrupt.close();
        };
    }

    /** Whether an action that waits for an interrupt is told to run, or has run. */
    public boolean isEnding() {
        return ending;
    }

    /** Something that can be taken back. */
    @FunctionalInterface
    public interface Registration extends Closeable {
        @Override
        void close();
    }

    private static boolean isInteractive() {
        String told = System.getProperty(INTERACTIVE_PROPERTY);
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
