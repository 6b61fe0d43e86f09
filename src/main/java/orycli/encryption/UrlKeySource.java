package orycli.encryption;

import java.io.IOException;
import java.time.Clock;
import okhttp3.Call;
import okhttp3.HttpUrl;

/** Keys at an address. */
final class UrlKeySource implements PgpKeySource {
    private final HttpUrl url;
    private final Call.Factory http;

    UrlKeySource(HttpUrl url, Call.Factory http) {
        this.url = url;
        this.http = http;
    }

    @Override
    public boolean isRemote() {
        return true;
    }

    @Override
    public SecretEncryptor encryptor(Clock clock) throws IOException {
        String name = KeyDownload.nameOf(url);
        return KeyDownload.from(url, http)
                .orElseThrow(() -> new PgpKeyException(name + " does not exist (HTTP 404)"))
                .encryptor("the answer of " + name, clock);
    }
}
