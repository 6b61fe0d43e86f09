package orycli.network;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** How the ids of Ory Network are written: as UUIDs (RFC 9562, section 4). */
final class Ids {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern UNHYPHENATED =
            Pattern.compile("([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})");

    private Ids() {}

    /** The text as an id is written, if it is one: of either case, and, as the reference reads them, without hyphens. */
    static Optional<String> of(String text) {
        String id = UNHYPHENATED.matcher(text.toLowerCase(Locale.ROOT)).replaceFirst("$1-$2-$3-$4-$5");
        return Optional.of(id).filter(Ids::isId);
    }

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }
}
