package orycli.sandbox.go;

/** A value that Go's standard library does not take, in Go's words where they are known. */
public final class SyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    public SyntaxException(String message) {
        super(message, null, false, false);
    }
}
