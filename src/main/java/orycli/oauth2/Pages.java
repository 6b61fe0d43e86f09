package orycli.oauth2;

import java.util.Optional;

/** What a browser is shown beside the end of the flow. */
@FunctionalInterface
public interface Pages {
    /** For a second answer to the same request. */
    Page repeated();

    /**
     * For a path that is not the callback's.
     *
     * @return nothing where nothing is there
     */
    default Optional<Page> at(String path) {
        return Optional.empty();
    }
}
