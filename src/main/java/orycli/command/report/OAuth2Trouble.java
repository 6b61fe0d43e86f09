package orycli.command.report;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import orycli.command.report.Failure.Code;
import orycli.oauth2.ClientMethod;
import orycli.oauth2.OAuth2Exception;

/** Why an endpoint for tokens said no, in words. */
final class OAuth2Trouble {
    private static final int UNAUTHORIZED = 401;
    private static final int PROXY_AUTHENTICATION_REQUIRED = 407;

    private OAuth2Trouble() {}

    static Failure failure(OAuth2Exception e) {
        Optional<ClientMethod> method = e.method();
        if (method.isEmpty()) {
            return Failure.ofAdminApi(e.status(), e.explained(), Failure.words(e));
        }
        if (e.isUnreachable()) {
            return failure(Code.UNREACHABLE, e);
        }
        boolean isClientRefused = e.status() == UNAUTHORIZED || e.error().equals(Optional.of("invalid_client"));
        if (isClientRefused && e.explained()) {
            return failure(Code.NOT_SIGNED_IN, e, advice(e, method.get()));
        }
        if (e.status() == PROXY_AUTHENTICATION_REQUIRED) {
            return failure(Code.UNREACHABLE, e, ConnectionTrouble.PROXY_ADVICE);
        }
        boolean elsewhere = !e.explained() && (e.status() < 400 || e.status() == 404 || e.status() == 405);
        return elsewhere
                ? failure(
                        Code.REFUSED,
                        e,
                        "Is the endpoint the public address of an Ory Hydra, such as http://127.0.0.1:4444, without"
                                + " /oauth2? Its admin API gives no tokens.")
                : failure(Code.REFUSED, e);
    }

    private static Failure failure(Code code, OAuth2Exception e, String... advice) {
        return new Failure(code, OptionalInt.of(e.status()), Failure.words(e), List.of(advice));
    }

    private static String advice(OAuth2Exception e, ClientMethod method) {
        Optional<ClientMethod> registered = e.registered().filter(other -> other != method);
        return registered.isPresent() ? advice(e, method, registered.get()) : advice(method);
    }

    /** What the client shows who it is with has to change along with the method. */
    private static String advice(OAuth2Exception e, ClientMethod method, ClientMethod registered) {
        boolean hasKey = method == ClientMethod.PRIVATE_KEY_JWT;
        String change = "The client is registered with another method: --auth-method " + registered.word();
        return switch (registered) {
            case NONE ->
                e.isForPublicClients()
                        ? "It is a public client: --auth-method none, without " + (hasKey ? "--jwk." : "its secret.")
                        : "It is a public client, which has no such grant.";
            case PRIVATE_KEY_JWT ->
                change + ", and name its key with --jwk"
                        + (method == ClientMethod.NONE ? "." : " in place of its secret.");
            case CLIENT_SECRET_BASIC, CLIENT_SECRET_POST ->
                switch (method) {
                    case PRIVATE_KEY_JWT -> change + ", and give its secret in place of --jwk.";
                    case NONE -> change + ", and give its secret.";
                    case CLIENT_SECRET_BASIC, CLIENT_SECRET_POST -> change + ".";
                };
        };
    }

    private static String advice(ClientMethod method) {
        return switch (method) {
            case CLIENT_SECRET_BASIC -> otherwise("the id and the secret", ClientMethod.CLIENT_SECRET_POST);
            case CLIENT_SECRET_POST -> otherwise("the id and the secret", ClientMethod.CLIENT_SECRET_BASIC);
            case PRIVATE_KEY_JWT ->
                "Is the key's public half among the client's keys? If the server has another address of its own, name its"
                        + " token endpoint with --assertion-audience.";
            case NONE ->
                "Does the client exist? If it has a secret, give it with --client-secret or --client-secret-file.";
        };
    }

    private static String otherwise(String checked, ClientMethod other) {
        return "Check " + checked + ". If the client is registered with " + other.word() + ", use --auth-method "
                + other.word() + ".";
    }
}
