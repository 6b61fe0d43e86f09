package orycli.encryption;

import java.io.IOException;
import java.time.Clock;
import okhttp3.Call;
import okhttp3.HttpUrl;

/** Where the public keys come from that secrets are encrypted to. Making a source is cheap and reaches for nothing. */
public sealed interface PgpKeySource permits InlineKeySource, UrlKeySource, KeybaseKeySource {
    /**
     * Fetches the keys, checks them and tries them out. The secret can be read with each of the keys that is usable;
     * the others are left out, as long as there is one. Bouncy Castle is loaded here and not before.
     *
     * @param clock says which keys have expired
     * @throws KeyArgumentException where the text typed in is no public key
     * @throws PgpKeyException where the answer of a server is no public key, or no key can be used
     * @throws IOException where a server cannot be reached
     */
    SecretEncryptor encryptor(Clock clock) throws IOException;

    /**
     * The keys themselves: base64 of armored or binary keys, or the armored text. Line breaks within the base64 and the
     * URL-safe alphabet are understood.
     *
     * @throws KeyArgumentException where the text is none of these
     */
    static PgpKeySource inline(String text) {
        return InlineKeySource.of(text);
    }

    /**
     * The keys at an address, armored or binary. At most five redirects are followed, never from https to http.
     *
     * @param http follows no redirects itself and sends no credentials
     */
    static PgpKeySource url(HttpUrl url, Call.Factory http) {
        return new UrlKeySource(url, http);
    }

    /**
     * All PGP keys that a Keybase user has published.
     *
     * @param http follows no redirects itself and sends no credentials
     * @param base Keybase, or another server that answers like it
     * @throws KeyArgumentException where the text cannot be the name of one user
     */
    static PgpKeySource keybase(String user, Call.Factory http, HttpUrl base) {
        return KeybaseKeySource.of(user, http, base);
    }
}
