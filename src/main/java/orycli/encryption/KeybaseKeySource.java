package orycli.encryption;

import java.io.IOException;
import java.time.Clock;
import java.util.regex.Pattern;
import okhttp3.Call;
import okhttp3.HttpUrl;

/** The keys of a Keybase user: {@code GET /<user>/pgp_keys.asc}, one armored block after the other. */
final class KeybaseKeySource implements PgpKeySource {
    private static final Pattern USER = Pattern.compile("[A-Za-z0-9_]+");

    private final String user;
    private final HttpUrl url;
    private final Call.Factory http;

    private KeybaseKeySource(String user, HttpUrl url, Call.Factory http) {
        this.user = user;
        this.url = url;
        this.http = http;
    }

    static KeybaseKeySource of(String user, Call.Factory http, HttpUrl base) {
        // Also keeps out ".." and ".", which HttpUrl takes for a walk through the path.
        if (!USER.matcher(user).matches()) {
            throw new KeyArgumentException(
                    "it is not the name of one Keybase user, which is made of letters, digits and underscores");
        }
        HttpUrl url = base.newBuilder()
                .addPathSegment(user)
                .addPathSegment("pgp_keys.asc")
                .build();
        return new KeybaseKeySource(user, url, http);
    }

    @Override
    public boolean isRemote() {
        return true;
    }

    @Override
    public SecretEncryptor encryptor(Clock clock) throws IOException {
        return KeyDownload.from(url, http)
                .orElseThrow(() ->
                        new PgpKeyException("Keybase knows no user " + user + ", or the user has no PGP key there"))
                .encryptor("Keybase's answer for the user " + user, clock);
    }
}
