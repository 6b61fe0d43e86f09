package orycli.oauth2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.Request;
import orycli.http.Redaction;
import orycli.http.Reply;
import orycli.http.Sender;
import orycli.json.Json;
import orycli.json.JsonSyntaxException;

/** Where a server says what it knows of a token (RFC 7662). Who may ask, it tells by other means than a client's. */
public final class IntrospectionEndpoint {
    private static final String ACTION = "cannot introspect the token";

    private final HttpUrl url;
    private final Sender sender;

    public IntrospectionEndpoint(HttpUrl url, Sender sender) {
        this.url = url;
        this.sender = sender;
    }

    /**
     * What the server knows of it: at least whether it is {@code active}.
     *
     * @param scope what the token must have to be active
     * @throws OAuth2Exception where the server says no
     */
    public ObjectNode introspect(String token, List<String> scope) throws IOException {
        FormBody form = new FormBody.Builder()
                .add("scope", String.join(" ", scope))
                .add("token", token)
                .build();
        Request request = new Request.Builder()
                .url(url)
                .post(form)
                .tag(Redaction.class, Redaction.of(Stream.of(token)))
                .build();
        Reply reply = sender.send(request, true, answer -> false);
        reply.requireWhole(ACTION);
        return status(reply).orElseThrow(() -> OAuth2Exception.of(ACTION, reply, Optional.empty()));
    }

    private static Optional<ObjectNode> status(Reply reply) {
        try {
            return reply.status() == 200
                            && Json.parse(reply.body()) instanceof ObjectNode status
                            && status.path("active").isBoolean()
                    ? Optional.of(status)
                    : Optional.empty();
        } catch (JsonSyntaxException notJson) {
            return Optional.empty();
        }
    }
}
