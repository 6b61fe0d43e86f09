package orycli.command.option;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import orycli.hydra.ClientField;
import orycli.hydra.ClientRequest;
import orycli.hydra.ClientSecret;
import orycli.hydra.InvalidClientException;
import orycli.json.Json;
import orycli.json.JsonSyntaxException;
import orycli.terminal.Terminal;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The flags that describe a client. Outside of it nobody knows their names. */
public final class ClientOptions {
    private final Terminal terminal;
    private final TextInput input;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @ArgGroup(validate = false, heading = "%nClient:%n", order = 1)
    private final Basics basics = new Basics();

    @ArgGroup(validate = false, heading = "%nRedirects and URLs:%n", order = 2)
    private final Uris uris = new Uris();

    @ArgGroup(validate = false, heading = "%nAuthentication at the token endpoint:%n", order = 3)
    private final Authentication authentication = new Authentication();

    @ArgGroup(validate = false, heading = "%nLogout:%n", order = 4)
    private final Logout logout = new Logout();

    @ArgGroup(validate = false, heading = "%nToken lifespans, such as 1h30m:%n", order = 5)
    private final Lifespans lifespans = new Lifespans();

    @ArgGroup(validate = false, heading = "%nSecret and encryption:%n", order = 6)
    private final Secret secrets = new Secret();

    public ClientOptions(Terminal terminal, TextInput input) {
        this.terminal = terminal;
        this.input = input;
    }

