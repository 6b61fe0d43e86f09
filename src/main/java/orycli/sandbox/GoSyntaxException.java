package orycli.sandbox;

/** A value that Go's standard library does not take, in Go's words where they are known. */
final class GoSyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    GoSyntaxException(String message) {
        super(message, null, false, false);
    }
}
