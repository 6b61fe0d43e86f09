package orycli.encryption;

import java.io.IOException;
import java.time.Clock;
import okhttp3.Call;
import okhttp3.HttpUrl;

/** Keys at an address. */
final class UrlKeySource implements PgpKeySource {
    private final HttpUrl url;
    private final KeyDownload download;

    UrlKeySource(HttpUrl url, Call.Factory http) {
        this.url = url;
        this.download = new KeyDownload(http);
    }

    @Override
    public SecretEncryptor encryptor(Clock clock) throws IOException {
        byte[] answer = download.get(url)
                .orElseThrow(() -> new PgpKeyException(KeyDownload.nameOf(url) + " does not exist (HTTP 404)"));
        return PgpEncryptor.to(PgpKeyReader.read(answer, "the answer of " + KeyDownload.nameOf(url)), clock);
    }
}