    /**
     * The client to create: the flags, over the file if there is one, else over the defaults.
     *
     * @throws IOException where a file cannot be read or does not hold what it should
     * @throws ParameterException where a flag's value is not what it should be
     */
    public ClientRequest toRequest() throws IOException {
        try {
            checkInputs();
            ClientRequest given = given();
            ClientRequest request = given.over(basics.file.isPresent() ? fromFile(basics.file.get()) : defaults());
            Optional<String> problem = request.problem();
            if (problem.isPresent() && given.problem().isEmpty()) {
                throw unusable(basics.file.orElseThrow(), problem.get());
            }
            if (problem.isPresent()) {
                throw new IllegalArgumentException(problem.get());
            }
            return request;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage(), e);
        }
    }

    /** Standard input can be read once, and that must be known before it is. */
    private void checkInputs() {
        Map<String, Optional<String>> inputs = new LinkedHashMap<>();
        inputs.put("--secret", secrets.secret.filter("-"::equals));
        inputs.put("--secret-file", secrets.secretFile);
        inputs.put(
                "--jwks",
                authentication.jwks.filter(jwks -> jwks.startsWith("@")).map(jwks -> jwks.substring(1)));
        inputs.put("--file", basics.file);
        List<String> readers = new ArrayList<>();
        inputs.forEach((flag, file) -> {
            if (file.filter(String::isEmpty).isPresent()) {
                throw new IllegalArgumentException(flag + " names no file");
            }
            file.filter("-"::equals).ifPresent(input -> readers.add(flag));
        });
        if (readers.size() > 1) {
            throw new IllegalArgumentException(
                    "only one flag can read standard input, not both " + readers.get(0) + " and " + readers.get(1));
        }
    }

    private ClientRequest given() throws IOException {
        Fields fields = new Fields();
        secret().ifPresent(secret -> fields.text(ClientField.CLIENT_SECRET, Optional.of(secret)));
        fields.text(ClientField.CLIENT_ID, basics.id);
        fields.text(ClientField.CLIENT_NAME, basics.name);
        fields.text(ClientField.OWNER, basics.owner);
        fields.list(ClientField.CONTACTS, basics.contact);
        fields.json(ClientField.METADATA, basics.metadata);
        fields.list(ClientField.GRANT_TYPES, basics.grantType);
        fields.list(ClientField.RESPONSE_TYPES, basics.responseType);
        fields.list(ClientField.SCOPE, basics.scope);
        fields.list(ClientField.AUDIENCE, basics.audience);
        fields.list(ClientField.REDIRECT_URIS, uris.redirectUri);
        fields.list(ClientField.POST_LOGOUT_REDIRECT_URIS, logout.postLogoutCallback);
        fields.list(ClientField.REQUEST_URIS, uris.requestUri);
        fields.list(ClientField.ALLOWED_CORS_ORIGINS, uris.allowedCorsOrigin);
        fields.text(ClientField.TOKEN_ENDPOINT_AUTH_METHOD, authentication.tokenEndpointAuthMethod);
        fields.text(ClientField.TOKEN_ENDPOINT_AUTH_SIGNING_ALG, authentication.tokenEndpointAuthSigningAlg);
        fields.text(ClientField.REQUEST_OBJECT_SIGNING_ALG, authentication.requestObjectSigningAlg);
        fields.text(ClientField.USERINFO_SIGNED_RESPONSE_ALG, authentication.userinfoSignedResponseAlg);
        fields.json(ClientField.JWKS, authentication.jwks);
        fields.text(ClientField.JWKS_URI, authentication.jwksUri);
        fields.text(ClientField.SECTOR_IDENTIFIER_URI, uris.sectorIdentifierUri);
        fields.text(ClientField.SUBJECT_TYPE, basics.subjectType);
        fields.text(ClientField.ACCESS_TOKEN_STRATEGY, basics.accessTokenStrategy);
        fields.text(ClientField.CLIENT_URI, uris.clientUri);
        fields.text(ClientField.LOGO_URI, uris.logoUri);
        fields.text(ClientField.POLICY_URI, uris.policyUri);
        fields.text(ClientField.TOS_URI, uris.tosUri);
        fields.flag(ClientField.SKIP_CONSENT, basics.skipConsent);
        fields.flag(ClientField.SKIP_LOGOUT_CONSENT, logout.skipLogoutConsent);
        fields.text(ClientField.BACKCHANNEL_LOGOUT_URI, logout.backchannelLogoutCallback);
        fields.flag(ClientField.BACKCHANNEL_LOGOUT_SESSION_REQUIRED, logout.backchannelLogoutSessionRequired);
        fields.text(ClientField.FRONTCHANNEL_LOGOUT_URI, logout.frontchannelLogoutCallback);
        fields.flag(ClientField.FRONTCHANNEL_LOGOUT_SESSION_REQUIRED, logout.frontchannelLogoutSessionRequired);
        fields.duration(
                ClientField.AUTHORIZATION_CODE_GRANT_ACCESS_TOKEN_LIFESPAN,
                lifespans.authorizationCodeGrantAccessTokenLifespan);
        fields.duration(
                ClientField.AUTHORIZATION_CODE_GRANT_ID_TOKEN_LIFESPAN,
                lifespans.authorizationCodeGrantIdTokenLifespan);
        fields.duration(
                ClientField.AUTHORIZATION_CODE_GRANT_REFRESH_TOKEN_LIFESPAN,
                lifespans.authorizationCodeGrantRefreshTokenLifespan);
        fields.duration(
                ClientField.CLIENT_CREDENTIALS_GRANT_ACCESS_TOKEN_LIFESPAN,
                lifespans.clientCredentialsGrantAccessTokenLifespan);
        fields.duration(
                ClientField.DEVICE_AUTHORIZATION_GRANT_ACCESS_TOKEN_LIFESPAN,
                lifespans.deviceAuthorizationGrantAccessTokenLifespan);
        fields.duration(
                ClientField.DEVICE_AUTHORIZATION_GRANT_ID_TOKEN_LIFESPAN,
                lifespans.deviceAuthorizationGrantIdTokenLifespan);
        fields.duration(
                ClientField.DEVICE_AUTHORIZATION_GRANT_REFRESH_TOKEN_LIFESPAN,
                lifespans.deviceAuthorizationGrantRefreshTokenLifespan);
        fields.duration(ClientField.IMPLICIT_GRANT_ACCESS_TOKEN_LIFESPAN, lifespans.implicitGrantAccessTokenLifespan);
        fields.duration(ClientField.IMPLICIT_GRANT_ID_TOKEN_LIFESPAN, lifespans.implicitGrantIdTokenLifespan);
        fields.duration(
                ClientField.JWT_BEARER_GRANT_ACCESS_TOKEN_LIFESPAN, lifespans.jwtBearerGrantAccessTokenLifespan);
        fields.duration(
                ClientField.REFRESH_TOKEN_GRANT_ACCESS_TOKEN_LIFESPAN, lifespans.refreshTokenGrantAccessTokenLifespan);
        fields.duration(ClientField.REFRESH_TOKEN_GRANT_ID_TOKEN_LIFESPAN, lifespans.refreshTokenGrantIdTokenLifespan);
        fields.duration(
                ClientField.REFRESH_TOKEN_GRANT_REFRESH_TOKEN_LIFESPAN,
                lifespans.refreshTokenGrantRefreshTokenLifespan);
        return fields.request.build();
    }

    /** What the reference sends for flags that are not given, as far as a server heeds it. */
    private static ClientRequest defaults() {
        return ClientRequest.builder()
                .set(ClientField.GRANT_TYPES, List.of("authorization_code"))
                .set(ClientField.RESPONSE_TYPES, List.of("code"))
                .set(ClientField.TOKEN_ENDPOINT_AUTH_METHOD, "client_secret_basic")
                .set(ClientField.REQUEST_OBJECT_SIGNING_ALG, "RS256")
                .set(ClientField.SUBJECT_TYPE, "public")
                .set(ClientField.METADATA, Json.nodes().objectNode())
                .set(ClientField.SCOPE, List.of())
                .set(ClientField.SKIP_CONSENT, false)
                .set(ClientField.SKIP_LOGOUT_CONSENT, false)
                .set(ClientField.BACKCHANNEL_LOGOUT_SESSION_REQUIRED, false)
                .set(ClientField.FRONTCHANNEL_LOGOUT_SESSION_REQUIRED, false)
                .build();
    }

    private ClientRequest fromFile(String file) throws IOException {
        try {
            return ClientRequest.of(Json.parse(input.read(file)));
        } catch (JsonSyntaxException e) {
            throw unusable(file, e.getMessage());
        } catch (InvalidClientException e) {
            List<String> fields =
                    ClientField.writable().stream().map(ClientField::field).toList();
            throw unusable(
                    file,
                    e.getMessage()
                            + e.unknownFields().stream()
                                    .map(name -> Suggestion.of(name, fields))
                                    .collect(Collectors.joining()));
        }
    }

    private Optional<String> secret() throws IOException {
        if (secrets.secret.isPresent() && secrets.secretFile.isPresent()) {
            throw new IllegalArgumentException("only one of --secret and --secret-file can be given");
        }
        if (secrets.secretFile.isPresent()) {
            return Optional.of(readSecret(secrets.secretFile.get()));
        }
        if (secrets.secret.filter("-"::equals).isPresent()) {
            return Optional.of(readSecret("-"));
        }
        if (secrets.secret.isPresent() && terminal.interactive()) {
            terminal.say("Warning: other users of this machine can see the value of --secret, and your shell keeps it;"
                    + " use --secret - or --secret-file.");
        }
        return secrets.secret;
    }

    /** Text editors and {@code echo} end a text with a line break that is not meant to be part of it. */
    private String readSecret(String file) throws IOException {
        String secret = input.read(file).replaceFirst("\\r?\\n\\z", "");
        Optional<String> problem = secret.isEmpty() ? Optional.of("it is empty") : ClientSecret.problem(secret);
        if (problem.isPresent()) {
            throw new IOException("cannot use " + nameOf(file) + " as the secret: " + problem.get());
        }
        return secret;
    }

    private static IOException unusable(String file, @Nullable String why) {
        return new IOException("cannot use " + nameOf(file) + ": " + why);
    }

    private static String nameOf(String file) {
        return file.equals("-") ? "standard input" : file;
    }

    /** Collects what was given, and checks what can be checked without a server. */
    private final class Fields {
        private final ClientRequest.Builder request = ClientRequest.builder();

        void text(ClientField field, Optional<String> value) {
            value.ifPresent(text -> request.set(field, text));
        }

        void flag(ClientField field, Optional<Boolean> value) {
            value.ifPresent(is -> request.set(field, is));
        }

        void list(ClientField field, List<String> uses) {
            if (uses.isEmpty()) {
                return;
            }
            List<String> values = new ArrayList<>();
            for (String use : uses) {
                try {
                    values.addAll(CsvList.parse(use));
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException(field.flag() + " has " + e.getMessage(), e);
                }
            }
            request.set(field, values);
        }

        void duration(ClientField field, Optional<String> value) {
            if (value.isPresent() && GoDuration.parse(value.get()).isEmpty()) {
                throw new IllegalArgumentException(
                        field.flag() + " is not a duration such as 1h30m: '" + value.get() + "'");
            }
            value.ifPresent(text -> request.set(field, text));
        }

        void json(ClientField field, Optional<String> value) throws IOException {
            if (value.isEmpty()) {
                return;
            }
            String text = value.get();
            boolean isFile = field == ClientField.JWKS && text.startsWith("@");
            try {
                JsonNode node = Json.parse(isFile ? input.read(text.substring(1)) : text);
                request.set(field, node);
            } catch (JsonSyntaxException e) {
                if (isFile) {
                    throw unusable(text.substring(1), e.getMessage());
                }
                throw new IllegalArgumentException(field.flag() + " is not JSON: " + e.getMessage(), e);
            }
        }
    }

    private static final class Basics {
        @Option(
                names = "--file",
                paramLabel = "FILE|-",
                description = "Read the client from a JSON file. Other flags win over it, and no defaults apply.")
        private Optional<String> file = Optional.empty();

        @Option(names = "--id", paramLabel = "ID", description = "The client's id. Generated by the server if omitted.")
        private Optional<String> id = Optional.empty();

        @Option(
                names = {"-n", "--name"},
                paramLabel = "NAME",
                description = "The name that people see.")
        private Optional<String> name = Optional.empty();

        @Option(
                names = "--owner",
                paramLabel = "OWNER",
                description = "Who owns the client, such as an email address or a user's id.")
        private Optional<String> owner = Optional.empty();

        @Option(
                names = "--contact",
                paramLabel = "CONTACT",
                description = "Ways to reach the people responsible, usually email addresses.")
        private List<String> contact = List.of();

        @Option(names = "--metadata", paramLabel = "JSON", description = "Custom metadata. Default: {}")
        private Optional<String> metadata = Optional.empty();

        @Option(
                names = {"-g", "--grant-type"},
                paramLabel = "TYPE",
                description = "Grant types that the client may use. Default: authorization_code")
        private List<String> grantType = List.of();

        @Option(
                names = {"-r", "--response-type"},
                paramLabel = "TYPE",
                description = "Response types that the client may use. Default: code")
        private List<String> responseType = List.of();

        @Option(
                names = {"-a", "--scope"},
                paramLabel = "SCOPE",
                description = "Scopes that the client may request.")
        private List<String> scope = List.of();

        @Option(names = "--audience", paramLabel = "AUDIENCE", description = "Audiences that the client may request.")
        private List<String> audience = List.of();

        @Option(
                names = "--subject-type",
                paramLabel = "TYPE",
                description = "How users are identified: public or pairwise. Default: public")
        private Optional<String> subjectType = Optional.empty();

        @Option(
                names = "--access-token-strategy",
                paramLabel = "STRATEGY",
                description = "What access tokens are: opaque or jwt. Default: the server's.")
        private Optional<String> accessTokenStrategy = Optional.empty();

        @Option(names = "--skip-consent", description = "Do not ask users for their consent.")
        private Optional<Boolean> skipConsent = Optional.empty();
    }

    private static final class Uris {
        @Option(names = "--redirect-uri", paramLabel = "URI", description = "Where users may be sent back to.")
        private List<String> redirectUri = List.of();

        @Option(names = "--request-uri", paramLabel = "URI", description = "Where request objects may be fetched from.")
        private List<String> requestUri = List.of();

        @Option(
                names = "--allowed-cors-origin",
                paramLabel = "ORIGIN",
                description = "Origins of web pages that may call the token endpoint.")
        private List<String> allowedCorsOrigin = List.of();

        @Option(
                names = "--sector-identifier-uri",
                paramLabel = "URI",
                description = "A JSON array of redirect URIs, for pairwise subjects.")
        private Optional<String> sectorIdentifierUri = Optional.empty();

        @Option(names = "--client-uri", paramLabel = "URI", description = "A page about the client.")
        private Optional<String> clientUri = Optional.empty();

        @Option(names = "--logo-uri", paramLabel = "URI", description = "The client's logo.")
        private Optional<String> logoUri = Optional.empty();

        @Option(names = "--policy-uri", paramLabel = "URI", description = "The privacy policy.")
        private Optional<String> policyUri = Optional.empty();

        @Option(names = "--tos-uri", paramLabel = "URI", description = "The terms of service.")
        private Optional<String> tosUri = Optional.empty();
    }

    private static final class Authentication {
        @Option(
                names = "--token-endpoint-auth-method",
                paramLabel = "METHOD",
                description =
                        "client_secret_basic, client_secret_post, private_key_jwt or none. Default: client_secret_basic")
        private Optional<String> tokenEndpointAuthMethod = Optional.empty();

        @Option(
                names = "--token-endpoint-auth-signing-alg",
                paramLabel = "ALG",
                description = "How assertions of private_key_jwt are signed.")
        private Optional<String> tokenEndpointAuthSigningAlg = Optional.empty();

        @Option(
                names = "--request-object-signing-alg",
                paramLabel = "ALG",
                description = "How request objects are signed. Default: RS256")
        private Optional<String> requestObjectSigningAlg = Optional.empty();

        @Option(
                names = "--userinfo-signed-response-alg",
                paramLabel = "ALG",
                description = "How answers of the userinfo endpoint are signed: none or RS256.")
        private Optional<String> userinfoSignedResponseAlg = Optional.empty();

        @Option(
                names = "--jwks",
                paramLabel = "JSON|@FILE",
                description = "The client's public keys, a JSON Web Key Set.")
        private Optional<String> jwks = Optional.empty();

        @Option(
                names = "--jwks-uri",
                paramLabel = "URI",
                description = "Where the client's public keys can be fetched from.")
        private Optional<String> jwksUri = Optional.empty();
    }

    private static final class Logout {
        @Option(
                names = "--post-logout-callback",
                paramLabel = "URI",
                description = "Where users may be sent after signing out.")
        private List<String> postLogoutCallback = List.of();

        @Option(
                names = "--backchannel-logout-callback",
                paramLabel = "URI",
                description = "Called by the server when a user signs out.")
        private Optional<String> backchannelLogoutCallback = Optional.empty();

        @Option(
                names = "--backchannel-logout-session-required",
                description = "Require the sid claim in the logout token.")
        private Optional<Boolean> backchannelLogoutSessionRequired = Optional.empty();

        @Option(
                names = "--frontchannel-logout-callback",
                paramLabel = "URI",
                description = "Opened in the user's browser when the user signs out.")
        private Optional<String> frontchannelLogoutCallback = Optional.empty();

        @Option(
                names = "--frontchannel-logout-session-required",
                description = "Require iss and sid in the logout URL.")
        private Optional<Boolean> frontchannelLogoutSessionRequired = Optional.empty();

        @Option(names = "--skip-logout-consent", description = "Do not ask users whether to sign out.")
        private Optional<Boolean> skipLogoutConsent = Optional.empty();
    }

    private static final class Lifespans {
        @Option(
                names = "--authorization-code-grant-access-token-lifespan",
                paramLabel = "DURATION",
                description = "Access tokens of the authorization code grant.")
        private Optional<String> authorizationCodeGrantAccessTokenLifespan = Optional.empty();

        @Option(
                names = "--authorization-code-grant-id-token-lifespan",
                paramLabel = "DURATION",
                description = "ID tokens of the authorization code grant.")
        private Optional<String> authorizationCodeGrantIdTokenLifespan = Optional.empty();

        @Option(
                names = "--authorization-code-grant-refresh-token-lifespan",
                paramLabel = "DURATION",
                description = "Refresh tokens of the authorization code grant.")
        private Optional<String> authorizationCodeGrantRefreshTokenLifespan = Optional.empty();

        @Option(
                names = "--client-credentials-grant-access-token-lifespan",
                paramLabel = "DURATION",
                description = "Access tokens of the client credentials grant.")
        private Optional<String> clientCredentialsGrantAccessTokenLifespan = Optional.empty();

        @Option(
                names = "--device-authorization-grant-access-token-lifespan",
                paramLabel = "DURATION",
                description = "Access tokens of the device authorization grant.")
        private Optional<String> deviceAuthorizationGrantAccessTokenLifespan = Optional.empty();

        @Option(
                names = "--device-authorization-grant-id-token-lifespan",
                paramLabel = "DURATION",
                description = "ID tokens of the device authorization grant.")
        private Optional<String> deviceAuthorizationGrantIdTokenLifespan = Optional.empty();

        @Option(
                names = "--device-authorization-grant-refresh-token-lifespan",
                paramLabel = "DURATION",
                description = "Refresh tokens of the device authorization grant.")
        private Optional<String> deviceAuthorizationGrantRefreshTokenLifespan = Optional.empty();

        @Option(
                names = "--implicit-grant-access-token-lifespan",
                paramLabel = "DURATION",
                description = "Access tokens of the implicit grant.")
        private Optional<String> implicitGrantAccessTokenLifespan = Optional.empty();

        @Option(
                names = "--implicit-grant-id-token-lifespan",
                paramLabel = "DURATION",
                description = "ID tokens of the implicit grant.")
        private Optional<String> implicitGrantIdTokenLifespan = Optional.empty();

        @Option(
                names = "--jwt-bearer-grant-access-token-lifespan",
                paramLabel = "DURATION",
                description = "Access tokens of the JWT bearer grant.")
        private Optional<String> jwtBearerGrantAccessTokenLifespan = Optional.empty();

        @Option(
                names = "--refresh-token-grant-access-token-lifespan",
                paramLabel = "DURATION",
                description = "Access tokens of the refresh token grant.")
        private Optional<String> refreshTokenGrantAccessTokenLifespan = Optional.empty();

        @Option(
                names = "--refresh-token-grant-id-token-lifespan",
                paramLabel = "DURATION",
                description = "ID tokens of the refresh token grant.")
        private Optional<String> refreshTokenGrantIdTokenLifespan = Optional.empty();

        @Option(
                names = "--refresh-token-grant-refresh-token-lifespan",
                paramLabel = "DURATION",
                description = "Refresh tokens of the refresh token grant.")
        private Optional<String> refreshTokenGrantRefreshTokenLifespan = Optional.empty();
    }

    private static final class Secret {
        @Option(
                names = "--secret",
                paramLabel = "SECRET|-",
                description = "The client's secret; - reads standard input. Generated by the server if omitted.")
        private Optional<String> secret = Optional.empty();

        @Option(names = "--secret-file", paramLabel = "FILE|-", description = "Read the client's secret from a file.")
        private Optional<String> secretFile = Optional.empty();
    }
}
