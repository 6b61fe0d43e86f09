package orycli.sandbox;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import orycli.sandbox.go.SyntaxException;
import orycli.sandbox.go.Url;
import orycli.sandbox.go.UrlPart;
import orycli.text.HtmlEscapes;

/** Where a browser is sent back to, and how it carries what the client is told there (RFC 6749, section 4.1.2). */
record RedirectUri(String uri, Mode mode) {
    private static final Pattern LOOPBACK = Pattern.compile("127(?:\\.[0-9]{1,3}){3}|::1");

    /** OAuth 2.0 Multiple Response Type Encoding Practices, section 2.1, and OAuth 2.0 Form Post Response Mode. */
    enum Mode {
        QUERY,
        FRAGMENT,
        FORM_POST;

        static Optional<Mode> named(String name) {
            return switch (name) {
                case "", "query" -> Optional.of(QUERY);
                case "fragment" -> Optional.of(FRAGMENT);
                case "form_post" -> Optional.of(FORM_POST);
                default -> Optional.empty();
            };
        }
    }

    /** The address that the client is registered with and that is asked for, which may be left out where there is one. */
    static Optional<String> find(Client client, String asked) {
        List<String> registered = client.texts(Field.REDIRECT_URIS);
        if (asked.isEmpty()) {
            return registered.size() == 1 ? Optional.of(registered.get(0)) : Optional.empty();
        }
        return registered.stream().anyMatch(uri -> uri.equals(asked) || isSameButPort(uri, asked))
                ? Optional.of(asked)
                : Optional.empty();
    }

    /** RFC 8252, section 7.3: an app on this machine does not know its port before it runs. */
    private static boolean isSameButPort(String registered, String asked) {
        try {
            Url url = Url.parse(asked);
            Url other = Url.parse(registered);
            return url.scheme().equals("http")
                    && LOOPBACK.matcher(url.hostname()).matches()
                    && url.fragment().isEmpty()
                    && other.hostname().equals(url.hostname())
                    && other.path().equals(url.path())
                    && other.query().equals(url.query());
        } catch (SyntaxException e) {
            return false;
        }
    }

    Answer answer(Map<String, String> parameters) {
        return switch (mode) {
            case QUERY -> redirect(withQuery(parameters));
            case FRAGMENT -> redirect(uri + "#" + encoded(new Form(lists(parameters))));
            case FORM_POST -> form(parameters);
        };
    }

    Answer answer(OAuth2Refusal refusal, String state) {
        return answer(Map.of("error", refusal.name(), "error_description", refusal.description(), "state", state));
    }

    private static Answer redirect(String location) {
        return Answer.empty(303).uncached().with("Location", location);
    }

    private String withQuery(Map<String, String> parameters) {
        int mark = uri.indexOf('?');
        Map<String, List<String>> all = new TreeMap<>(
                mark < 0 ? Map.of() : Form.parse(uri.substring(mark + 1)).values());
        all.putAll(lists(parameters));
        return (mark < 0 ? uri : uri.substring(0, mark)) + "?" + encoded(new Form(all));
    }

    private static Map<String, List<String>> lists(Map<String, String> parameters) {
        Map<String, List<String>> lists = new TreeMap<>();
        parameters.forEach((name, value) -> lists.put(name, List.of(value)));
        return lists;
    }

    private static String encoded(Form form) {
        return form.values().entrySet().stream()
                .flatMap(entry -> entry.getValue().stream()
                        .map(value -> UrlPart.QUERY.escape(entry.getKey()) + "=" + UrlPart.QUERY.escape(value)))
                .collect(Collectors.joining("&"));
    }

    /** Without a script, it takes a person to send it. */
    private Answer form(Map<String, String> parameters) {
        StringBuilder form =
                new StringBuilder("<form method=\"post\" action=\"" + HtmlEscapes.attribute(uri) + "\">\n");
        new TreeMap<>(parameters).forEach((name, value) -> form.append(Html.hidden(name, value)));
        form.append("<p>To be sent to <code>").append(HtmlEscapes.text(uri)).append("</code></p>\n");
        form.append("<p><button>Continue</button></p>\n</form>\n");
        return Html.page(200, "Back to the application", form.toString());
    }
}
