package orycli.command.token;

import orycli.oauth2.Page;
import orycli.text.HtmlEscapes;

/** Pages for a person. They have no script, and what a server or a user wrote is escaped. */
final class WebPage {
    static final int OK = 200;
    static final int BAD_REQUEST = 400;
    static final int BAD_GATEWAY = 502;

    private static final String FRAME = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%1$s</title>
            <style>
            body { font-family: sans-serif; line-height: 1.5; margin: 3rem auto; max-width: 45rem; padding: 0 1rem; }
            code { background: #eee; color: #222; display: block; overflow-wrap: anywhere; padding: .5rem; }
            </style>
            </head>
            <body>
            <h1>%1$s</h1>
            %2$s</body>
            </html>
            """;

    private WebPage() {}

    /** @param html what is below the title */
    static Page of(int status, String title, String html) {
        return Page.of(status, FRAME.formatted(HtmlEscapes.text(title), html));
    }

    static String paragraph(String text) {
        return "<p>" + HtmlEscapes.text(text) + "</p>\n";
    }
}
