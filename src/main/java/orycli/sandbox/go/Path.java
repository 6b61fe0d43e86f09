package orycli.sandbox.go;

import java.util.ArrayDeque;
import java.util.Deque;

/** Go's {@code path}. */
public final class Path {
    private Path() {}

    /** {@code path.Clean} of an absolute path. */
    public static String clean(String path) {
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : path.split("/", -1)) {
            if (segment.equals("..")) {
                segments.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.add(segment);
            }
        }
        return "/" + String.join("/", segments);
    }
}
