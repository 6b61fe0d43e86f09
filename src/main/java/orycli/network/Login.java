package orycli.network;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.HttpUrl;
import orycli.network.OryConfig.Identity;

/**
 * Signs a person in with a browser: the authorization code flow with PKCE for native apps (RFC 8252, RFC 7636), whose
 * answer comes to a port of this computer.
 */
public final class Login {
    /** How long a person may take. */
    public static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final int SECONDS_TO_SEND_THE_BROWSER_ON = 5;
    private static final int LONGEST_REASON = 300;

    private final Issuer issuer;
    private final HttpUrl console;
    private final OryConfigFile file;
    private final Dialog dialog;
    private final Duration patience;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    /** Talks to the person. */
    public interface Dialog {
        void say(String line);

        /** Opens the address in a browser, if there is one. */
        void open(String address);
    }

    /** What the browser brought, and what became of it. */
    private static final class Callback {
        private final String state;
        private final CompletableFuture<String> code = new CompletableFuture<>();
        /** Empty where all is well. */
        private final CompletableFuture<Optional<String>> outcome = new CompletableFuture<>();

        private final CountDownLatch sentOn = new CountDownLatch(1);

        private Callback(String state) {
            this.state = state;
        }
    }

    public Login(
            NetworkHosts hosts,
            OryNetwork.Connections connections,
            OryConfigFile file,
            Dialog dialog,
            Duration patience,
            Clock clock)
            throws IOException {
        this.issuer = new Issuer(hosts.issuer(), hosts.consoleApi(), connections.to(hosts.issuer()));
        this.console = hosts.console();
        this.file = file;
        this.dialog = dialog;
        this.patience = patience;
        this.clock = clock;
    }

