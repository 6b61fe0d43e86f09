package orycli.sandbox;

/** The errors of RFC 6749, sections 4.1.2.1 and 5.2, and of what builds on it, with the status and the words that Hydra has for each. */
enum OAuth2Error {
    INVALID_REQUEST(
            400,
            "The request is missing a required parameter, includes an invalid parameter value, includes a parameter more"
                    + " than once, or is otherwise malformed.",
            "Make sure that the various parameters are correct, be aware of case sensitivity and trim your parameters."
                    + " Make sure that the client you are using has exactly whitelisted the redirect_uri you specified."),
    INVALID_CLIENT(
            401,
            "Client authentication failed (e.g., unknown client, no client authentication included, or unsupported"
                    + " authentication method)."),
    INVALID_GRANT(
            400,
            "The provided authorization grant (e.g., authorization code, resource owner credentials) or refresh token is"
                    + " invalid, expired, revoked, does not match the redirection URI used in the authorization request,"
                    + " or was issued to another client."),
    INVALID_SCOPE(400, "The requested scope is invalid, unknown, or malformed."),
    UNAUTHORIZED_CLIENT(
            400,
            "The client is not authorized to request a token using this method.",
            "Make sure that client id and secret are correctly specified and that the client exists."),
    ACCESS_DENIED(
            403,
            "The resource owner or authorization server denied the request.",
            "Make sure that the request you are making is valid. Maybe the credential or request parameters you are using"
                    + " are limited in scope or otherwise restricted."),
    UNSUPPORTED_RESPONSE_TYPE(400, "The authorization server does not support obtaining a token using this method."),
    UNSUPPORTED_RESPONSE_MODE(
            400, "The authorization server does not support obtaining a response using this response mode."),
    INVALID_STATE(400, "The state is missing or does not have enough characters and is therefore considered too weak."),
    INSUFFICIENT_ENTROPY(
            400, "The request used a security parameter (e.g., anti-replay, anti-csrf) with insufficient entropy."),
    LOGIN_REQUIRED(400, "The Authorization Server requires End-User authentication."),
    REQUEST_NOT_SUPPORTED(400, "The OP does not support use of the request parameter."),
    REGISTRATION_NOT_SUPPORTED(400, "The OP does not support use of the registration parameter."),
    AUTHORIZATION_PENDING(
            400,
            "The authorization request is still pending as the end user hasn't yet completed the user-interaction steps."),
    EXPIRED_TOKEN(400, "The device_code has expired, and the device authorization session has concluded."),
    JTI_KNOWN(400, "The jti was already used."),
    REQUEST_UNAUTHORIZED(
            401,
            "The request could not be authorized.",
            "Check that you provided valid credentials in the right format."),
    /** What Hydra says where it has no words. */
    ERROR(500, "The error is unrecognizable");

    private final int status;
    private final String description;
    private final String usualHint;

    OAuth2Error(int status, String description) {
        this(status, description, "");
    }

    OAuth2Error(int status, String description, String usualHint) {
        this.status = status;
        this.description = description;
        this.usualHint = usualHint;
    }

    int status() {
        return status;
    }

    String description() {
        return description;
    }

    /** What is said where there is nothing better to say. */
    String usualHint() {
        return usualHint;
    }
}
