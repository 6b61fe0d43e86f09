package orycli.command.token;

import java.io.IOException;
import java.net.BindException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import okhttp3.HttpUrl;
import orycli.command.option.UsageException;
import orycli.command.option.value.Quoted;
import orycli.http.HttpClients;
import orycli.oauth2.Callback;
import orycli.oauth2.RedirectUri;
import orycli.oauth2.SelfSigned;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The flags that say how a browser signs somebody in, and where on this computer it brings the answer. */
@Command(optionListHeading = "Sign-in:")
final class CallbackOptions {
    private static final int USUAL_PORT = 4446;
    private static final int LAST_PORT = 65_535;
    private static final List<String> MODES = List.of("query", "form_post");
    /** RFC 6749, sections 4.1.2 and 4.1.2.1; RFC 9207. */
    private static final List<String> OF_ANSWERS = List.of("code", "state", "error", "error_description", "iss");

    @Option(
            names = {"-p", "--port"},
            paramLabel = "PORT",
            description = "The port of this computer that the answer comes to. Default: " + USUAL_PORT)
    private Optional<Integer> port = Optional.empty();

    @Option(
            names = "--redirect",
            paramLabel = "URL",
            description = "The redirect URI. Default: http://127.0.0.1:PORT/callback")
    private Optional<String> redirect = Optional.empty();

    @Option(names = "--https", description = "Take the answer with HTTPS, with a certificate that signs itself.")
    private boolean https;

    @Option(
            names = "--response-mode",
            paramLabel = "query|form_post",
            description = "How the answer comes. Default: as the server likes")
    private Optional<String> responseMode = Optional.empty();

    @Option(
            names = "--prompt",
            paramLabel = "login|consent|select_account|none",
            description =
                    "What the person is asked at least; with none, nothing. Can be repeated, or separated by commas.")
    private List<String> prompt = List.of();

    @Option(
            names = "--max-age",
            paramLabel = "SECONDS",
            description = "Who signed in longer ago signs in again. Default: -1, no limit")
    private int maxAge = -1;

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description = "The state, which others must not guess. Default: a random one")
    private Optional<String> state = Optional.empty();

    @Option(names = "--no-open", description = "Do not open a browser.")
    private boolean noOpen;

    @Option(names = "--no-shutdown", description = "Go on after a sign-in, until you interrupt it.")
    private boolean noShutdown;

    @Option(
            names = "--skip",
            description = "Do not ask again what the server remembers, if it has its logins and consents asked here.")
    private boolean skip;

    boolean skipsQuestions() {
        return skip;
    }

    boolean opensBrowser() {
        return !noOpen;
    }

    boolean goesOn() {
        return noShutdown;
    }

    /** The parameters of the request that differ from client to client. */
    Map<String, String> parameters(List<String> audience) {
        Map<String, String> parameters = new LinkedHashMap<>();
        put(parameters, "audience", String.join(" ", audience));
        put(parameters, "prompt", String.join(" ", ScopeOptions.words("--prompt", prompt)));
        put(parameters, "max_age", maxAge < 0 ? "" : Integer.toString(maxAge));
        put(parameters, "response_mode", responseMode.orElse(""));
        return parameters;
    }

    private static void put(Map<String, String> parameters, String name, String value) {
        if (!value.isEmpty()) {
            parameters.put(name, value);
        }
    }

    /**
     * Where the answer comes to.
     *
     * @throws UsageException where a flag cannot be meant
     * @throws IOException where no certificate can be made
     */
    Callback callback() throws IOException {
        checkMode();
        if (state.filter(String::isBlank).isPresent()) {
            throw new UsageException("--state is empty");
        }
        Optional<RedirectUri> uri = redirect.map(CallbackOptions::parsed);
        Optional<HttpUrl> url = uri.map(RedirectUri::url);
        int chosen = port(url);
        checkScheme(url, chosen);
        Optional<SSLContext> tls = https ? Optional.of(SelfSigned.context(Instant.now())) : Optional.empty();
        return new Callback(chosen, uri, tls, state, true);
    }

    /** A browser keeps the fragment of an address to itself. */
    private void checkMode() {
        String mode = responseMode.orElse("");
        if (!mode.isEmpty() && !MODES.contains(mode)) {
            throw new UsageException("--response-mode is " + String.join(" or ", MODES) + ", not " + Quoted.of(mode));
        }
    }

    /** What stands before another port of this computer, or on another one, may add or take off TLS. */
    private void checkScheme(Optional<HttpUrl> uri, int listening) {
        Optional<HttpUrl> own = uri.filter(url -> HttpClients.isLoopback(url) && url.port() == listening);
        if (own.filter(url -> url.isHttps() != https).isPresent()) {
            throw new UsageException(
                    https
                            ? "--https takes the answer at an address that begins with https://, as --redirect does not"
                            : "--redirect begins with https://, which takes --https");
        }
    }

    /** The port in the redirect URI is what the browser will try, where that leads to this computer. */
    private int port(Optional<HttpUrl> uri) {
        int chosen = port.or(() -> uri.filter(HttpClients::isLoopback).map(HttpUrl::port))
                .orElse(USUAL_PORT);
        return checkedPort(chosen);
    }

    /** @throws UsageException where there is no such port */
    static int checkedPort(int port) {
        if (port < 0 || port > LAST_PORT) {
            throw new UsageException("--port is not between 0 and " + LAST_PORT);
        }
        return port;
    }

    /**
     * Why a port cannot be had.
     *
     * @param action what it is for, such as "cannot take the answer"
     */
    static IOException notHad(String action, int port, BindException e) {
        // The system says it, some in the user's language.
        String why = String.valueOf(e.getMessage());
        return new IOException(
                action + " on port " + port + ": " + (why.contains("in use") ? "it is in use" : why)
                        + "; choose another with --port",
                e);
    }

    /** It may have a query, and must not have a fragment (RFC 6749, section 3.1.2). */
    private static RedirectUri parsed(String text) {
        if (text.isBlank()) {
            throw new UsageException("--redirect is empty");
        }
        RedirectUri uri = RedirectUri.parse(text.strip())
                .orElseThrow(
                        () -> new UsageException("--redirect is not a URL such as http://127.0.0.1:4446/callback"));
        if (uri.url().fragment() != null) {
            throw new UsageException("--redirect has a fragment, which no redirect URI has");
        }
        OF_ANSWERS.stream()
                .filter(uri.url().queryParameterNames()::contains)
                .findFirst()
                .ifPresent(name -> {
                    throw new UsageException(
                            "--redirect has '" + name + "' in its query, which is for the server to add");
                });
        return uri;
    }
}
