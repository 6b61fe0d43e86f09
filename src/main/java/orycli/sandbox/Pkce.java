package orycli.sandbox;

import java.util.regex.Pattern;

/**
 * The proof key of a request for authorization (RFC 7636). As Hydra is by default, it is asked of nobody, and only its
 * method S256 is good.
 *
 * @param challenge empty where there is none
 * @param method as it was given
 */
record Pkce(String challenge, String method) {
    static final String NO_DATA = "Unable to find initial PKCE data tied to this request";

    private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9_.~-]*");
    private static final int SHORTEST_VERIFIER = 43;
    private static final int LONGEST_VERIFIER = 128;

    static Pkce of(Form form) {
        return new Pkce(form.first("code_challenge"), form.first("code_challenge_method"));
    }

    static void checkRequest(Form form) throws OAuth2Refusal {
        Pkce pkce = of(form);
        if (pkce.challenge.isEmpty() || pkce.method.equals("S256")) {
            return;
        }
        throw new OAuth2Refusal(
                OAuth2Error.INVALID_REQUEST,
                pkce.method.isEmpty() || pkce.method.equals("plain")
                        ? "Clients must use code_challenge_method=S256, plain is not allowed."
                        : "The code_challenge_method is not supported, use S256 instead.");
    }

    boolean isGiven() {
        return !challenge.isEmpty() || !method.isEmpty();
    }

    /** RFC 7636, section 4.6. */
    void verify(String verifier) throws OAuth2Refusal {
        if (challenge.isEmpty() && verifier.isEmpty()) {
            return;
        }
        if (!isGiven()) {
            throw refusal(NO_DATA);
        }
        if (verifier.length() < SHORTEST_VERIFIER) {
            throw refusal("The PKCE code verifier must be at least 43 characters.");
        }
        if (verifier.length() > LONGEST_VERIFIER) {
            throw refusal("The PKCE code verifier can not be longer than 128 characters.");
        }
        if (!VERIFIER.matcher(verifier).matches()) {
            throw refusal("The PKCE code verifier must only contain [a-Z], [0-9], '-', '.', '_', '~'.");
        }
        if (challenge.isEmpty()) {
            throw refusal("The PKCE code verifier was provided but the code challenge was absent from the authorization"
                    + " request.");
        }
        if (!Digest.of(verifier).equals(challenge)) {
            throw refusal("The PKCE code challenge did not match the code verifier.");
        }
    }

    private static OAuth2Refusal refusal(String hint) {
        return new OAuth2Refusal(OAuth2Error.INVALID_GRANT, hint);
    }
}
