package orycli.network;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import orycli.http.ConnectionException;
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

        /** Whether there is time to renew a session that has expired, which must not be cut off. */
        default boolean mayRenew() {
            return true;
        }
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
        return signedIn(config());
    }

    /** As {@link #signedIn()}, for whoever has read the configuration already. */
    OryConfig signedIn(OryConfig config) throws IOException {
        if (config.outdated()) {
            return signIn.signIn("the configuration file " + file + " is of an old version, whose sessions have ended");
        }
        if (config.token().isEmpty()) {
            return signIn.signIn("you are not signed in");
        }
        return isGood(config) ? config : refreshed(this::isGood);
    }

    /** As {@link #signedIn()}, where the server refused this token, whatever its expiry says. */
    OryConfig signedInWithout(String refusedToken) throws IOException {
        return refreshed(config -> isGood(config)
                && config.token()
                        .filter(token -> !token.accessToken().equals(refusedToken))
                        .isPresent());
    }

    /** @param isGood whether a configuration needs no refresh: another process may just have seen to that */
    private OryConfig refreshed(Predicate<OryConfig> isGood) throws IOException {
        if (!signIn.mayRenew()) {
            return signIn.signIn("your session has expired");
        }
        String problem = "you are not signed in";
        try {
            OryConfig config = file.updateAfter(current -> isGood.test(current) ? latest -> latest : refresh(current));
            if (isGood.test(config)) {
                return config;
            }
        } catch (NotSignedInException refused) {
            problem = String.valueOf(refused.getMessage());
        }
        // The reference, which knows no lock, may have been faster with the same refresh token.
        OryConfig latest = file.read();
        return isGood.test(latest) ? latest : signIn.signIn(problem);
    }

    /** What somebody else stored in the meantime, or ended, is not touched. */
    private UnaryOperator<OryConfig> refresh(OryConfig current) throws IOException {
        Optional<String> refreshToken = current.token().flatMap(Token::refreshToken);
        ObjectNode answer = issuers.issuer()
                .refresh(refreshToken.orElseThrow(() -> new NotSignedInException("your session has expired")));
        return latest -> latest.token().flatMap(Token::refreshToken).equals(refreshToken)
                ? latest.withToken(answer, clock.instant())
                : latest;
    }

    public void selectProject(String id) throws IOException {
        select(config -> config.withProject(id));
    }

    public void selectWorkspace(String id) throws IOException {
        select(config -> config.withWorkspace(id));
    }

    private void select(UnaryOperator<OryConfig> change) throws IOException {
        if (file.read().outdated()) {
            // Nothing of the old file could be kept.
            signedIn();
        }
        file.update(change);
    }

    /**
     * Ends the session and forgets it.
     *
     * @return why the server still knows the session, where it does: the end of a sentence
     */
    public Optional<String> signOut() throws IOException {
        List<String> failures = new ArrayList<>();
        file.updateAfter(current -> {
            current.token().flatMap(this::revoke).ifPresent(failures::add);
            return OryConfig::signedOut;
        });
        return failures.stream().findFirst();
    }

    private Optional<String> revoke(Token token) {
        try {
            issuers.issuer().revoke(token.refreshToken().orElse(token.accessToken()));
            return Optional.empty();
        } catch (IOException e) {
            boolean isUnheard = e instanceof ConnectionException || e.getCause() instanceof ConnectionException;
            return Optional.of(isUnheard ? "Ory Network cannot be reached" : String.valueOf(e.getMessage()));
        }
    }

    private boolean isGood(OryConfig config) {
        Instant soon = clock.instant().plus(MARGIN);
        return config.token()
                .filter(token ->
                        token.expiry().filter(expiry -> expiry.isBefore(soon)).isEmpty())
                .isPresent();
    }
}
