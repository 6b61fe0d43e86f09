package orycli.json;

/**
 * What a value that is read may hold at the most, so that a few bytes of a stranger cannot cost much to work with.
 *
 * @param depth how deep objects and arrays may nest
 * @param digits how long a number may be, as it stands and written out without its exponent: a {@code 1e999999999}
 *     takes a gigabyte once it is asked for its whole part
 */
public record Limits(int depth, int digits) {
    /** For what users and servers give. */
    public static final Limits USUAL = new Limits(1_000, 1_000);

    /** As deep as Go's {@code encoding/json} reads, which keeps a number that it need not understand as its text. */
    public static final Limits GO = new Limits(10_000, 10_000);
}
