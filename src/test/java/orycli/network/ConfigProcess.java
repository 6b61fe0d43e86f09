package orycli.network;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import orycli.http.Pace;
import orycli.http.Sender;

/** A process that uses the configuration file, and says {@code waiting} when it has to wait for another one. */
final class ConfigProcess {
    static final String WAITING = "waiting";

    private boolean waited;

    private ConfigProcess() {}

    /** Arguments: the file, the issuer's address, {@code refresh}, {@code project} or {@code workspace}, and an id. */
    public static void main(String[] arguments) throws Exception {
        HttpUrl issuer = HttpUrl.get(arguments[1]);
        OryConfigFile file = new OryConfigFile(
                Optional.of(Path.of(arguments[0])), new ConfigProcess()::pause, () -> () -> {}, ConfigProcess::say);
        Session session = new Session(
                file,
                () -> new Issuer(issuer, issuer, new Sender(new OkHttpClient(), new Pace(duration -> {}))),
                why -> {
                    throw new NotSignedInException(why);
                },
                Clock.systemUTC());
        switch (arguments[2]) {
            case "refresh" -> say(session.signedIn().token().orElseThrow().accessToken());
            case "project" -> session.selectProject(arguments[3]);
            case "workspace" -> session.selectWorkspace(arguments[3]);
            default -> throw new IllegalArgumentException(arguments[2]);
        }
    }

    private void pause(Duration duration) {
        if (!waited) {
            waited = true;
            say(WAITING);
        }
        try {
            TimeUnit.NANOSECONDS.sleep(duration.toNanos());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
