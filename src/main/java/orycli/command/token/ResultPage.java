package orycli.command.token;

import java.util.Optional;
import okhttp3.HttpUrl;
import orycli.http.HttpClients;
import orycli.oauth2.IdToken;
import orycli.oauth2.Page;
import orycli.text.HtmlEscapes;

/** What a person reads in the browser. */
final class ResultPage {
    /** Leads to where a sign-in begins. */
    static final String BEGIN = "/perform-flow";

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

    /** Where a sign-in begins. The address itself has the state and the nonce in it. */
    Page welcome() {
        return WebPage.of(
                WebPage.OK,
                "Sign in",
                WebPage.paragraph("The client " + client + " asks " + place() + " for tokens, in your name.")
                        + "<p><a href=\"" + BEGIN + "\">Sign in at " + HtmlEscapes.text(place()) + "</a></p>\n");
    }

    Page signedIn(Token token) {
        String until = token.expiry()
                .map(expiry -> " It is good until " + Token.date(expiry).replace(" +0000", "") + ".")
                .orElse("");
        String who = token.text("id_token")
                .flatMap(idToken -> IdToken.claim(idToken, "sub"))
                .map(subject -> " It says that you are " + subject + ".")
                .orElse("");
        return WebPage.of(
                WebPage.OK,
                "You are signed in",
                WebPage.paragraph("The client " + client + " was given these tokens by " + place() + ", in your name.")
                        + secret(
                                "Access token",
                                "With it the client may use an API in your name." + until,
                                token.text("access_token"))
                        + secret(
                                "Refresh token",
                                "With it the client gets a new access token, without asking you.",
                                token.text("refresh_token"))
                        + secret("ID token", "It tells the client who signed in." + who, token.text("id_token"))
                        + WebPage.paragraph("Whoever has them can do the same. They are on the terminal, too.")
                        + end());
    }

    Page failed(String why) {
        return WebPage.of(WebPage.BAD_REQUEST, "The sign-in failed", WebPage.paragraph(why) + end());
    }

    Page repeated() {
        return WebPage.of(
                WebPage.BAD_REQUEST,
                "This sign-in was answered before",
                WebPage.paragraph("Nothing has changed.") + end());
    }

    /** The server, as in an address. */
    private String place() {
        String host = HttpClients.host(server);
        return server.port() == HttpUrl.defaultPort(server.scheme()) ? host : host + ":" + server.port();
    }

    private String end() {
        return goesOn ? "<p><a href=\"/\">Sign in again</a></p>\n" : WebPage.paragraph("You can close this window.");
    }

    private static String secret(String name, String words, Optional<String> value) {
        return value.map(text -> "<h2>" + name + "</h2>\n" + WebPage.paragraph(words) + "<code>"
                        + HtmlEscapes.text(text) + "</code>\n")
                .orElse("");
    }
}
