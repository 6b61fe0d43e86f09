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
     * @throws PgpKeyException where the answer of a server is no public key, or no key can be used
     * @throws IOException where a server cannot be reached
     */
    SecretEncryptor encryptor(Clock clock) throws IOException;

    /** Whether another computer has to be asked for the keys. */
    boolean isRemote();

    /**
     * The keys themselves, as they were typed: armored text, also on one line or with {@code \n} for its line ends, or
     * base64 of armored or binary keys, also base64 of that. Line breaks within base64 and the URL-safe alphabet are
     * understood.
     *
     * @throws KeyArgumentException where the text is no public key; what the key is worth shows later
     */
    static PgpKeySource inline(String text) {
        return InlineKeySource.typed(text);
    }

    /**
     * The keys that a file holds: binary, or text of any form that can be typed.
     *
     * @param subject what the file is called in a message, e.g. "the file key.asc"
     * @throws PgpKeyException where the contents are no public key
     */
    static PgpKeySource inline(byte[] contents, String subject) throws PgpKeyException {
        return InlineKeySource.read(contents, subject);
    }

    /**
     * The keys at an address, in any form that a file may have. At most five redirects are followed, never from https to
     * http.
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
