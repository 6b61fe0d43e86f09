package orycli.network;

/** Who is asking: what is sent as a bearer token, and what to say where it is refused. */
public record Credentials(Kind kind, String token) {
    /** Where the token is from. */
    public enum Kind {
        PROJECT_KEY,
        WORKSPACE_KEY,
        SESSION
    }

    /** Whether the text can be sent as a bearer token (RFC 6750, section 2.1): without spaces and line breaks, say. */
    static boolean isSendable(String token) {
        return token.chars().allMatch(c -> c > ' ' && c < 0x7F);
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
