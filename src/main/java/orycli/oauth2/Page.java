package orycli.oauth2;

import java.util.Optional;
import okhttp3.HttpUrl;

/**
 * What a browser is answered: where to go on, or something to read.
 *
 * @param location where to go on; then there is nothing to read
 * @param html a whole page
 */
public record Page(int status, Optional<HttpUrl> location, String html) {
    public static Page at(HttpUrl location) {
        return new Page(302, Optional.of(location), "");
    }

    public static Page of(int status, String html) {
        return new Page(status, Optional.empty(), html);
    }
}
