package orycli.sandbox;

/** A client that the sandbox was to start with is none to Hydra. The message is the end of a sentence, in Hydra's words. */
public final class RefusedClientException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int position;

    RefusedClientException(int position, String reason) {
        super(reason, null, false, false);
        this.position = position;
    }

    /** Which one it is, counted from 1. */
    public int position() {
        return position;
    }
}
