package orycli.sandbox;

import static orycli.sandbox.Field.ACCESS_TOKEN_STRATEGY;
import static orycli.sandbox.Field.ALLOWED_CORS_ORIGINS;
import static orycli.sandbox.Field.CLIENT_SECRET;
import static orycli.sandbox.Field.CLIENT_SECRET_EXPIRES_AT;
import static orycli.sandbox.Field.CLIENT_URI;
import static orycli.sandbox.Field.JWKS;
import static orycli.sandbox.Field.JWKS_URI;
import static orycli.sandbox.Field.LOGO_URI;
import static orycli.sandbox.Field.POLICY_URI;
import static orycli.sandbox.Field.POST_LOGOUT_REDIRECT_URIS;
import static orycli.sandbox.Field.REDIRECT_URIS;
import static orycli.sandbox.Field.SCOPE;
import static orycli.sandbox.Field.SECTOR_IDENTIFIER_URI;
import static orycli.sandbox.Field.SUBJECT_TYPE;
import static orycli.sandbox.Field.TOKEN_ENDPOINT_AUTH_METHOD;
import static orycli.sandbox.Field.TOKEN_ENDPOINT_AUTH_SIGNING_ALG;
import static orycli.sandbox.Field.TOS_URI;
import static orycli.sandbox.Field.USERINFO_SIGNED_RESPONSE_ALG;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import orycli.sandbox.go.JsonWebKeys;
import orycli.sandbox.go.SyntaxException;
import orycli.sandbox.go.Url;

/**
 * What Hydra checks before it saves a client, and what it puts into fields that were left empty, with its default
 * configuration. The checks run in its order: the first that fails is the one that is reported.
 */
final class ClientValidator {
    private static final Set<String> SIGNING_ALGORITHMS =
            Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");
    private static final int SHORTEST_SECRET = 6;

    private ClientValidator() {}

    static void validate(Client client) throws Refusal {
        checkAuthentication(client);
        checkKeys(client);
        for (Field field : List.of(TOS_URI, POLICY_URI, LOGO_URI, CLIENT_URI)) {
            checkPage(client.text(field), field.jsonName());
        }
        checkSecret(client.text(CLIENT_SECRET));
        client.setDefault(SCOPE, "offline_access offline openid");
        client.set(ALLOWED_CORS_ORIGINS, origins(client.texts(ALLOWED_CORS_ORIGINS)));
        client.clear(CLIENT_SECRET_EXPIRES_AT);
        checkSectorIdentifier(client.text(SECTOR_IDENTIFIER_URI));
        checkUserinfoAlgorithm(client);
        List<Url> redirectUris = redirectUris(client.texts(REDIRECT_URIS));
        checkSubjectType(client);
        checkPostLogoutUris(client.texts(POST_LOGOUT_REDIRECT_URIS), redirectUris);
        checkAccessTokenStrategy(client);
    }

    private static void checkAuthentication(Client client) throws Refusal {
        client.setDefault(TOKEN_ENDPOINT_AUTH_METHOD, "client_secret_basic");
        if (!client.text(TOKEN_ENDPOINT_AUTH_METHOD).equals("private_key_jwt")) {
            return;
        }
        if (client.isUnset(JWKS_URI) && !JsonWebKeys.isSet(client.get(JWKS))) {
            throw Refusal.invalidMetadata(
                    "When token_endpoint_auth_method is 'private_key_jwt', either jwks or jwks_uri must be set.");
        }
        String algorithm = client.text(TOKEN_ENDPOINT_AUTH_SIGNING_ALG);
        if (!algorithm.isEmpty() && !SIGNING_ALGORITHMS.contains(algorithm)) {
            throw Refusal.invalidMetadata("Only RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384 and ES512 are"
                    + " supported as algorithms for private key authentication.");
        }
    }

    private static void checkKeys(Client client) throws Refusal {
        if (!client.isUnset(JWKS_URI) && JsonWebKeys.isSet(client.get(JWKS))) {
            throw Refusal.invalidMetadata("Fields jwks and jwks_uri can not both be set, you must choose one.");
        }
        if (!JsonWebKeys.areValid(client.get(JWKS))) {
            throw Refusal.invalidMetadata("Invalid JSON web key in set.");
        }
    }

    private static void checkPage(String uri, String field) throws Refusal {
        if (uri.isEmpty()) {
            return;
        }
        try {
            if (!Url.parseRequest(uri).isHttp()) {
                throw Refusal.invalidMetadata(
                        uri + " must use https:// or http:// as HTTP scheme for field " + field + ".");
            }
        } catch (SyntaxException e) {
            throw Refusal.invalidMetadata("Field " + field + " must be a valid URI.");
        }
    }

