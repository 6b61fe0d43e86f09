package orycli.text;

/** Texts of strangers in a page. */
public final class HtmlEscapes {
    private HtmlEscapes() {}

    /** An attribute's value, between quotes: as Go's {@code html.EscapeString}, whose pages the sandbox copies. */
    public static String attribute(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&#34;")
                .replace("'", "&#39;");
    }

    /** A text to be read, in which nothing is hidden. */
    public static String text(String text) {
        return attribute(Escapes.of(text));
    }
}
