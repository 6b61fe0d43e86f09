package orycli.command.oauth2client;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import orycli.Cli;

/** What the tests of {@code ory create oauth2-client} share. */
final class Creation {
    /** What a server answers that made a client with a secret of its own. */
    static final String CLIENT = "{\"client_id\":\"a1\",\"client_secret\":\"s3cret-of-the-server\"}";

    /** The result of a creation that is answered with {@link #CLIENT} and printed as JSON. */
    static final Cli.Result CREATED = new Cli.Result(0, CLIENT + "\n", "");

    private static final byte[] LOOPBACK_6 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

    private Creation() {}

    /** The command line that creates a client there and prints it as JSON. */
    static String[] at(Object endpoint, String... flags) {
        return Stream.concat(
                        Stream.of("create", "oauth2-client", "--endpoint", endpoint.toString(), "--format", "json"),
                        Stream.of(flags))
                .toArray(String[]::new);
    }

    static Cli.Result create(MockWebServer server, String... flags) {
        return Cli.run(at(server.url("/"), flags));
    }

    /** An output that takes nothing. */
    static OutputStream fullDisk() {
        return new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException("No space left on device");
            }
        };
    }

    /** Whether this computer has IPv6, which many a container has not. */
    static boolean hasIpv6() {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByAddress(LOOPBACK_6))) {
            return server.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    /** A failure that is told in these lines. */
    static Cli.Result failure(int exitCode, String... lines) {
        return new Cli.Result(exitCode, "", String.join("\n", lines) + "\n");
    }

    static MockResponse answer(int status, String body, String... headers) {
        MockResponse.Builder response = new MockResponse.Builder().code(status).body(body);
        response.addHeader("Content-Type", "application/json");
        Stream.of(headers).forEach(response::addHeader);
        return response.build();
    }

    /** The request lines that the server has got, without the protocol. */
    static List<String> requests(MockWebServer server) {
        List<String> lines = new ArrayList<>();
        int count = server.getRequestCount();
        for (int i = 0; i < count; i++) {
            try {
                RecordedRequest request = server.takeRequest();
                lines.add(request.getMethod() + " " + request.getTarget());
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return lines;
    }
}
