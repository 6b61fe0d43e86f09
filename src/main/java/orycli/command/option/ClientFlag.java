package orycli.command.option;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import orycli.command.option.value.KnownValues;
import orycli.hydra.ClientField;

/**
 * The flags that describe a client, one row each: the section of the help, the field that it sets, its names, what stands
 * for its value in the help, what it is, and the values that make sense. Options, help and requests are made from these.
 */
@SuppressWarnings("ImmutableEnumChecker") // Its lists and maps are those of List.of and Map.of.
public enum ClientFlag {
    NAME(Section.CLIENT, ClientField.CLIENT_NAME, "-n --name", "NAME", "The name that people see."),
    OWNER(
            Section.CLIENT,
            ClientField.OWNER,
            "--owner",
            "OWNER",
            "Who owns the client, such as an email address or a user's id."),
    CONTACT(
            Section.CLIENT,
            ClientField.CONTACTS,
            "--contact",
            "CONTACT",
            "Ways to reach the people responsible, usually email addresses."),
    METADATA(Section.CLIENT, ClientField.METADATA, "--metadata", "JSON|@FILE", "Custom metadata."),
    GRANT_TYPE(
            Section.CLIENT,
            ClientField.GRANT_TYPES,
            "-g --grant-type",
            "TYPE",
            "Grant types that the client may use:",
            Values.GRANT_TYPES),
    RESPONSE_TYPE(
            Section.CLIENT,
            ClientField.RESPONSE_TYPES,
            "-r --response-type",
            "TYPE",
            "Response types that the client may use, one or several of:",
            Values.RESPONSE_TYPES),
    SCOPE(Section.CLIENT, ClientField.SCOPE, "-a --scope", "SCOPE", "Scopes that the client may request."),
    AUDIENCE(Section.CLIENT, ClientField.AUDIENCE, "--audience", "AUDIENCE", "Audiences that the client may request."),
    SUBJECT_TYPE(
            Section.CLIENT,
            ClientField.SUBJECT_TYPE,
            "--subject-type",
            "TYPE",
            "How users are identified:",
            KnownValues.of("public", "pairwise")),
    ACCESS_TOKEN_STRATEGY(
            Section.CLIENT,
            ClientField.ACCESS_TOKEN_STRATEGY,
            "--access-token-strategy",
            "STRATEGY",
            "What access tokens are, unless the server decides:",
            KnownValues.of("opaque", "jwt").inAnyCase()),
    SKIP_CONSENT(Section.CLIENT, ClientField.SKIP_CONSENT, "--skip-consent", "", "Do not ask users for their consent."),

    REDIRECT_URI(Section.URLS, ClientField.REDIRECT_URIS, "--redirect-uri", "URI", "Where users may be sent back to."),
    REQUEST_URI(
            Section.URLS,
            ClientField.REQUEST_URIS,
            "--request-uri",
            "URI",
            "Where request objects may be fetched from."),
    ALLOWED_CORS_ORIGIN(
            Section.URLS,
            ClientField.ALLOWED_CORS_ORIGINS,
            "--allowed-cors-origin",
            "ORIGIN",
            "Origins of web pages that may call the token endpoint."),
    SECTOR_IDENTIFIER_URI(
            Section.URLS,
            ClientField.SECTOR_IDENTIFIER_URI,
            "--sector-identifier-uri",
            "URI",
            "A JSON array of redirect URIs, for pairwise subjects."),
    CLIENT_URI(Section.URLS, ClientField.CLIENT_URI, "--client-uri", "URI", "A page about the client."),
    LOGO_URI(Section.URLS, ClientField.LOGO_URI, "--logo-uri", "URI", "The client's logo."),
    POLICY_URI(Section.URLS, ClientField.POLICY_URI, "--policy-uri", "URI", "The privacy policy."),
    TOS_URI(Section.URLS, ClientField.TOS_URI, "--tos-uri", "URI", "The terms of service."),

    TOKEN_ENDPOINT_AUTH_METHOD(
            Section.AUTHENTICATION,
            ClientField.TOKEN_ENDPOINT_AUTH_METHOD,
            "--token-endpoint-auth-method",
            "METHOD",
            "How the client says who it is:",
            Values.AUTH_METHODS),
    TOKEN_ENDPOINT_AUTH_SIGNING_ALG(
            Section.AUTHENTICATION,
            ClientField.TOKEN_ENDPOINT_AUTH_SIGNING_ALG,
            "--token-endpoint-auth-signing-alg",
            "ALG",
            "How assertions of private_key_jwt are signed:",
            Values.ALGORITHMS),
    REQUEST_OBJECT_SIGNING_ALG(
            Section.AUTHENTICATION,
            ClientField.REQUEST_OBJECT_SIGNING_ALG,
            "--request-object-signing-alg",
            "ALG",
            "How request objects are signed:",
            Values.ALGORITHMS),
    USERINFO_SIGNED_RESPONSE_ALG(
            Section.AUTHENTICATION,
            ClientField.USERINFO_SIGNED_RESPONSE_ALG,
            "--userinfo-signed-response-alg",
            "ALG",
            "How answers of the userinfo endpoint are signed:",
            KnownValues.of("none", "RS256")),
    JWKS(
            Section.AUTHENTICATION,
            ClientField.JWKS,
            "--jwks",
            "JSON|@FILE",
            "The client's public keys, a JSON Web Key Set."),
    JWKS_URI(
            Section.AUTHENTICATION,
            ClientField.JWKS_URI,
            "--jwks-uri",
            "URI",
            "Where the client's public keys can be fetched from."),

