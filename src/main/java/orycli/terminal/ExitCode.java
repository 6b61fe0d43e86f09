package orycli.terminal;

import java.util.LinkedHashMap;
import java.util.Map;

/** How a command ended, as a script sees it. */
public final class ExitCode {
    public static final int OK = 0;
    public static final int FAILURE = 1;
    public static final int USAGE = 2;
    public static final int PARTIAL_FAILURE = 3;
    public static final int NOT_AUTHENTICATED = 4;
    public static final int UNREACHABLE = 5;
    /** SIGINT, as shells report it: 128 + 2. The JVM ends with 129 and 143 by itself for SIGHUP and SIGTERM. */
    public static final int INTERRUPTED = 130;

    private ExitCode() {}

    /** What each code says, for people. */
    public static Map<String, String> meanings() {
        Map<String, String> meanings = new LinkedHashMap<>();
        meanings.put(String.valueOf(OK), "done");
        meanings.put(String.valueOf(FAILURE), "the server or a file said no");
        meanings.put(String.valueOf(USAGE), "wrong usage; nothing was sent");
        meanings.put(String.valueOf(PARTIAL_FAILURE), "some of several items failed");
        meanings.put(String.valueOf(NOT_AUTHENTICATED), "not signed in, or the credentials were refused");
        meanings.put(String.valueOf(UNREACHABLE), "the server could not be reached, or it is unknown whether it acted");
        meanings.put(String.valueOf(INTERRUPTED), "interrupted (129 by SIGHUP, 143 by SIGTERM)");
        return meanings;
    }
}
