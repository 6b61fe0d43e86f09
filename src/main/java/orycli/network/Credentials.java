package orycli.network;

/** Who is asking: what is sent as a bearer token, and what to say where it is refused. */
public record Credentials(Kind kind, String token) {
    /** Where the token is from. */
    public enum Kind {
        PROJECT_KEY,
        WORKSPACE_KEY,
        SESSION
    }

    @Override
    public String toString() {
        return kind + " [redacted]";
    }

    String authorization() {
        return "Bearer " + token;
    }

    NotSignedInException refused(String message) {
        return switch (kind) {
            case PROJECT_KEY ->
                new NotSignedInException(
                        message,
                        "The API key in ORY_PROJECT_API_KEY was refused. Is it whole, and does it still exist?");
            case WORKSPACE_KEY ->
                new NotSignedInException(
                        message,
                        "The API key in ORY_WORKSPACE_API_KEY was refused. Is it whole, and does it still exist?");
            case SESSION ->
                new NotSignedInException(message, "The session was ended. Sign in again: ory auth logout && ory auth");
        };
    }
}