    POST_LOGOUT_CALLBACK(
            Section.LOGOUT,
            ClientField.POST_LOGOUT_REDIRECT_URIS,
            "--post-logout-callback",
            "URI",
            "Where users may be sent after signing out."),
    BACKCHANNEL_LOGOUT_CALLBACK(
            Section.LOGOUT,
            ClientField.BACKCHANNEL_LOGOUT_URI,
            "--backchannel-logout-callback",
            "URI",
            "Called by the server when a user signs out."),
    BACKCHANNEL_LOGOUT_SESSION_REQUIRED(
            Section.LOGOUT,
            ClientField.BACKCHANNEL_LOGOUT_SESSION_REQUIRED,
            "--backchannel-logout-session-required",
            "",
            "Require the sid claim in the logout token."),
    FRONTCHANNEL_LOGOUT_CALLBACK(
            Section.LOGOUT,
            ClientField.FRONTCHANNEL_LOGOUT_URI,
            "--frontchannel-logout-callback",
            "URI",
            "Opened in the user's browser when the user signs out."),
    FRONTCHANNEL_LOGOUT_SESSION_REQUIRED(
            Section.LOGOUT,
            ClientField.FRONTCHANNEL_LOGOUT_SESSION_REQUIRED,
            "--frontchannel-logout-session-required",
            "",
            "Require iss and sid in the logout URL."),
    SKIP_LOGOUT_CONSENT(
            Section.LOGOUT,
            ClientField.SKIP_LOGOUT_CONSENT,
            "--skip-logout-consent",
            "",
            "Do not ask users whether to sign out."),

    AUTHORIZATION_CODE_GRANT_ACCESS_TOKEN_LIFESPAN(
            ClientField.AUTHORIZATION_CODE_GRANT_ACCESS_TOKEN_LIFESPAN,
            "Access tokens of the authorization code grant."),
    AUTHORIZATION_CODE_GRANT_ID_TOKEN_LIFESPAN(
            ClientField.AUTHORIZATION_CODE_GRANT_ID_TOKEN_LIFESPAN, "ID tokens of the authorization code grant."),
    AUTHORIZATION_CODE_GRANT_REFRESH_TOKEN_LIFESPAN(
            ClientField.AUTHORIZATION_CODE_GRANT_REFRESH_TOKEN_LIFESPAN,
            "Refresh tokens of the authorization code grant."),
    CLIENT_CREDENTIALS_GRANT_ACCESS_TOKEN_LIFESPAN(
            ClientField.CLIENT_CREDENTIALS_GRANT_ACCESS_TOKEN_LIFESPAN,
            "Access tokens of the client credentials grant."),
    DEVICE_AUTHORIZATION_GRANT_ACCESS_TOKEN_LIFESPAN(
            ClientField.DEVICE_AUTHORIZATION_GRANT_ACCESS_TOKEN_LIFESPAN,
            "Access tokens of the device authorization grant."),
    DEVICE_AUTHORIZATION_GRANT_ID_TOKEN_LIFESPAN(
            ClientField.DEVICE_AUTHORIZATION_GRANT_ID_TOKEN_LIFESPAN, "ID tokens of the device authorization grant."),
    DEVICE_AUTHORIZATION_GRANT_REFRESH_TOKEN_LIFESPAN(
            ClientField.DEVICE_AUTHORIZATION_GRANT_REFRESH_TOKEN_LIFESPAN,
            "Refresh tokens of the device authorization grant."),
    IMPLICIT_GRANT_ACCESS_TOKEN_LIFESPAN(
            ClientField.IMPLICIT_GRANT_ACCESS_TOKEN_LIFESPAN, "Access tokens of the implicit grant."),
    IMPLICIT_GRANT_ID_TOKEN_LIFESPAN(ClientField.IMPLICIT_GRANT_ID_TOKEN_LIFESPAN, "ID tokens of the implicit grant."),
    JWT_BEARER_GRANT_ACCESS_TOKEN_LIFESPAN(
            ClientField.JWT_BEARER_GRANT_ACCESS_TOKEN_LIFESPAN, "Access tokens of the JWT bearer grant."),
    REFRESH_TOKEN_GRANT_ACCESS_TOKEN_LIFESPAN(
            ClientField.REFRESH_TOKEN_GRANT_ACCESS_TOKEN_LIFESPAN, "Access tokens of the refresh token grant."),
    REFRESH_TOKEN_GRANT_ID_TOKEN_LIFESPAN(
            ClientField.REFRESH_TOKEN_GRANT_ID_TOKEN_LIFESPAN, "ID tokens of the refresh token grant."),
    REFRESH_TOKEN_GRANT_REFRESH_TOKEN_LIFESPAN(
            ClientField.REFRESH_TOKEN_GRANT_REFRESH_TOKEN_LIFESPAN, "Refresh tokens of the refresh token grant.");