    /**
     * Signs in and stores the session.
     *
     * @throws NotSignedInException where the person or the issuer says no, or nobody says anything
     */
    public OryConfig run() throws IOException {
        // A file that cannot be read or written is to be found out before anybody signs in.
        file.update(config -> config);
        Callback callback = new Callback(randomText());
        ExecutorService threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "sign-in");
            thread.setDaemon(true);
            return thread;
        });
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
        try {
            server.setExecutor(threads);
            server.createContext("/", exchange -> handle(exchange, callback));
            // The server's own thread takes after the one that starts it, and is to be a daemon too.
            CompletableFuture.runAsync(server::start, threads).join();
            HttpUrl redirectUri = new HttpUrl.Builder()
                    .scheme("http")
                    .host("127.0.0.1")
                    .port(server.getAddress().getPort())
                    .addPathSegment("callback")
                    .build();
            return signIn(redirectUri, callback);
        } finally {
            server.stop(0);
            threads.shutdownNow();
        }
    }

    private OryConfig signIn(HttpUrl redirectUri, Callback callback) throws IOException {
        String verifier = randomText();
        String address = issuer.authorization(redirectUri, callback.state, challenge(verifier))
                .toString();
        dialog.say("Sign in to Ory Network with your browser. If it has not opened, visit:");
        dialog.say("  " + address);
        dialog.open(address);
        String code = await(callback);
        Optional<String> problem = Optional.of("The sign-in was not completed.");
        try {
            OryConfig config = store(issuer.exchange(code, redirectUri, verifier));
            problem = Optional.empty();
            return config;
        } catch (IOException e) {
            problem = Optional.of("The sign-in could not be completed. The terminal says why.");
            throw e;
        } finally {
            callback.outcome.complete(problem);
            awaitSentOn(callback);
        }
    }

    private String await(Callback callback) throws IOException {
        try {
            return callback.code.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new NotSignedInException("nobody signed in within " + patience.toMinutes() + " minutes");
        } catch (ExecutionException e) {
            awaitSentOn(callback);
            String why = e.getCause() == null ? "" : e.getCause().getMessage();
            throw new NotSignedInException("the sign-in failed: " + why);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for the sign-in");
        }
    }

    private static void awaitSentOn(Callback callback) throws InterruptedIOException {
        try {
            // Whether the browser shows the right page in the end does not matter to the sign-in.
            boolean sent = callback.sentOn.await(SECONDS_TO_SEND_THE_BROWSER_ON, TimeUnit.SECONDS);
            if (!sent) {
                callback.sentOn.countDown();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the browser is sent on");
        }
    }

    private OryConfig store(ObjectNode token) throws IOException {
        Identity identity = issuer.userInfo(token.path("access_token").asText());
        OryConfig config = file.update(current -> current.signedIn(token, identity, clock.instant()));
        dialog.say("You are now signed in as: " + identity.email());
        long minutes = token.path("expires_in").asLong(0) / 60;
        if (token.path("refresh_token").asText("").isEmpty() && minutes > 0) {
            dialog.say("Note: without the permission 'offline_access' you have to sign in again in " + minutes
                    + " minutes.");
        }
        return config;
    }

    private void handle(HttpExchange exchange, Callback callback) throws IOException {
        try (exchange) {
            String query = exchange.getRequestURI().getRawQuery();
            HttpUrl answer = console.newBuilder().encodedQuery(query).build();
            if (!exchange.getRequestURI().getPath().equals("/callback")) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            if (!exchange.getRequestMethod().equals("GET")) {
                exchange.sendResponseHeaders(405, -1);
                return;
            }
            Optional<String> refusal = refusal(answer, callback.state);
            boolean first = refusal.isPresent()
                    ? callback.code.completeExceptionally(new IOException(refusal.get()))
                    : callback.code.complete(parameter(answer, "code").orElseThrow());
            if (!first) {
                dialog.say("Note: a second answer to the sign-in came, and was ignored.");
                sendOn(exchange, failurePage("second callback", "The sign-in was answered before."));
                return;
            }
            try {
                sendOn(exchange, page(answer, refusal, callback));
            } finally {
                callback.sentOn.countDown();
            }
        }
    }

    /** Why the answer is not one to go on with, if it is not (RFC 6749, section 4.1.2). */
    private static Optional<String> refusal(HttpUrl answer, String state) {
        byte[] given = parameter(answer, "state").orElse("").getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(given, state.getBytes(StandardCharsets.UTF_8))) {
            return Optional.of("the answer has the wrong state, so it belongs to another sign-in");
        }
        Optional<String> error = parameter(answer, "error");
        if (error.isPresent()) {
            String description = parameter(answer, "error_description")
                    .map(text -> ": " + text)
                    .orElse("");
            String reason = error.get() + description;
            return Optional.of(reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) + "…" : reason);
        }
        return parameter(answer, "code").isPresent() ? Optional.empty() : Optional.of("the answer has no code");
    }

    private HttpUrl page(HttpUrl answer, Optional<String> refusal, Callback callback) {
        if (refusal.isPresent()) {
            return failurePage(
                    parameter(answer, "error").orElse("sign-in failed"),
                    parameter(answer, "error_description").orElse(refusal.get()));
        }
        return callback.outcome
                .join()
                .map(problem -> failurePage("sign-in failed", problem))
                .orElseGet(() ->
                        console.newBuilder().encodedPath("/cli-auth-success").build());
    }

    private HttpUrl failurePage(String error, String description) {
        return console.newBuilder()
                .encodedPath("/error")
                .addQueryParameter("error", error)
                .addQueryParameter("error_description", description)
                .build();
    }

    private static void sendOn(HttpExchange exchange, HttpUrl page) throws IOException {
        exchange.getResponseHeaders().set("Location", page.toString());
        exchange.getResponseHeaders().set("Connection", "close");
        exchange.sendResponseHeaders(302, -1);
    }

    private static Optional<String> parameter(HttpUrl url, String name) {
        return Optional.ofNullable(url.queryParameter(name)).filter(value -> !value.isEmpty());
    }

    /** 43 characters that nobody can guess. */
    private String randomText() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
