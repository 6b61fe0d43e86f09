package orycli.command.token;

import java.util.Optional;
import okhttp3.HttpUrl;
import orycli.oauth2.IdToken;
import orycli.oauth2.Page;

/** What a person reads in the browser. The pages have no script, and what a server or a user wrote is escaped. */
final class ResultPage {
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;

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

    private final String client;
    private final HttpUrl server;
    private final boolean goesOn;

    /**
     * Pages of one command.
     *
     * @param goesOn whether another sign-in can follow
     */
    ResultPage(String client, HttpUrl server, boolean goesOn) {
        this.client = client;
        this.server = server;
        this.goesOn = goesOn;
    }

    /** Where a sign-in begins. */
    Page welcome(HttpUrl address) {
        return page(
                OK,
                "Sign in",
                paragraph("The client " + client + " asks " + server.host() + " for tokens, in your name.")
                        + "<p><a href=\"" + escaped(address.toString()) + "\">Sign in at "
                        + escaped(server.host()) + "</a></p>\n");
    }

    Page signedIn(Token token) {
        String until = token.expiry()
                .map(expiry -> " It is good until " + Token.date(expiry).replace(" +0000", "") + ".")
                .orElse("");
        String who = token.text("id_token")
                .flatMap(idToken -> IdToken.claim(idToken, "sub"))
                .map(subject -> " It says that you are " + subject + ".")
                .orElse("");
        return page(
                OK,
                "You are signed in",
                paragraph("The client " + client + " was given these tokens by " + server.host() + ", in your name.")
                        + secret(
                                "Access token",
                                "With it the client may use an API in your name." + until,
                                token.text("access_token"))
                        + secret(
                                "Refresh token",
                                "With it the client gets a new access token, without asking you.",
                                token.text("refresh_token"))
                        + secret("ID token", "It tells the client who signed in." + who, token.text("id_token"))
                        + paragraph("Whoever has them can do the same. They are on the terminal, too.")
                        + end());
    }

    Page failed(String why) {
        return page(BAD_REQUEST, "The sign-in failed", paragraph(why) + end());
    }

    Page repeated() {
        return page(BAD_REQUEST, "This sign-in was answered before", paragraph("Nothing has changed.") + end());
    }

    private String end() {
        return goesOn ? "<p><a href=\"/\">Sign in again</a></p>\n" : paragraph("You can close this window.");
    }

    private static String secret(String name, String words, Optional<String> value) {
        return value.map(text -> "<h2>" + name + "</h2>\n" + paragraph(words) + "<code>" + escaped(text) + "</code>\n")
                .orElse("");
    }

    private static String paragraph(String text) {
        return "<p>" + escaped(text) + "</p>\n";
    }

    private static Page page(int status, String title, String body) {
        return Page.of(status, FRAME.formatted(escaped(title), body));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
