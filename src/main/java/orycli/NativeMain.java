package orycli;

import java.io.FileInputStream;
import java.io.IOException;
import org.graalvm.nativeimage.Platform;
import org.graalvm.nativeimage.VMRuntime;
import org.graalvm.nativeimage.c.function.CFunction;

/** Where the native executable begins, which has to do for itself what launcher and JVM do for {@link Main}. */
public final class NativeMain {
    private static final int STANDARD_STREAMS = 3;

    /** Held until the program ends. */
    private static final FileInputStream[] HELD = new FileInputStream[STANDARD_STREAMS];

    private NativeMain() {}

    public static void main(String[] args) {
        if (!Platform.includedIn(Platform.WINDOWS.class)) {
            holdStandardStreams();
        }
        // Built so that "-D", "-X" and "-XX" are words like others, it installs no handlers of signals by itself:
        // nothing would be taken back on an interrupt, and a reader that leaves would kill it.
        VMRuntime.initialize();
        System.setProperty("ory.interactive", Boolean.toString(isTerminal(0) && isTerminal(2)));
        System.setProperty("ory.interactive.out", Boolean.toString(isTerminal(1)));
        Main.main(args);
    }

    /**
     * Where one is closed, its number would be that of the next file: the connection to the server, to which a secret
     * would then be printed. What is opened for reading cannot be written to, and nothing comes out of this.
     */
    private static void holdStandardStreams() {
        for (int i = 0; i < STANDARD_STREAMS; i++) {
            try {
                HELD[i] = new FileInputStream("/dev/null");
            } catch (IOException e) {
                // A system without one; what is open stays open.
                return;
            }
        }
    }

    private static boolean isTerminal(int descriptor) {
        return isatty(descriptor) != 0;
    }

    /** Of the C library: whether this is a terminal. */
    @CFunction(value = "isatty", transition = CFunction.Transition.NO_TRANSITION)
    private static native int isatty(int descriptor);
}
