package orycli.command.oauth2client;

import java.util.List;
import orycli.hydra.ClientField;
import orycli.hydra.ClientRequest;
import orycli.json.Json;

/** What stands in the place of flags that are not given. */
final class ClientDefaults {
    /** What the reference sends when it creates a client, as far as a server heeds it. */
    static final ClientRequest OF_CREATE = ClientRequest.empty()
            .with(ClientField.GRANT_TYPES, List.of("authorization_code"))
            .with(ClientField.RESPONSE_TYPES, List.of("code"))
            .with(ClientField.TOKEN_ENDPOINT_AUTH_METHOD, "client_secret_basic")
            .with(ClientField.REQUEST_OBJECT_SIGNING_ALG, "RS256")
            .with(ClientField.SUBJECT_TYPE, "public")
            .with(ClientField.METADATA, Json.nodes().objectNode())
            .with(ClientField.SCOPE, List.of())
            .with(ClientField.SKIP_CONSENT, false)
            .with(ClientField.SKIP_LOGOUT_CONSENT, false)
            .with(ClientField.BACKCHANNEL_LOGOUT_SESSION_REQUIRED, false)
            .with(ClientField.FRONTCHANNEL_LOGOUT_SESSION_REQUIRED, false);

    private ClientDefaults() {}
}