    private static void checkSecret(String secret) throws Refusal {
        // Go counts bytes.
        if (!secret.isEmpty() && secret.getBytes(StandardCharsets.UTF_8).length < SHORTEST_SECRET) {
            throw Refusal.invalidMetadata(
                    "Field client_secret must contain a secret that is at least 6 characters long.");
        }
    }

    private static List<String> origins(List<String> given) throws Refusal {
        List<String> origins = new ArrayList<>();
        for (String origin : given) {
            origins.add(origin(origin));
        }
        return origins;
    }

    private static String origin(String given) throws Refusal {
        Url url;
        try {
            url = Url.parse(given);
        } catch (SyntaxException e) {
            throw Refusal.invalidMetadata(
                    "Origin URL " + given + " from allowed_cors_origins could not be parsed: " + e.getMessage());
        }
        if (!url.isHttp()) {
            throw Refusal.invalidMetadata("Origin URL " + given + " must use https:// or http:// as HTTP scheme.");
        }
        if (url.user().filter(user -> !user.isEmpty()).isPresent()) {
            throw Refusal.invalidMetadata(
                    "Origin URL " + given + " has HTTP user and/or password set which is not allowed.");
        }
        if (!url.isOrigin()) {
            throw Refusal.invalidMetadata("Origin URL " + given
                    + " must have an empty path, query, and fragment but one of the parts is not empty.");
        }
        return url.toOrigin();
    }

    /**
     * Hydra fetches this document and looks for the redirect URIs in it. The sandbox connects to nobody and takes the
     * document for good.
     */
    private static void checkSectorIdentifier(String uri) throws Refusal {
        if (uri.isEmpty()) {
            return;
        }
        try {
            if (!Url.parse(uri).scheme().equals("https")) {
                throw Refusal.invalidMetadata();
            }
        } catch (SyntaxException e) {
            throw Refusal.invalidMetadata(
                    "Value of sector_identifier_uri could not be parsed because " + e.getMessage() + ".");
        }
    }

    private static void checkUserinfoAlgorithm(Client client) throws Refusal {
        client.setDefault(USERINFO_SIGNED_RESPONSE_ALG, "none");
        if (!Set.of("none", "RS256").contains(client.text(USERINFO_SIGNED_RESPONSE_ALG))) {
            throw Refusal.invalidMetadata("Field userinfo_signed_response_alg can either be 'none' or 'RS256'.");
        }
    }

    private static List<Url> redirectUris(List<String> given) throws Refusal {
        List<Url> uris = new ArrayList<>();
        for (String uri : given) {
            if (uri.contains("#")) {
                throw Refusal.invalidRedirectUri("Redirect URIs must not contain fragments (#).");
            }
            try {
                uris.add(Url.parseRequest(uri));
            } catch (SyntaxException e) {
                throw Refusal.invalidRedirectUri("Unable to parse redirect URL: " + uri);
            }
        }
        return uris;
    }

    private static void checkSubjectType(Client client) throws Refusal {
        client.setDefault(SUBJECT_TYPE, "public");
        String type = client.text(SUBJECT_TYPE);
        if (!type.equals("public")) {
            throw Refusal.invalidMetadata(
                    "Subject type " + type + " is not supported by server, only [public] are allowed.");
        }
    }

    /** OpenID Connect RP-Initiated Logout 1.0 asks for less; to be of the origin of a redirect URI is Hydra's rule. */
    private static void checkPostLogoutUris(List<String> given, List<Url> redirectUris) throws Refusal {
        for (String uri : given) {
            Url url;
            try {
                url = Url.parseRequest(uri);
            } catch (SyntaxException e) {
                throw Refusal.invalidMetadata("Unable to parse post_logout_redirect_uri: " + uri);
            }
            if (redirectUris.stream().noneMatch(url::hasOriginOf)) {
                throw Refusal.invalidMetadata("post_logout_redirect_uri \"" + uri
                        + "\" must match the domain, port, scheme of at least one of the registered redirect URIs but did"
                        + " not");
            }
        }
    }

    private static void checkAccessTokenStrategy(Client client) throws Refusal {
        String strategy = client.text(ACCESS_TOKEN_STRATEGY).toLowerCase(Locale.ROOT);
        if (strategy.isEmpty()) {
            return;
        }
        if (!Set.of("jwt", "opaque").contains(strategy)) {
            throw Refusal.invalidMetadata(
                    "invalid access token strategy: expected one of [jwt, opaque] but got " + strategy);
        }
        client.set(ACCESS_TOKEN_STRATEGY, strategy);
    }
}
