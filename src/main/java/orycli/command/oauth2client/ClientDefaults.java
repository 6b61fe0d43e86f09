package orycli.command.oauth2client;

import java.util.List;
import orycli.hydra.ClientField;
import orycli.hydra.ClientRequest;
import orycli.json.Json;

/** What stands in the place of flags that are not given. */
final class ClientDefaults {
    /** What the reference sends when it creates a client, as far as a server heeds it. */
    static final ClientRequest OF_CREATE = ClientRequest.builder()
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

    private ClientDefaults() {}
}
