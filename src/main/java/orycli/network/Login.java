package orycli.network;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import okhttp3.HttpUrl;
import orycli.network.OryConfig.Identity;
import orycli.oauth2.AuthorizationAnswer;
import orycli.oauth2.AuthorizationCodeFlow;
import orycli.oauth2.Callback;
import orycli.oauth2.Page;
import orycli.oauth2.Pages;

/**
 * Signs a person in with a browser: the authorization code flow with PKCE for native apps (RFC 8252, RFC 7636), whose
 * answer comes to a port of this computer, or is pasted where the browser is on another one.
 */
public final class Login {
    /** How long a person may take. */
    public static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Issuer issuer;
    private final HttpUrl console;
    private final OryConfigFile file;
    private final Dialog dialog;
    private final Duration patience;
    private final Clock clock;

    /** Talks to the person. */
    public interface Dialog {
        void say(String line);

        /** Opens the address in a browser, if there is one. */
        void open(String address);

        /** What the person types. It is read as far as {@link InputStream#available()} says that it can be at once. */
        InputStream typed();
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
        Pages pages = () -> Page.at(answeredBefore());
        try (AuthorizationCodeFlow flow =
                AuthorizationCodeFlow.begin(issuer.authorization(), Callback.onAnyPort(), pages)) {
            ask(flow.address());
            return signIn(await(flow), flow);
        }
    }

    private void ask(HttpUrl address) {
        dialog.say("Sign in to Ory Network with your browser. If it has not opened, visit:");
        dialog.say("  " + address);
        dialog.say("If that browser is on another computer, paste the address here at which it ends.");
        dialog.open(address.toString());
    }

    private AuthorizationAnswer await(AuthorizationCodeFlow flow) throws NotSignedInException {
        try {
            return flow.await(
                            patience,
                            clock,
                            dialog.typed(),
                            why -> dialog.say("What you typed was ignored: " + why + "."))
                    .orElseThrow(() ->
                            new NotSignedInException("nobody signed in within " + patience.toMinutes() + " minutes"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotSignedInException("the wait for the sign-in was cut short");
        }
    }

    private OryConfig signIn(AuthorizationAnswer answer, AuthorizationCodeFlow flow) throws IOException {
        Optional<String> refusal = answer.refusal();
        HttpUrl page = failurePage("sign-in failed", "The sign-in could not be completed. The terminal says why.");
        try {
            if (refusal.isPresent()) {
                page = failurePage(
                        answer.error().orElse("sign-in failed"),
                        answer.description().orElse(refusal.get()));
                throw new NotSignedInException("the sign-in failed: " + refusal.get());
            }
            OryConfig config = store(issuer.exchange(flow.grant(answer.code().orElseThrow())));
            page = console.newBuilder().encodedPath("/cli-auth-success").build();
            return config;
        } finally {
            flow.show(Page.at(page));
        }
    }

    private OryConfig store(ObjectNode token) throws IOException {
        Identity identity = issuer.userInfo(token.path("access_token").asText());
        OryConfig config = file.update(current -> current.signedIn(token, identity, clock.instant()));
        dialog.say("You are now signed in as: " + identity.email());
        long minutes = OryConfig.seconds(token) / 60;
        if (token.path("refresh_token").asText("").isEmpty() && minutes > 0) {
            dialog.say("Note: without the permission 'offline_access' you have to sign in again in " + minutes
                    + " minutes.");
        }
        return config;
    }

    private HttpUrl answeredBefore() {
        dialog.say("Note: a second answer to the sign-in came, and was ignored.");
        return failurePage("second callback", "The sign-in was answered before.");
    }

    private HttpUrl failurePage(String error, String description) {
        return console.newBuilder()
                .encodedPath("/error")
                .addQueryParameter("error", error)
                .addQueryParameter("error_description", description)
                .build();
    }
}
