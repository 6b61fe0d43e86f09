package orycli.sandbox;

import java.util.List;
import java.util.Optional;

/**
 * What a resource owner has granted to a client, or a client has of its own. All tokens that come of it share it.
 *
 * @param id is shared by the grants of the tokens that are refreshed from one another
 * @param signIn who signed in, and how; a client that acts for itself does not
 */
record Grant(
        String id,
        String clientId,
        String subject,
        List<String> scopes,
        List<String> audience,
        Optional<SignIn> signIn) {
    private static final long OVERHEAD = 200;

    long size() {
        return OVERHEAD
                + 2L * (clientId.length() + subject.length() + length(scopes) + length(audience))
                + signIn.map(SignIn::size).orElse(0L);
    }

    private static long length(List<String> texts) {
        return texts.stream().mapToLong(text -> text.length() + 20L).sum();
    }

    boolean includesAny(String... asked) {
        for (String scope : asked) {
            if (scopes.contains(scope)) {
                return true;
            }
        }
        return false;
    }
}
