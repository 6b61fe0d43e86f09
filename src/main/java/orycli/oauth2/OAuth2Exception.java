package orycli.oauth2;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import orycli.http.Explanation;
import orycli.http.Reply;
import orycli.json.Json;
import orycli.json.JsonSyntaxException;

/** An endpoint said no. The message is one line that repeats the server's own reason. */
public final class OAuth2Exception extends IOException {
    private static final long serialVersionUID = 1L;

    /** How servers of the Fosite library say that a client is registered with another method. */
    private static final Pattern REGISTERED = Pattern.compile("supports client authentication method '([a-z_]{1,40})'");

    private final int status;
    private final boolean isUnreachable;
    private final transient Optional<Duration> requestedWait;
    private final boolean explained;
    private final transient Optional<String> error;
    private final transient Optional<ClientMethod> registered;
    private final transient Optional<Client> client;
    private final boolean isForPublicClients;

    /**
     * Says no in these words.
     *
     * @param explained whether the answer was one of an API
     */
    OAuth2Exception(String message, Reply reply, boolean explained, Optional<Client> client) {
        this(message, reply, explained, client, true);
    }

    private OAuth2Exception(
            String message, Reply reply, boolean explained, Optional<Client> client, boolean isForPublicClients) {
        super(message);
        this.isForPublicClients = isForPublicClients;
        this.isUnreachable = reply.isGatewayFailure();
        this.requestedWait = reply.isBusy() ? Optional.of(reply.requestedWait()) : Optional.empty();
        JsonNode json = json(reply);
        this.status = reply.status();
        this.explained = explained;
        this.error = Optional.of(json.path("error").asText("")).filter(code -> !code.isEmpty());
        Matcher method = REGISTERED.matcher(json.path("error_description").asText(""));
        this.registered = method.find() ? ClientMethod.of(method.group(1)) : Optional.empty();
        this.client = client;
    }

    /**
     * What the answer says.
     *
     * @param action what was tried, such as "cannot get a token"
     * @param client who asked, where that is a client
     */
    static OAuth2Exception of(String action, Reply reply, Optional<Client> client) {
        return of(action, reply, client, true);
    }

    /**
     * What the answer says.
     *
     * @param isForPublicClients whether a client that shows nothing may have what was asked for
     */
    static OAuth2Exception of(String action, Reply reply, Optional<Client> client, boolean isForPublicClients) {
        if (reply.status() / 100 == 2) {
            return new OAuth2Exception(
                    action + ": the server's answer is not what the endpoint answers",
                    reply,
                    json(reply).isObject(),
                    client,
                    isForPublicClients);
        }
        Explanation explanation = Explanation.of(action, reply);
        return new OAuth2Exception(explanation.message(), reply, explanation.explained(), client, isForPublicClients);
    }

    private static JsonNode json(Reply reply) {
        try {
            return Json.parse(reply.body());
        } catch (JsonSyntaxException notJson) {
            return Json.nodes().missingNode();
        }
    }

    /** Whether a client without a secret or a key may have what was asked for. */
    public boolean isForPublicClients() {
        return isForPublicClients;
    }

    /** Whether a gateway had no answer of the server's. */
    public boolean isUnreachable() {
        return isUnreachable;
    }

    /** How long the server asks to wait, where it is too busy. */
    Optional<Duration> requestedWait() {
        return requestedWait;
    }

    /** The HTTP status code. */
    public int status() {
        return status;
    }

    /** Whether the answer was one of an API, and not, say, of a proxy or of a web site. */
    public boolean explained() {
        return explained;
    }

    /** The error's code (RFC 6749, section 5.2). */
    public Optional<String> error() {
        return error;
    }

    /** How the client is registered, where the server says so. */
    public Optional<ClientMethod> registered() {
        return registered;
    }

    /** How the client showed who it is; nothing where no client was to. */
    public Optional<ClientMethod> method() {
        return client.map(Client::method);
    }
}
