package orycli.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import orycli.json.Json;
import orycli.sandbox.ConsentDesk.Consequence;
import orycli.sandbox.ConsentDesk.Question;
import orycli.text.HtmlEscapes;

/** Devices that cannot show a browser (RFC 8628): their requests, the page for their user, and their tokens. */
final class DeviceCodes {
    static final String VERIFICATION_PATH = "/oauth2/device/verify";

    private static final Duration LIFESPAN = Duration.ofMinutes(10);
    /** For so much longer it is known that a code is over, and not unknown. */
    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    private static final int INTERVAL_SECONDS = 5;

    private final ClientStore clients;
    private final ClientAuthentication authentication;
    private final ConsentDesk desk;
    private final TokenIssuer issuer;
    private final Inventions inventions;
    private final String verificationUri;
    private final Shelf<DeviceRequest> byDeviceCode;
    private final Shelf<DeviceRequest> byUserCode;

    DeviceCodes(
            String issuerUri,
            ClientStore clients,
            ClientAuthentication authentication,
            ConsentDesk desk,
            TokenIssuer issuer,
            Inventions inventions,
            long room) {
        this.verificationUri = issuerUri + VERIFICATION_PATH;
        this.clients = clients;
        this.authentication = authentication;
        this.desk = desk;
        this.issuer = issuer;
        this.inventions = inventions;
        this.byDeviceCode = new Shelf<>(inventions::now, room);
        this.byUserCode = new Shelf<>(inventions::now, room);
    }

    /** What a device waits for. */
    private static final class DeviceRequest implements Shelf.Item {
        private final String clientId;
        private final List<String> scopes;
        private final List<String> audience;
        private final Instant end;
        private final long size;
        private boolean isDenied;
        private Optional<Grant> grant = Optional.empty();

        DeviceRequest(Client client, Form form, Instant end) {
            this.clientId = client.id();
            this.scopes = form.scopes();
            this.audience = form.audience();
            this.end = end;
            this.size = form.size();
        }

        @Override
        public Instant end() {
            return end.plus(REMEMBERED);
        }

        @Override
        public long size() {
            return size;
        }

        synchronized void allow(Grant allowed) {
            grant = Optional.of(allowed);
        }

        synchronized void deny() {
            isDenied = true;
        }

        synchronized boolean isOpen() {
            return !isDenied && grant.isEmpty();
        }

        /** What the user has granted. */
        synchronized Grant require(Instant now) throws OAuth2Refusal {
            if (end.isBefore(now)) {
                throw new OAuth2Refusal(OAuth2Error.EXPIRED_TOKEN, "Device code expired at '" + end + "'.");
            }
            if (isDenied) {
                throw new OAuth2Refusal(OAuth2Error.ACCESS_DENIED);
            }
            return grant.orElseThrow(() -> new OAuth2Refusal(OAuth2Error.AUTHORIZATION_PENDING));
        }
    }

    /** {@code POST /oauth2/device/auth}. */
    Answer authorize(Request request) throws OAuth2Refusal {
        Form form = Form.of(request);
        if (form.isEmpty()) {
            throw new OAuth2Refusal(OAuth2Error.INVALID_REQUEST, "The POST body can not be empty.");
        }
        Client client = authentication.authenticate(request, form);
        if (!form.first("client_id").equals(client.id())) {
            throw new OAuth2Refusal(OAuth2Error.INVALID_REQUEST, "Provided client_id mismatch.");
        }
        if (!client.mayUse(GrantType.DEVICE_CODE)) {
            throw new OAuth2Refusal(
                    OAuth2Error.INVALID_GRANT,
                    "The requested OAuth 2.0 Client does not have the '" + GrantType.DEVICE_CODE + "' grant.");
        }
        Rights.checkScopes(client, form.scopes());
        Rights.checkAudience(client, form.audience());
        return answer(new DeviceRequest(client, form, inventions.now().plus(LIFESPAN)));
    }

    private Answer answer(DeviceRequest waiting) {
        String deviceCode = inventions.newToken("ory_dc_");
        String userCode = inventions.newUserCode();
        while (!byUserCode.add(userCode, waiting)) {
            userCode = inventions.newUserCode();
        }
        byDeviceCode.put(Digest.of(deviceCode), waiting);
        ObjectNode answer = Json.nodes().objectNode();
        answer.put("device_code", deviceCode);
        answer.put("user_code", userCode);
        answer.put("verification_uri", verificationUri);
        answer.put("verification_uri_complete", verificationUri + "?user_code=" + userCode);
        answer.put("expires_in", LIFESPAN.toSeconds());
        answer.put("interval", INTERVAL_SECONDS);
        return Answer.uncached(200, answer);
    }

    /** {@code GET /oauth2/device/verify}: the page that asks for the code. Whoever has a link to it still says so. */
    Answer askForCode(RequestTarget target) {
        return codePage(
                200, target.first("user_code"), "Enter the code that your device shows, or check that it is this one.");
    }

    private static Answer codePage(int status, String userCode, String words) {
        return Html.page(
                status,
                "Connect a device",
                "<form method=\"post\" action=\"" + VERIFICATION_PATH + "\">\n<p>" + words
                        + "</p>\n<p><label>Code <input name=\"user_code\" required autocomplete=\"off\" value=\""
                        + HtmlEscapes.attribute(userCode)
                        + "\"></label></p>\n<p><button>Continue</button></p>\n</form>\n");
    }

    /** {@code POST /oauth2/device/verify}: from the code to the question. */
    Answer verify(Form form) {
        String userCode = form.first("user_code").replaceAll("[ -]", "").toUpperCase(Locale.ROOT);
        Optional<DeviceRequest> found = byUserCode
                .find(userCode)
                .filter(waiting -> waiting.isOpen() && !waiting.end.isBefore(inventions.now()));
        Optional<Client> client =
                found.flatMap(waiting -> clients.findAny(waiting.clientId)).map(StoredClient::restore);
        if (client.isEmpty()) {
            return codePage(400, form.first("user_code"), "No device waits with this code, or not any more.");
        }
        return ask(client.get(), found.get());
    }

    private Answer ask(Client client, DeviceRequest waiting) {
        Consequence consequence = new Consequence() {
            @Override
            public Answer allowed(Grant grant) {
                waiting.allow(grant);
                return Html.page(200, "The device is connected", "<p>You can go back to it.</p>\n");
            }

            @Override
            public Answer denied() {
                waiting.deny();
                return Html.page(200, "The device is not connected", "<p>You denied it access.</p>\n");
            }
        };
        return desk.ask(new Question(client, waiting.scopes, waiting.audience, ""), "", consequence, waiting.size);
    }

    /** The tokens for the device code in the form. */
    synchronized Answer redeem(Client client, Form form) throws OAuth2Refusal {
        Rights.checkGrantType(client, GrantType.DEVICE_CODE);
        String key = Digest.of(form.first("device_code"));
        DeviceRequest waiting = byDeviceCode.find(key).orElseThrow(() -> new OAuth2Refusal(OAuth2Error.INVALID_GRANT));
        Grant grant = waiting.require(inventions.now());
        if (!grant.clientId().equals(client.id())) {
            throw new OAuth2Refusal(
                    OAuth2Error.INVALID_GRANT,
                    "The OAuth 2.0 Client ID from this request does not match the one from the authorize request.");
        }
        byDeviceCode.take(key);
        return issuer.issue(client, grant, GrantType.DEVICE_CODE);
    }

    void forgetClient(String id) {
        byDeviceCode.removeIf(waiting -> waiting.clientId.equals(id));
        byUserCode.removeIf(waiting -> waiting.clientId.equals(id));
    }
}
