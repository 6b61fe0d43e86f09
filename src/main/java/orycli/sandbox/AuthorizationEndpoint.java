package orycli.sandbox;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import orycli.sandbox.ConsentDesk.Consequence;
import orycli.sandbox.ConsentDesk.Question;

/** {@code GET /oauth2/auth} (RFC 6749, section 3.1). The checks run in Hydra's order. */
final class AuthorizationEndpoint {
    /** Of a state and a nonce, in characters: what is shorter could be guessed. */
    private static final int SHORTEST_STATE = 8;

    private static final Set<String> PROMPTS = Set.of("login", "none", "consent", "select_account");

    private final ClientStore clients;
    private final AuthorizationCodes codes;
    private final ConsentDesk desk;

    AuthorizationEndpoint(ClientStore clients, AuthorizationCodes codes, ConsentDesk desk) {
        this.clients = clients;
        this.codes = codes;
        this.desk = desk;
    }

    Answer answer(Form form) {
        try {
            Client client = clients.findAny(form.first("client_id"))
                    .orElseThrow(() -> new OAuth2Refusal(
                            OAuth2Error.INVALID_CLIENT, "The requested OAuth 2.0 Client does not exist."))
                    .restore();
            RedirectUri redirectUri = redirectUri(client, form);
            try {
                check(client, form);
                return ask(client, redirectUri, form);
            } catch (OAuth2Refusal refusal) {
                return redirectUri.answer(refusal, form.first("state"));
            }
        } catch (OAuth2Refusal refusal) {
            // Not to an address that is not the client's.
            return Html.error(refusal);
        }
    }

    private static RedirectUri redirectUri(Client client, Form form) throws OAuth2Refusal {
        boolean isOpenId = form.scopes().contains("openid");
        if (isOpenId && !(form.first("request") + form.first("request_uri")).isEmpty()) {
            throw new OAuth2Refusal(OAuth2Error.REQUEST_NOT_SUPPORTED, "The sandbox reads no request objects.");
        }
        String mode = form.first("response_mode");
        RedirectUri.Mode known = RedirectUri.Mode.named(mode)
                .orElseThrow(() -> new OAuth2Refusal(
                        OAuth2Error.UNSUPPORTED_RESPONSE_MODE,
                        "Request with unsupported response_mode '" + mode + "'."));
        String asked = form.first("redirect_uri");
        if (isOpenId && asked.isEmpty()) {
            throw new OAuth2Refusal(
                    OAuth2Error.INVALID_REQUEST,
                    "The 'redirect_uri' parameter is required when using OpenID Connect 1.0.");
        }
        return new RedirectUri(
                RedirectUri.find(client, asked)
                        .orElseThrow(() -> new OAuth2Refusal(
                                OAuth2Error.INVALID_REQUEST,
                                "The 'redirect_uri' parameter does not match any of the OAuth 2.0 Client's"
                                        + " pre-registered redirect urls.")),
                known);
    }

    private static void check(Client client, Form form) throws OAuth2Refusal {
        Rights.checkScopes(client, form.scopes());
        Rights.checkAudience(client, form.audience());
        if (!form.first("registration").isEmpty()) {
            throw new OAuth2Refusal(OAuth2Error.REGISTRATION_NOT_SUPPORTED);
        }
        checkResponseType(client, form);
        if (form.first("state").length() < SHORTEST_STATE) {
            throw new OAuth2Refusal(
                    OAuth2Error.INVALID_STATE,
                    "Request parameter 'state' must be at least be 8 characters long to ensure sufficient entropy.");
        }
        checkPrompt(form);
        Pkce.checkRequest(form);
    }

    private static void checkResponseType(Client client, Form form) throws OAuth2Refusal {
        Set<String> asked = new TreeSet<>(form.words("response_type"));
        if (asked.isEmpty()) {
            throw new OAuth2Refusal(
                    OAuth2Error.UNSUPPORTED_RESPONSE_TYPE, "`The request is missing the 'response_type' parameter.");
        }
        boolean isAllowed = client.isUnset(Field.RESPONSE_TYPES)
                ? asked.equals(Set.of("code"))
                : client.texts(Field.RESPONSE_TYPES).stream()
                        .anyMatch(type -> asked.equals(new TreeSet<>(Form.split(type))));
        if (!isAllowed) {
            throw new OAuth2Refusal(
                    OAuth2Error.UNSUPPORTED_RESPONSE_TYPE,
                    "The client is not allowed to request response_type '" + form.first("response_type") + "'.");
        }
        if (!asked.equals(Set.of("code"))) {
            throw new OAuth2Refusal(
                    OAuth2Error.UNSUPPORTED_RESPONSE_TYPE, "The sandbox serves response_type 'code' alone.");
        }
    }

    private static void checkPrompt(Form form) throws OAuth2Refusal {
        if (form.words("prompt").contains("none")) {
            throw new OAuth2Refusal(
                    OAuth2Error.LOGIN_REQUIRED,
                    "Prompt 'none' was requested, but no existing login session was found.");
        }
        if (!PROMPTS.containsAll(form.words("prompt"))) {
            throw new OAuth2Refusal(
                    OAuth2Error.INVALID_REQUEST,
                    "Used unknown value '" + form.words("prompt") + "' for prompt parameter");
        }
    }

    private Answer ask(Client client, RedirectUri redirectUri, Form form) {
        String state = form.first("state");
        String forcedUri = form.first("redirect_uri");
        Pkce pkce = Pkce.of(form);
        Question question = new Question(client, form.scopes(), form.audience(), form.first("login_hint"));
        Consequence consequence = new Consequence() {
            @Override
            public Answer allowed(Grant grant) {
                String code = codes.issue(grant, forcedUri, pkce);
                return redirectUri.answer(
                        Map.of("code", code, "scope", String.join(" ", grant.scopes()), "state", state));
            }

            @Override
            public Answer denied() {
                return redirectUri.answer(Map.of(
                        "error",
                        "access_denied",
                        "error_description",
                        "The resource owner denied the request",
                        "state",
                        state));
            }
        };
        return desk.ask(question, form.first("nonce"), consequence, form.size());
    }
}
