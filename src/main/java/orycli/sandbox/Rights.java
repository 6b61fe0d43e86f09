package orycli.sandbox;

import java.util.List;
import orycli.sandbox.go.SyntaxException;
import orycli.sandbox.go.Url;

/** What a client may ask for. */
final class Rights {
    private Rights() {}

    static void checkScopes(Client client, List<String> asked) throws OAuth2Refusal {
        List<String> allowed = client.scopes();
        for (String scope : asked) {
            if (!includes(allowed, scope)) {
                throw new OAuth2Refusal(
                        OAuth2Error.INVALID_SCOPE,
                        "The OAuth 2.0 Client is not allowed to request scope '" + scope + "'.");
            }
        }
    }

    static boolean includes(List<String> scopes, String asked) {
        return scopes.stream().anyMatch(scope -> fits(scope, asked));
    }

    /** Hydra's default: a star stands for one part between dots, and at the end for all that follow. */
    private static boolean fits(String pattern, String scope) {
        String[] wanted = pattern.split("\\.", -1);
        String[] parts = scope.split("\\.", -1);
        boolean isLonger = wanted.length < parts.length;
        if (wanted.length > parts.length || (isLonger && !wanted[wanted.length - 1].equals("*"))) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            boolean isStar = wanted[i].equals("*") && !parts[i].isEmpty();
            if (!isStar && !wanted[i].equals(parts[i])) {
                return false;
            }
        }
        return true;
    }

    /** Hydra's default: the URLs that the client may name, and what is below them. */
    static void checkAudience(Client client, List<String> asked) throws OAuth2Refusal {
        for (String audience : asked) {
            Url url = parse(audience, "requested");
            boolean isAllowed = false;
            for (String allowed : client.texts(Field.AUDIENCE)) {
                isAllowed |= isBelow(url, parse(allowed, "whitelisted"));
            }
            if (!isAllowed) {
                throw new OAuth2Refusal(
                        OAuth2Error.INVALID_REQUEST,
                        "Requested audience '" + audience + "' has not been whitelisted by the OAuth 2.0 Client.");
            }
        }
    }

    private static Url parse(String audience, String which) throws OAuth2Refusal {
        try {
            return Url.parse(audience);
        } catch (SyntaxException e) {
            throw new OAuth2Refusal(
                    OAuth2Error.INVALID_REQUEST, "Unable to parse " + which + " audience '" + audience + "'.");
        }
    }

    private static boolean isBelow(Url url, Url allowed) {
        String base = allowed.path().replaceAll("/+$", "");
        return url.scheme().equals(allowed.scheme())
                && url.host().equals(allowed.host())
                && (url.path().equals(allowed.path())
                        || url.path().equals(base)
                        || url.path().startsWith(base + "/"));
    }

    static void checkGrantType(Client client, GrantType type) throws OAuth2Refusal {
        if (!client.mayUse(type)) {
            throw new OAuth2Refusal(
                    OAuth2Error.UNAUTHORIZED_CLIENT,
                    "The OAuth 2.0 Client is not allowed to use authorization grant '" + type + "'.");
        }
    }
}
