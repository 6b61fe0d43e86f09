package orycli.oauth2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import orycli.http.ConnectionException;
import orycli.http.Pace;
import orycli.http.Reply;
import orycli.http.Sender;
import orycli.json.Json;
import orycli.json.JsonSyntaxException;

/** A token for a device without a browser: a person approves it on another one (RFC 8628). */
public final class DeviceFlow {
    private static final String NO_CODE = "cannot get a code for the device";
    private static final String ACTION = "cannot get a token";
    /** Where the server says nothing (section 3.2), and what is added where it says {@code slow_down} (section 3.5). */
    private static final Duration USUAL_INTERVAL = Duration.ofSeconds(5);

    private static final Duration LONGEST_INTERVAL = Duration.ofMinutes(5);
    private static final Duration LONGEST_LIFE = Duration.ofDays(1);

    private final FormEndpoint authorization;
    private final TokenEndpoint tokens;
    private final InstantSource clock;
    private final Pace.Pause pause;

    /**
     * A flow at these endpoints.
     *
     * @param authorization where a code is given out (section 3.1)
     * @param sender what reaches it
     */
    public DeviceFlow(
            HttpUrl authorization,
            Client client,
            Sender sender,
            TokenEndpoint tokens,
            InstantSource clock,
            Pace.Pause pause) {
        this.authorization = new FormEndpoint(authorization, tokens.url(), client, sender);
        this.tokens = tokens;
        this.clock = clock;
        this.pause = pause;
    }

    /**
     * Asks for a code.
     *
     * @throws OAuth2Exception where the server says no
     */
    public DeviceCode begin(List<String> scope, List<String> audience) throws IOException {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (authorization.client().method() == ClientMethod.CLIENT_SECRET_BASIC) {
            // Section 3.1 lets such a client leave it out, and Hydra does not.
            parameters.put("client_id", authorization.client().id());
        }
        Grant.put(parameters, "scope", scope);
        Grant.put(parameters, "audience", audience);
        Reply reply = authorization.send(parameters, false, Stream.empty());
        reply.requireWhole(NO_CODE);
        return code(reply).orElseThrow(() -> OAuth2Exception.of(NO_CODE, reply, Optional.of(authorization.client())));
    }

    private static Optional<DeviceCode> code(Reply reply) {
        JsonNode json;
        try {
            json = Json.parse(reply.body());
        } catch (JsonSyntaxException notJson) {
            return Optional.empty();
        }
        String code = json.path("device_code").asText("");
        String userCode = json.path("user_code").asText("");
        String address = json.path("verification_uri").asText("");
        if (reply.status() != 200 || code.isEmpty() || userCode.isEmpty() || address.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new DeviceCode(
                code,
                userCode,
                address,
                Optional.of(json.path("verification_uri_complete").asText("")).filter(text -> !text.isEmpty()),
                seconds(json.path("expires_in"), LONGEST_LIFE, LONGEST_LIFE),
                seconds(json.path("interval"), USUAL_INTERVAL, LONGEST_INTERVAL)));
    }

    private static Duration seconds(JsonNode number, Duration otherwise, Duration longest) {
        if (!number.isIntegralNumber() || number.decimalValue().signum() <= 0) {
            return otherwise;
        }
        return number.canConvertToInt() && number.intValue() < longest.toSeconds()
                ? Duration.ofSeconds(number.intValue())
                : longest;
    }

    /**
     * Asks until somebody has approved the device.
     *
     * @param troubled told why no answer comes, once until one does
     * @throws OAuth2Exception where access was denied, or the server says no
     * @throws ConnectionException where the server cannot be reached, and not only for a while
     * @throws IOException also where nobody said anything while the code was good, and what the pause throws
     */
    public ObjectNode await(DeviceCode code, Consumer<IOException> troubled) throws IOException {
        Instant end = clock.instant().plus(code.life());
        Duration interval = code.interval();
        Duration wait = interval;
        boolean isHeard = false;
        Optional<IOException> silence = Optional.empty();
        for (Duration left = code.life(); isPositive(left); left = Duration.between(clock.instant(), end)) {
            pause.sleep(shorter(wait, left));
            try {
                TokenAnswer answer = tokens.ask(Grant.deviceCode(code.code()));
                if (answer.token().isPresent()) {
                    return answer.token().get();
                }
                interval = next(interval, answer);
                wait = interval;
                isHeard = true;
                silence = Optional.empty();
            } catch (IOException e) {
                if (!mayPass(e, isHeard)) {
                    throw e;
                }
                if (silence.isEmpty()) {
                    troubled.accept(e);
                }
                silence = Optional.of(e);
                // Section 3.5: who gets no answer asks less often. But the last question must not come too late.
                Duration half = Duration.between(clock.instant(), end).dividedBy(2);
                wait = longer(interval, longer(requestedWait(e), shorter(wait.multipliedBy(2), half)));
            }
        }
        throw silence.orElseGet(() -> new IOException(ACTION + ": nobody approved it in time"));
    }

    /**
     * How long to wait until the next question.
     *
     * @throws OAuth2Exception where there is none
     */
    private static Duration next(Duration interval, TokenAnswer answer) throws OAuth2Exception {
        return switch (answer.error().orElse("")) {
            case "authorization_pending" -> interval;
            case "slow_down" -> interval.plus(USUAL_INTERVAL);
            case "access_denied" -> throw answer.refusal(ACTION, "access was denied");
            case "expired_token" -> throw answer.refusal(ACTION, "nobody approved it in time");
            default -> throw answer.refusal(ACTION);
        };
    }

    /**
     * Whether the next question may be answered: a person may still be typing.
     *
     * @param isHeard whether the server has answered before, so that it is there and may only be restarting
     */
    private static boolean mayPass(IOException failure, boolean isHeard) {
        if (failure instanceof OAuth2Exception refusal) {
            return refusal.isUnreachable() || refusal.requestedWait().isPresent();
        }
        return failure instanceof ConnectionException lost && !lost.isUntrusted() && (lost.answerLost() || isHeard);
    }

    private static Duration requestedWait(IOException failure) {
        return failure instanceof OAuth2Exception refusal
                ? refusal.requestedWait().orElse(Duration.ZERO)
                : Duration.ZERO;
    }

    private static boolean isPositive(Duration duration) {
        return duration.compareTo(Duration.ZERO) > 0;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
