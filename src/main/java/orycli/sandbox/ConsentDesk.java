package orycli.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import orycli.text.HtmlEscapes;

/**
 * Asks a person at a browser: who are you, and what may the client do? It is what Hydra leaves to a login and a consent
 * app. Anybody is who they say they are.
 */
final class ConsentDesk {
    static final String PATH = "/sandbox/consent";

    /** How long Hydra waits for a login or a consent. */
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private final Shelf<Pending> pending;
    private final Inventions inventions;

    ConsentDesk(Inventions inventions, long room) {
        this.pending = new Shelf<>(inventions::now, room);
        this.inventions = inventions;
    }

    /**
     * What is asked.
     *
     * @param subjectHint who may be asked, or empty
     */
    record Question(Client client, List<String> scopes, List<String> audience, String subjectHint) {}

    /** What becomes of the answer. */
    interface Consequence {
        /** To a grant of the scopes that were allowed, which may be none. */
        Answer allowed(Grant grant);

        Answer denied();
    }

    private record Pending(
            String clientId,
            List<String> scopes,
            List<String> audience,
            Instant requestedAt,
            String nonce,
            Consequence consequence,
            Instant end,
            long size)
            implements Shelf.Item {}

    /**
     * The page with the question. Only who can read it knows the challenge in it, so no other page can answer in the
     * person's name.
     *
     * @param nonce for the ID token, or empty
     * @param size about how many bytes of memory the consequence takes
     */
    Answer ask(Question question, String nonce, Consequence consequence, long size) {
        Instant now = inventions.now();
        Client client = question.client();
        String challenge = inventions.newToken("");
        pending.put(
                Digest.of(challenge),
                new Pending(
                        client.id(),
                        question.scopes(),
                        question.audience(),
                        now,
                        nonce,
                        consequence,
                        now.plus(PATIENCE),
                        size));
        return Html.page(200, "Sign in to the sandbox", form(question, challenge));
    }

    private static String form(Question question, String challenge) {
        Client client = question.client();
        String name = client.isUnset(Field.CLIENT_NAME) ? client.id() : client.text(Field.CLIENT_NAME);
        String subject = question.subjectHint().isEmpty() ? "user@example.org" : question.subjectHint();
        StringBuilder form = new StringBuilder("<form method=\"post\" action=\"" + PATH + "\">\n");
        form.append(Html.hidden("challenge", challenge));
        form.append("<p>The application <b><bdi>")
                .append(HtmlEscapes.text(name))
                .append("</bdi></b> asks for access.</p>\n");
        form.append("<p><label>You are <input name=\"subject\" required value=\"")
                .append(HtmlEscapes.attribute(subject))
                .append("\"></label></p>\n");
        if (!question.scopes().isEmpty()) {
            form.append("<p>It may have:</p>\n");
            question.scopes().forEach(scope -> form.append(checkbox(scope)));
        }
        if (!question.audience().isEmpty()) {
            form.append("<p>For:</p>\n<ul>\n");
            question.audience()
                    .forEach(audience -> form.append("<li><code>")
                            .append(HtmlEscapes.text(audience))
                            .append("</code></li>\n"));
            form.append("</ul>\n");
        }
        form.append("<p><button name=\"decision\" value=\"allow\">Allow</button>\n");
        form.append("<button name=\"decision\" value=\"deny\" formnovalidate>Deny</button></p>\n</form>\n");
        return form.toString();
    }

    private static String checkbox(String scope) {
        return "<p><label><input type=\"checkbox\" name=\"scope\" value=\"" + HtmlEscapes.attribute(scope)
                + "\" checked> <code>" + HtmlEscapes.text(scope) + "</code></label></p>\n";
    }

    /** {@code POST /sandbox/consent}: the answer of the person, which counts once. */
    Answer decide(Form form) {
        Optional<Pending> asked = pending.take(Digest.of(form.first("challenge")));
        if (asked.isEmpty()) {
            return Html.page(
                    400,
                    "This page is out of date",
                    "<p>It was answered before, or waited for too long. Start again at the application.</p>\n");
        }
        boolean isAllowed =
                form.first("decision").equals("allow") && !form.first("subject").isEmpty();
        return isAllowed
                ? asked.get().consequence().allowed(grant(asked.get(), form))
                : asked.get().consequence().denied();
    }

    private Grant grant(Pending asked, Form form) {
        List<String> allowed = form.all("scope");
        return new Grant(
                inventions.newId(),
                asked.clientId(),
                form.first("subject"),
                asked.scopes().stream().filter(allowed::contains).toList(),
                asked.audience(),
                Optional.of(new SignIn(asked.requestedAt(), inventions.now(), asked.nonce(), inventions.newId())));
    }

    void forgetClient(String id) {
        pending.removeIf(asked -> asked.clientId().equals(id));
    }
}
