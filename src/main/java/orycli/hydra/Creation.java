package orycli.hydra;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.Request;
import orycli.http.Doubt;
import orycli.http.OutcomeUnknownException;
import orycli.http.Reply;

/**
 * The story of one {@code POST /admin/clients}, to its end: whatever the server does, a client of which nobody has the
 * secret is deleted again, or named.
 */
final class Creation implements Change {
    /** Servers round the time of an answer, and that of a client, to seconds. */
    private static final Duration CLOCK_GRAIN = Duration.ofSeconds(5);

    private final HydraAdminClient hydra;
    private final ClientRequest request;

    Creation(HydraAdminClient hydra, ClientRequest request) {
        this.hydra = hydra;
        this.request = request;
    }

    @Override
    public OAuth2Client send() throws IOException {
        Request post = HydraAdminClient.request(hydra.clients(), request.problem(), request.secret())
                .post(HydraAdminClient.body(request.json()))
                .build();
        Instant start = Instant.now();
        // With an id of its own a client cannot be created twice.
        Reply reply = hydra.change(post, request.id().isPresent(), doubt());
        try {
            return switch (reply.status()) {
                case 201 -> created(reply);
                case 200 -> createdAsItSeems(reply);
                case 409 -> conflicting(reply, start);
                default -> throw hydra.refusal(action(), reply, doubt());
            };
        } catch (RuntimeException | Error e) {
            // Whatever it is, the server has acted.
            throw reply.status() == 201
                    ? lost(reply, "cannot be read", false)
                    : doubt().because("the server's answer cannot be read");
        }
    }

    private OAuth2Client created(Reply reply) throws LostClientException {
        try {
            return AnswerReader.client(reply, request.id()).withSecret(request.secret());
        } catch (UnreadableAnswerException e) {
            throw lost(reply, e.why(), e.brokeOff());
        }
    }

    /** An unreadable 200 may be a page for signing in, say, and nothing was created. */
    private OAuth2Client createdAsItSeems(Reply reply) throws OutcomeUnknownException {
        try {
            return AnswerReader.client(reply, request.id()).withSecret(request.secret());
        } catch (UnreadableAnswerException e) {
            throw doubt().because(e);
        }
    }

    private OAuth2Client conflicting(Reply reply, Instant start) throws IOException {
        if (reply.resent()) {
            return createdBefore(reply, start);
        }
        throw exists(reply);
    }

    private ApiException exists(Reply conflict) {
        ApiException inTheServersWords = ApiException.of(action(), conflict);
        return request.id()
                .filter(id -> inTheServersWords.explained())
                .map(ApiException::exists)
                .orElse(inTheServersWords);
    }

    /** The answer to the first attempt was lost and the second one says that the client exists. */
    private OAuth2Client createdBefore(Reply conflict, Instant start) throws IOException {
        String id = request.id().orElseThrow();
        OAuth2Client found;
        try {
            found = hydra.get(id);
        } catch (IOException e) {
            throw doubt().because(e);
        }
        if (!found.isLike(request) || isOlder(found, conflict, start)) {
            throw exists(conflict);
        }
        OAuth2Client known = found.withSecret(request.secret());
        if (known.secret().isEmpty() && !known.isPublic()) {
            throw new LostClientException(
                    "the client " + id + " was created, but the answer with its secret was lost",
                    "Delete the client and create it again, or rotate its secret.",
                    true);
        }
        return known;
    }

    /** Whether it was there before the first attempt, by the server's clock where it tells the time. */
    private static boolean isOlder(OAuth2Client found, Reply conflict, Instant start) {
        Instant now = Instant.now();
        Instant answered = conflict.headers().getInstant("Date");
        Duration sinceStart = Duration.between(start, now).plus(CLOCK_GRAIN);
        Instant earliest = (answered == null ? now : answered).minus(sinceStart);
        return found.createdAt().filter(created -> created.isBefore(earliest)).isPresent();
    }

    /**
     * A client was created, but what the server says about it cannot be read, least of all its secret.
     *
     * @param why the rest of a sentence about the answer
     */
    private LostClientException lost(Reply reply, String why, boolean brokeOff) {
        String answer = "the server's answer " + why;
        Optional<String> id = request.id().or(() -> idInLocation(reply));
        if (id.isEmpty()) {
            return new LostClientException(
                    "a client was created, but its id and its secret are lost: " + answer, lookUp(), brokeOff);
        }
        return delete(id.get())
                .map(failure -> new LostClientException(
                        "the client " + id.get() + " was created, but its secret is lost: " + answer,
                        "It could not be deleted again; delete it: DELETE "
                                + hydra.clients()
                                        .newBuilder()
                                        .addPathSegment(id.get())
                                        .build(),
                        brokeOff))
                .orElseGet(() -> new LostClientException(
                        "cannot create the client: " + answer,
                        "The client " + id.get() + " was deleted again.",
                        brokeOff));
    }

    /**
     * Hydra escapes the id twice there. What is before it may differ from the endpoint, where a proxy changes the path.
     */
    private Optional<String> idInLocation(Reply reply) {
        String location = reply.headers().get("Location");
        HttpUrl url = location == null ? null : hydra.clients().resolve(location);
        if (url == null
                || url.pathSize() < 2
                || !url.pathSegments().get(url.pathSize() - 2).equals("clients")) {
            return Optional.empty();
        }
        String escapedOnce = url.pathSegments().get(url.pathSize() - 1);
        // Read as a fragment, where a dot is a dot.
        HttpUrl decoded = url.newBuilder().encodedFragment(escapedOnce).build();
        return Optional.ofNullable(decoded.fragment())
                .filter(id -> ClientId.problem(id).isEmpty());
    }

    /** Deletes the client again; the result is why that failed. */
    private Optional<String> delete(String id) {
        try {
            hydra.delete(id);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (RuntimeException | Error e) {
            // The client must be named, whatever happens.
            return Optional.of("the server's answer cannot be read");
        }
    }

    @Override
    public boolean isSecretOurs() {
        return request.secret().isPresent();
    }

    @Override
    public String unknown() {
        return "it is unknown whether the client was created";
    }

    @Override
    public String lookUp() {
        HttpUrl.Builder url = hydra.clients().newBuilder();
        if (request.id().isPresent()) {
            url.addPathSegment(request.id().get());
        } else {
            request.name().ifPresent(name -> url.addQueryParameter("client_name", name));
        }
        return "Before you try again, look whether it exists: GET " + url.build();
    }

    @Override
    public String done(OAuth2Client sent) {
        return "the client " + sent.id() + " was created"
                + (sent.secret().isEmpty() ? "" : ", with the secret that you gave it");
    }

    @Override
    public String takeBack(OAuth2Client sent) {
        return delete(sent.id())
                .map(failure -> "the client " + sent.id()
                        + " was created, its secret is lost, and it could not be deleted: " + failure)
                .orElse("the client " + sent.id() + " was deleted again");
    }

    @Override
    public String takingBack(OAuth2Client sent) {
        return "the client " + sent.id() + " was created, its secret is lost, and it is unknown whether it was deleted"
                + " again";
    }

    private Doubt doubt() {
        return new Doubt(unknown(), lookUp());
    }

    private String action() {
        return "cannot create the client" + request.id().map(id -> " " + id).orElse("");
    }
}
