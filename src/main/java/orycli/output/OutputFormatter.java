package orycli.output;

import java.util.List;

/** One way to print results. A format is chosen before anything is sent. */
public interface OutputFormatter {
    /**
     * The text for stdout, ending with a newline unless it is empty.
     *
     * @throws NothingFoundException where a JSON pointer finds nothing
     */
    String format(Document document) throws NothingFoundException;

    /**
     * Begins to print results that come one after another. Nothing is written before the first of them.
     *
     * @param header the names of the columns of a table, as many as each result has cells
     */
    ResultStream open(Shape shape, List<String> header, Sink sink);

    /**
     * Makes sure that there is what a path or pointer asks for. A null that is there counts: it is what was asked for. A
     * path that finds nothing prints {@code null}, which a script that waits for a secret does not tell from one.
     *
     * @throws NothingFoundException where there is nothing
     */
    default void requireFound(Document document) throws NothingFoundException {}

    /** Whether there is what a path or pointer asks for, as {@link #requireFound} sees it. */
    default boolean finds(Document document) {
        try {
            requireFound(document);
            return true;
        } catch (NothingFoundException e) {
            return false;
        }
    }

    /**
     * Whether a value can be seen in this format, tried on a sample, so that it can be asked before there is a result.
     *
     * @param sample what the result will look like, with the value where it will stand
     * @param value letters and digits, which no format escapes, that stand nowhere else in the sample
     */
    default boolean shows(Document sample, String value) {
        try {
            return format(sample).contains(value);
        } catch (NothingFoundException e) {
            return false;
        }
    }

    /**
     * The format that a value of {@code --format} names.
     *
     * @throws FormatSyntaxException where there is no such format, or its path is missing or malformed
     */
    static OutputFormatter parse(String format) {
        return Format.parse(format);
    }

    /** What {@code --quiet} asks for: only the ids. */
    static OutputFormatter quiet() {
        return new QuietFormatter();
    }

    /** The names of all formats, to complete what is typed and to suggest from; two of them take a path after a {@code =}. */
    static List<String> names() {
        return Format.words();
    }
}
