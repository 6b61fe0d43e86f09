package orycli.sandbox;

import java.util.List;
import java.util.Optional;

/** {@code POST /oauth2/token} (RFC 6749, section 3.2). */
final class TokenEndpoint {
    private final ClientAuthentication authentication;
    private final TokenIssuer issuer;
    private final AuthorizationCodes codes;
    private final RefreshTokens refreshTokens;
    private final DeviceCodes deviceCodes;
    private final Inventions inventions;

    TokenEndpoint(
            ClientAuthentication authentication,
            TokenIssuer issuer,
            AuthorizationCodes codes,
            RefreshTokens refreshTokens,
            DeviceCodes deviceCodes,
            Inventions inventions) {
        this.authentication = authentication;
        this.issuer = issuer;
        this.codes = codes;
        this.refreshTokens = refreshTokens;
        this.deviceCodes = deviceCodes;
        this.inventions = inventions;
    }

    Answer answer(Request request) throws OAuth2Refusal {
        Form form = Form.of(request);
        if (form.isEmpty()) {
            throw new OAuth2Refusal(OAuth2Error.INVALID_REQUEST, "The POST body can not be empty.");
        }
        if (form.words("grant_type").isEmpty()) {
            throw new OAuth2Refusal(OAuth2Error.INVALID_REQUEST, "Request parameter 'grant_type' is missing");
        }
        // Hydra minds an unknown type more than an unknown client.
        GrantType type = GrantType.named(String.join(" ", form.words("grant_type")))
                .orElseThrow(() -> new OAuth2Refusal(OAuth2Error.INVALID_REQUEST));
        Client client = authentication.authenticate(request, form);
        return switch (type) {
            case CLIENT_CREDENTIALS -> clientCredentials(client, form);
            case AUTHORIZATION_CODE -> codes.redeem(client, form);
            case REFRESH_TOKEN -> refreshTokens.redeem(client, form);
            case DEVICE_CODE -> deviceCodes.redeem(client, form);
            case JWT_BEARER -> throw untrusted(client, form);
        };
    }

    /** RFC 6749, section 4.4. */
    private Answer clientCredentials(Client client, Form form) throws OAuth2Refusal {
        List<String> scopes = form.scopes();
        Rights.checkScopes(client, scopes);
        Rights.checkAudience(client, form.audience());
        if (client.isPublic()) {
            throw new OAuth2Refusal(
                    OAuth2Error.INVALID_GRANT,
                    "The OAuth 2.0 Client is marked as public and is thus not allowed to use authorization grant"
                            + " 'client_credentials'.");
        }
        Rights.checkGrantType(client, GrantType.CLIENT_CREDENTIALS);
        Grant grant =
                new Grant(inventions.newId(), client.id(), client.id(), scopes, form.audience(), Optional.empty());
        return issuer.issue(client, grant, GrantType.CLIENT_CREDENTIALS);
    }

    /** RFC 7523, section 2.1: nobody's signature is trusted here, as there is nowhere to say whose is. */
    private static OAuth2Refusal untrusted(Client client, Form form) throws OAuth2Refusal {
        Rights.checkGrantType(client, GrantType.JWT_BEARER);
        String assertion = form.first("assertion");
        if (assertion.isEmpty()) {
            return new OAuth2Refusal(
                    OAuth2Error.INVALID_REQUEST,
                    "The assertion request parameter must be set when using grant_type of '" + GrantType.JWT_BEARER
                            + "'.");
        }
        JsonWebToken token = JsonWebToken.parse(assertion)
                .orElseThrow(() -> new OAuth2Refusal(
                        OAuth2Error.INVALID_GRANT,
                        "Unable to parse JSON Web Token passed in \"assertion\" request parameter."));
        String issuer = token.text("iss");
        String subject = token.text("sub");
        String hint = "No public JWK was registered for issuer \"" + issuer + "\" and subject \"" + subject
                + "\", and public key is required to check signature of JWT in \"assertion\" request parameter.";
        if (issuer.isEmpty()) {
            hint = "The JWT in \"assertion\" request parameter MUST contain an \"iss\" (issuer) claim.";
        } else if (subject.isEmpty()) {
            hint = "The JWT in \"assertion\" request parameter MUST contain a \"sub\" (subject) claim.";
        }
        return new OAuth2Refusal(OAuth2Error.INVALID_GRANT, hint);
    }
}
