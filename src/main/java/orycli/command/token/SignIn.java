package orycli.command.token;

import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import okhttp3.HttpUrl;
import orycli.command.option.Context;
import orycli.command.report.ErrorReporter;
import orycli.command.report.Failure;
import orycli.http.HttpClients;
import orycli.oauth2.AuthorizationAnswer;
import orycli.oauth2.AuthorizationCodeFlow;
import orycli.oauth2.AuthorizationRequest;
import orycli.oauth2.Callback;
import orycli.oauth2.Page;
import orycli.oauth2.Pages;
import orycli.oauth2.TokenEndpoint;
import orycli.oauth2.Visit;
import orycli.terminal.ExitCode;
import orycli.terminal.StoppedException;

/** Somebody signs in with a browser, once or again and again, and a client gets the tokens. */
final class SignIn implements Pages {
    /** Whoever has begun knows best when to give up. */
    private static final Duration PATIENCE = Duration.ofDays(365);

    private final Context context;
    private final ResultPage pages;
    private final SignInDesk desk;
    private final TokenEndpoint tokens;
    private final Delivery delivery;

    /** What becomes of a token. */
    @FunctionalInterface
    interface Delivery {
        void take(Token token) throws IOException;
    }

    SignIn(Context context, ResultPage pages, SignInDesk desk, TokenEndpoint tokens, Delivery delivery) {
        this.context = context;
        this.pages = pages;
        this.desk = desk;
        this.tokens = tokens;
        this.delivery = delivery;
    }

    @Override
    public Page repeated() {
        context.notes().note("a second answer to the sign-in came, and was ignored.");
        return pages.repeated();
    }

    /** The reference's paths. */
    @Override
    public Optional<Page> at(Visit visit, HttpUrl address) {
        return switch (visit.path()) {
            case "/" -> Optional.of(pages.welcome());
            case ResultPage.BEGIN -> Optional.of(Page.at(address));
            default -> desk.at(visit);
        };
    }

    /**
     * Begins, and waits for the end.
     *
     * @param source what says where the page to sign in at is, if that may be the wrong side of a server: then nobody but
     *     the browser is told
     * @return the exit code
     */
    int run(AuthorizationRequest request, Callback callback, CallbackOptions options, Optional<String> source)
            throws IOException {
        try (AuthorizationCodeFlow flow = AuthorizationCodeFlow.begin(request, callback, this)) {
            ask(flow, options, source);
            while (options.goesOn()) {
                try {
                    finish(flow);
                } catch (StoppedException e) {
                    throw e;
                } catch (IOException e) {
                    new ErrorReporter(context).report(Failure.of(e));
                }
                flow.again();
            }
            finish(flow);
            return ExitCode.OK;
        } catch (BindException e) {
            throw CallbackOptions.notHad("cannot take the answer", callback.port(), e);
        }
    }

    private void ask(AuthorizationCodeFlow flow, CallbackOptions options, Optional<String> source) {
        String address = flow.address().toString();
        boolean opens = options.opensBrowser() && context.terminal().interactive();
        context.notes()
                .say(
                        opens
                                ? "Sign in with your browser. If it has not opened, visit:"
                                : "Sign in with your browser. Visit:");
        context.notes().say("  " + address);
        context.notes()
                .say("It brings the answer to " + flow.redirectUri().text()
                        + ", which must be one of the client's redirect URIs"
                        + (HttpClients.isLoopback(flow.redirectUri().url())
                                ? "."
                                : " and lead to port " + flow.port() + " of this computer."));
        source.ifPresent(name ->
                context.notes().say("If that page cannot be found, " + name + " is not the server's public address."));
        if (context.terminal().interactive()) {
            context.notes().say("If that browser is on another computer, paste the address here at which it ends.");
        }
        if (opens) {
            context.terminal().open(address);
        }
    }

    /** Takes one answer, and shows its browser what became of it before anything else is done. */
    private void finish(AuthorizationCodeFlow flow) throws IOException {
        AuthorizationAnswer answer = await(flow);
        Page page = pages.failed("Something went wrong. The terminal says what.");
        try {
            Optional<String> refusal = answer.refusal();
            if (refusal.isPresent()) {
                page = pages.failed("The server says: " + refusal.get());
                throw new IOException("the sign-in failed: " + refusal.get());
            }
            var json = tokens.token(flow.grant(answer.code().orElseThrow()));
            flow.check(json);
            Token token = new Token(json, Instant.now());
            delivery.take(token);
            page = pages.signedIn(token);
        } finally {
            flow.show(page);
        }
    }

    private AuthorizationAnswer await(AuthorizationCodeFlow flow) throws IOException {
        InputStream typed =
                context.terminal().interactive() ? context.terminal().in() : InputStream.nullInputStream();
        try {
            return flow.await(
                            PATIENCE,
                            Clock.systemUTC(),
                            typed,
                            why -> context.notes().say("What you typed was ignored: " + why + "."))
                    .orElseThrow(() -> new IOException("nobody signed in"));
        } catch (InterruptedException e) {
            throw new StoppedException("the wait for the sign-in was cut short");
        }
    }
}
