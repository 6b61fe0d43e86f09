package orycli.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import orycli.sandbox.go.SyntaxException;
import orycli.sandbox.go.UrlPart;

/** Finds out which client sends a request (RFC 6749, section 2.3), in the order and in the words of Hydra. */
final class ClientAuthentication {
    private static final Pattern BASIC = Pattern.compile("Basic (.*)", Pattern.CASE_INSENSITIVE);

    private final ClientStore clients;
    private final ClientAssertions assertions;

    ClientAuthentication(ClientStore clients, ClientAssertions assertions) {
        this.clients = clients;
        this.assertions = assertions;
    }

    /** @param isBasic whether they were in the header, and not in the form */
    private record Credentials(String id, String secret, boolean isBasic) {}

    Client authenticate(Request request, Form form) throws OAuth2Refusal {
        String assertionType = form.first("client_assertion_type");
        if (assertionType.equals(ClientAssertions.TYPE)) {
            return assertions.authenticate(form);
        }
        if (!assertionType.isEmpty()) {
            throw new OAuth2Refusal(
                    OAuth2Error.INVALID_REQUEST, "Unknown client_assertion_type '" + assertionType + "'.");
        }
        Credentials credentials = credentials(request, form);
        StoredClient stored =
                clients.findAny(credentials.id()).orElseThrow(() -> new OAuth2Refusal(OAuth2Error.INVALID_CLIENT));
        Client client = stored.restore();
        checkMethod(client, credentials, form);
        if (!client.isPublic() && !stored.secrets().include(credentials.secret())) {
            throw new OAuth2Refusal(OAuth2Error.INVALID_CLIENT);
        }
        return client;
    }

    private static Credentials credentials(Request request, Form form) throws OAuth2Refusal {
        Optional<String> basic = basic(request);
        if (basic.isPresent()) {
            int colon = basic.get().indexOf(':');
            return new Credentials(
                    unescaped(basic.get().substring(0, colon), "id"),
                    unescaped(basic.get().substring(colon + 1), "secret"),
                    true);
        }
        if (form.first("client_id").isEmpty()) {
            throw new OAuth2Refusal(
                    OAuth2Error.INVALID_REQUEST,
                    "Client credentials missing or malformed in both HTTP Authorization header and HTTP POST body.");
        }
        return new Credentials(form.first("client_id"), form.first("client_secret"), false);
    }

    /** What is in the header (RFC 7617), with a colon in it, unless there is nothing of the kind. */
    private static Optional<String> basic(Request request) {
        for (String header : request.header("Authorization")) {
            Matcher matcher = BASIC.matcher(header);
            if (matcher.matches()) {
                try {
                    byte[] bytes = Base64.getDecoder().decode(matcher.group(1));
                    return Optional.of(new String(bytes, StandardCharsets.UTF_8))
                            .filter(text -> text.contains(":"));
                } catch (IllegalArgumentException e) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    /** RFC 6749, section 2.3.1: both are encoded as in a form. */
    private static String unescaped(String text, String what) throws OAuth2Refusal {
        try {
            return UrlPart.QUERY.unescape(text);
        } catch (SyntaxException e) {
            throw new OAuth2Refusal(
                    OAuth2Error.INVALID_REQUEST,
                    "The client " + what + " in the HTTP authorization header could not be decoded from"
                            + " 'application/x-www-form-urlencoded'.");
        }
    }

    private static void checkMethod(Client client, Credentials credentials, Form form) throws OAuth2Refusal {
        String method = client.text(Field.TOKEN_ENDPOINT_AUTH_METHOD);
        if (!form.first("client_id").isEmpty()
                && !form.first("client_secret").isEmpty()
                && !method.equals("client_secret_post")) {
            throw wrongMethod(method, "client_secret_post");
        }
        if (credentials.isBasic() && !credentials.secret().isEmpty() && !method.equals("client_secret_basic")) {
            throw wrongMethod(method, "client_secret_basic");
        }
    }

    private static OAuth2Refusal wrongMethod(String method, String used) {
        return new OAuth2Refusal(
                OAuth2Error.INVALID_CLIENT,
                "The OAuth 2.0 Client supports client authentication method '" + method + "', but method '" + used
                        + "' was requested. You must configure the OAuth 2.0 client's 'token_endpoint_auth_method'"
                        + " value to accept '" + used + "'.");
    }
}
