package orycli.terminal;

import java.io.ByteArrayOutputStream;
import java.io.Console;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/** The browser and the keyboard of whoever sits at this computer. */
final class SystemDesk implements Terminal.Desk {
    /** Set by the launcher, as Java cannot tell. */
    private static final String COLUMNS_PROPERTY = "ory.columns";

    private final Interrupts interrupts;

    SystemDesk(Interrupts interrupts) {
        this.interrupts = interrupts;
    }

    @Override
    public void browse(String address) {
        SystemBrowser.open(address);
    }

    @Override
    @SuppressWarnings("SystemConsoleNull") // It is null on JDK 17, also where standard output alone is no terminal.
    public String askSecret(String question) throws IOException {
        Console console = System.console();
        if (console != null) {
            char[] typed = console.readPassword("%s", question);
            return typed == null ? "" : new String(typed);
        }
        Interrupts.Registration onInterrupt = interrupts.onInterrupt(SystemDesk::showAgain);
        try {
            setEcho(false);
            say(question);
            return readLine(new FileInputStream(FileDescriptor.in));
        } finally {
            onInterrupt.close();
            showAgain();
            say("\n");
        }
    }

    @Override
    public OptionalInt columns() {
        String told = System.getProperty(COLUMNS_PROPERTY);
        if (told == null) {
            return Terminal.nativeBuilder().isPresent() ? Terminal.positive(askColumns()) : OptionalInt.empty();
        }
        return Terminal.positive(told);
    }

    /** A native executable has no launcher to tell it. */
    private static String askColumns() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(Redirect.DISCARD)
                    .start();
            String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return size.strip().replaceFirst("^\\d+ ", "");
        } catch (IOException noTerminal) {
            return "";
        }
    }

    private static void showAgain() {
        try {
            setEcho(true);
        } catch (IOException e) {
            // What could hide it a moment ago is gone; the terminal's owner sees that.
        }
    }

    /** Java can hide what is typed only where standard output is a terminal, too. */
    private static void setEcho(boolean on) throws IOException {
        Process stty;
        try {
            stty = new ProcessBuilder("stty", on ? "echo" : "-echo")
                    .redirectInput(Redirect.INHERIT)
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start();
            if (stty.waitFor() == 0) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new IOException("cannot hide what is typed here; use a file");
    }

    private static void say(String text) throws IOException {
        // Closing it would close standard error.
        OutputStream err = new FileOutputStream(FileDescriptor.err);
        err.write(text.getBytes(StandardCharsets.UTF_8));
        err.flush();
    }

    private static String readLine(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8);
    }
}
