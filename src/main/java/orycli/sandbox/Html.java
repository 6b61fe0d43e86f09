package orycli.sandbox;

import orycli.text.HtmlEscapes;

/** Pages for a person. None has a script, and none may be shown within another. */
final class Html {
    /** Says nothing of where a form may lead: some browsers mean the redirect behind it as well, which is a client's. */
    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";

    private static final String STYLE = "body{font:1rem/1.5 system-ui,sans-serif;max-width:34rem;margin:3rem auto;"
            + "padding:0 1rem}input[name=subject],input[name=user_code]{font:inherit;width:100%;box-sizing:border-box}"
            + "button{font:inherit;padding:.3rem 1.2rem;margin-right:.6rem}code{overflow-wrap:anywhere}";

    private Html() {}

    /** @param body in HTML */
    static Answer page(int status, String title, String body) {
        String html = "<!DOCTYPE html>\n<html lang=\"en\"><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width\"><title>" + title + "</title><style>" + STYLE
                + "</style><h1>" + title + "</h1>\n" + body + "</html>\n";
        return Answer.of(status, "text/html; charset=utf-8", html)
                .uncached()
                .with("Content-Security-Policy", POLICY)
                .with("X-Content-Type-Options", "nosniff")
                .with("X-Frame-Options", "DENY")
                // With none at all, a browser would not say which page a form is from.
                .with("Referrer-Policy", "same-origin");
    }

    static Answer error(OAuth2Refusal refusal) {
        return page(
                refusal.error().status(),
                "This request is refused",
                "<p><code>" + HtmlEscapes.text(refusal.name()) + "</code>: " + HtmlEscapes.text(refusal.description())
                        + "</p>\n");
    }

    static String hidden(String name, String value) {
        return "<input type=\"hidden\" name=\"" + HtmlEscapes.attribute(name) + "\" value=\""
                + HtmlEscapes.attribute(value) + "\">\n";
    }
}
