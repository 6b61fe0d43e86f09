package orycli.oauth2;

import java.util.Optional;
import okhttp3.HttpUrl;

/** What a browser is shown beside the end of the flow. */
@FunctionalInterface
public interface Pages {
    /** For a second answer to the same request. */
    Page repeated();

    /**
     * For what is not an answer.
     *
     * @param address where a browser begins
     * @return nothing where nothing is there
     */
    default Optional<Page> at(Visit visit, HttpUrl address) {
        return Optional.empty();
    }
}
