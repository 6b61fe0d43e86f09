package orycli.hydra;

import java.io.IOException;
import orycli.http.Explanation;
import orycli.http.Reply;

/** The server said no. The message is one line that repeats the server's own reason. */
public final class ApiException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final boolean explained;

    private ApiException(Explanation explanation, int status) {
        super(explanation.message());
        this.status = status;
        this.explained = explanation.explained();
    }

    /**
     * What the answer says.
     *
     * @param action what was tried, such as "cannot create the client"
     */
    static ApiException of(String action, Reply reply) {
        return new ApiException(Explanation.of(action, reply), reply.status());
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
