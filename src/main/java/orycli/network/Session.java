package orycli.network;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import orycli.network.OryConfig.Token;

/** Who is signed in on this computer, as the configuration file has it. */
public final class Session {
    /** A token that is about to expire would do so on its way. */
    private static final Duration MARGIN = Duration.ofSeconds(10);

    private final OryConfigFile file;
    private final Issuers issuers;
    private final SignIn signIn;
    private final Clock clock;

    /** Makes the issuer's client; not all that is asked of a session needs one. */
    @FunctionalInterface
    interface Issuers {
        Issuer issuer() throws IOException;
    }

    /** What is done where nobody is signed in. */
    @FunctionalInterface
    public interface SignIn {
        /**
         * Signs somebody in.
         *
         * @param why what is wrong with the session
         * @throws NotSignedInException where that cannot be, or is not wanted
         */
        OryConfig signIn(String why) throws IOException;
    }

    Session(OryConfigFile file, Issuers issuers, SignIn signIn, Clock clock) {
        this.file = file;
        this.issuers = issuers;
        this.signIn = signIn;
        this.clock = clock;
    }

    /** What the file holds, whoever is signed in. */
    public OryConfig config() throws IOException {
        return file.read();
    }

    /**
     * The configuration with an access token that is good for now. An expired one is exchanged, and the new one stored
     * before it is used; what cannot be exchanged stays as it is until somebody has signed in.
     */
    public OryConfig signedIn() throws IOException {
        OryConfig config = file.read();
        if (config.outdated()) {
            return signIn.signIn("the configuration file " + file + " is of an old version, whose sessions have ended");
        }
        if (config.token().isEmpty()) {
            return signIn.signIn("you are not signed in");
        }
        if (!isExpired(config)) {
            return config;
        }
        try {
            return file.update(this::refresh);
        } catch (NotSignedInException refused) {
            return signIn.signIn(refused.problem());
        }
    }

    /** As {@link #signedIn}; the token. */
    Credentials credentials() throws IOException {
        String token = signedIn().token().map(Token::accessToken).orElseThrow();
        return new Credentials(Credentials.Kind.SESSION, token);
    }

    /** Whether the file holds a session, good or not. */
    boolean exists() throws IOException {
        return file.read().token().isPresent();
    }

    public void selectProject(String id) throws IOException {
        file.update(config -> config.withProject(id));
    }

    public void selectWorkspace(String id) throws IOException {
        file.update(config -> config.withWorkspace(id));
    }

    /**
     * Ends the session and forgets it.
     *
     * @return why the server still knows the session, where it does
     */
    public Optional<IOException> signOut() throws IOException {
        Optional<Token> token = file.read().token();
        Optional<IOException> failure = Optional.empty();
        if (token.isPresent()) {
            try {
                String accessToken = token.get().accessToken();
                issuers.issuer().revoke(token.get().refreshToken().orElse(accessToken));
            } catch (IOException e) {
                failure = Optional.of(e);
            }
        }
        file.update(OryConfig::signedOut);
        return failure;
    }

    private boolean isExpired(OryConfig config) {
        Instant soon = clock.instant().plus(MARGIN);
        return config.token()
                .flatMap(Token::expiry)
                .filter(expiry -> expiry.isBefore(soon))
                .isPresent();
    }

    /** With the file locked: if another process has just done the same, its token is good. */
    private OryConfig refresh(OryConfig current) throws IOException {
        if (current.token().isPresent() && !isExpired(current)) {
            return current;
        }
        String refreshToken = current.token()
                .flatMap(Token::refreshToken)
                .orElseThrow(() -> new NotSignedInException("your session has expired"));
        return current.withToken(issuers.issuer().refresh(refreshToken), clock.instant());
    }
}
