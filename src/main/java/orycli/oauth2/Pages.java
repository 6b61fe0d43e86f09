package orycli.oauth2;

import java.util.Optional;
import okhttp3.HttpUrl;

/** What a browser is shown beside the end of the flow. */
@FunctionalInterface
public interface Pages {
    /** For a second answer to the same request. */
    Page repeated();

    /**
     * For a path that is not the callback's.
     *
     * @param address where a browser begins
     * @return nothing where nothing is there
     */
    default Optional<Page> at(String path, HttpUrl address) {
        return Optional.empty();
    }
}
