package orycli.hydra;

import java.io.IOException;
import orycli.http.Explanation;
import orycli.http.Reply;

/** The server said no. The message is one line that repeats the server's own reason. */
public final class ApiException extends IOException {
    private static final long serialVersionUID = 1L;

    private static final int CONFLICT = 409;

    private final int status;
    private final boolean explained;

    private ApiException(String message, int status, boolean explained) {
        super(message);
        this.status = status;
        this.explained = explained;
    }

    /**
     * What the answer says.
     *
     * @param action what was tried, such as "cannot create the client"
     */
    static ApiException of(String action, Reply reply) {
        Explanation explanation = Explanation.of(action, reply);
        return new ApiException(explanation.message(), reply.status(), explanation.explained());
    }

    /** There is a client of that id, and there can be no other. */
    static ApiException exists(String id) {
        return new ApiException("cannot create the client: there is already a client " + id, CONFLICT, true);
    }

    /** Whether there is already a client of the id that was to be created. */
    boolean isConflict() {
        return status == CONFLICT && explained;
    }

    /** The HTTP status code. */
    public int status() {
        return status;
    }

    /** Whether the answer was one of an API, and not, say, of a proxy or of a web site. */
    public boolean explained() {
        return explained;
    }
}