    private final Section section;
    private final ClientField field;
    private final List<String> names;
    private final String label;
    private final String description;
    private final Optional<KnownValues> known;

    /** Under which headings the flags of a client stand in the help. */
    enum Section {
        CLIENT("Client:"),
        URLS("Redirects and URLs:"),
        AUTHENTICATION("Authentication at the token endpoint:"),
        LOGOUT("Logout:"),
        LIFESPANS("Token lifespans, such as 1h30m:");

        private final String heading;

        Section(String heading) {
            this.heading = heading;
        }

        String heading() {
            return heading;
        }
    }

    ClientFlag(Section section, ClientField field, String names, String label, String description) {
        this(section, field, names, label, description, Optional.empty());
    }

    ClientFlag(Section section, ClientField field, String names, String label, String description, KnownValues values) {
        this(section, field, names, label, description, Optional.of(values));
    }

    /** That of a lifespan is called as the field is. */
    ClientFlag(ClientField field, String description) {
        this(
                Section.LIFESPANS,
                field,
                "--" + field.field().replace('_', '-'),
                "DURATION",
                description,
                Optional.empty());
    }

    ClientFlag(
            Section section,
            ClientField field,
            String names,
            String label,
            String description,
            Optional<KnownValues> values) {
        this.section = section;
        this.field = field;
        this.names = List.of(names.split(" "));
        this.label = label;
        this.description = description;
        this.known = values;
    }

    Section section() {
        return section;
    }

    public ClientField field() {
        return field;
    }

    /** All names, the long one last. */
    List<String> names() {
        return names;
    }

    /** The long name, such as {@code --grant-type}. */
    public String flag() {
        return names.get(names.size() - 1);
    }

    /** What stands for the value in the help; empty for a switch. */
    String label() {
        return label;
    }

    /** With the known values, where it ends with a colon. */
    String description() {
        return description.endsWith(":")
                ? known.map(values -> description + " " + values.sentence()).orElse(description)
                : description;
    }

    /** The values that make sense, where that can be said. */
    Optional<KnownValues> known() {
        return known;
    }

    /** Whether it takes several values. */
    public boolean isList() {
        return field.kind() == ClientField.Kind.LIST || field.kind() == ClientField.Kind.WORDS;
    }

    /** Whether a value with a blank in it can be no value (RFC 3986; RFC 6749, appendix A.10). */
    boolean isBlankFree() {
        return label.equals("URI") || label.equals("ORIGIN") || this == GRANT_TYPE;
    }

    /** The flag that sets the field, if there is one among these. */
    private static Optional<ClientFlag> of(ClientField field) {
        return Stream.of(ClientFlag.values())
                .filter(flag -> flag.field == field)
                .findFirst();
    }

    /** The long name of the flag that sets the field; that of its id and its secret stand elsewhere. */
    public static String nameOf(ClientField field) {
        return of(field)
                .map(ClientFlag::flag)
                .orElseGet(() -> field == ClientField.CLIENT_SECRET ? "--secret" : "--id");
    }

    /** An enum's constants cannot use its own. */
    private static final class Values {
        private static final String DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code";
        private static final String JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";

        static final KnownValues GRANT_TYPES = KnownValues.of(
                        "authorization_code",
                        "client_credentials",
                        "refresh_token",
                        "implicit",
                        DEVICE_CODE,
                        JWT_BEARER)
                .alsoCalled(Map.of(
                        "authorizecode", "authorization_code",
                        "authcode", "authorization_code",
                        "code", "authorization_code",
                        "clientcredential", "client_credentials",
                        "refresh", "refresh_token",
                        "device", DEVICE_CODE,
                        "devicecode", DEVICE_CODE,
                        "deviceauthorization", DEVICE_CODE,
                        "jwtbearer", JWT_BEARER));
        static final KnownValues RESPONSE_TYPES = KnownValues.of("code", "token", "id_token", "none")
                .ofWords()
                .alsoCalled(Map.of(
                        "authorizationcode", "code",
                        "accesstoken", "token"));
        static final KnownValues AUTH_METHODS = KnownValues.of(
                        "client_secret_basic", "client_secret_post", "private_key_jwt", "none")
                .alsoCalled(Map.of(
                        "basic", "client_secret_basic",
                        "post", "client_secret_post",
                        "public", "none",
                        "privatekey", "private_key_jwt"));
        static final KnownValues ALGORITHMS = KnownValues.of(
                "none", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "ES256K",
                "EdDSA", "HS256", "HS384", "HS512");

        private Values() {}
    }
}
