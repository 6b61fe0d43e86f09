package orycli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import orycli.command.OryCommandLine;
import orycli.sandbox.Sandbox;
import orycli.terminal.ExitCode;
import orycli.terminal.Terminal;

/**
 * What the program is given to do while its class data archive is made: the archive holds the classes that were used, so that
 * they start faster later. It is started in the place of {@link Main}, asks nobody but itself on loopback, and neither
 * reads nor writes anything of the user's.
 */
public final class Training {
    private static final String CLIENTS = "{\"client_id\":\"a\"}\n{\"client_id\":\"b\"}\n{\"client_id\":\"c\"}\n";

    private static final List<String> ALONE = List.of("--help", "create oauth2-client --help", "version");

    private static final List<String> SANDBOX = List.of(
            "create oauth2-client --name training --redirect-uri http://localhost/cb --format json",
            "create oauth2-client --id t --secret training-secret",
            "import oauth2-client -",
            "list oauth2-clients",
            "list oauth2-clients --format json-pretty",
            "get oauth2-client t --format yaml",
            "update oauth2-client t --name changed --format jsonpath=client_id",
            "delete oauth2-client t",
            "create oauth2-client --id m --grant-type client_credentials --secret training-secret",
            "perform client-credentials --client-id m --client-secret training-secret",
            "introspect token training",
            "sandbox create oauth2-client --quiet");

    private static final List<String> NETWORK = List.of("create oauth2-client --name training --format json");

    private static final String PROJECT =
            "{\"id\":\"11111111-1111-4111-8111-111111111111\",\"slug\":\"training\",\"name\":\"training\"}";

    private static final String SESSION = """
            {"version":"v1","access_token":{"access_token":"training","token_type":"bearer","refresh_token":"training",\
            "expiry":"2999-01-01T00:00:00Z"},"selected_project":"11111111-1111-4111-8111-111111111111",\
            "session_identity_traits":{"ID":"","email":"","name":""}}
            """;

    private static final String PASSWORD = "training";

    private final Terminal system;
    private final Path folder;

    private Training(Terminal system, Path folder) {
        this.system = system;
        this.folder = folder;
    }

    /**
     * Ends the process, with 0 where all succeeded.
     *
     * @param ignored what stands behind this class on the launcher's command line
     */
    public static void main(String[] ignored) throws IOException {
        // What only the start of the real program uses.
        Objects.requireNonNull(Main.class);
        System.exit(run(Terminal.system()));
    }

    /** The exit code of the first command that failed, if one did. */
    static int run(Terminal system) throws IOException {
        Path folder = Files.createTempDirectory("ory-training");
        try {
            return new Training(system, folder).run();
        } finally {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    private int run() throws IOException {
        int exitCode = all(ALONE, Map.of());
        try (Sandbox sandbox = Sandbox.start(0)) {
            exitCode = first(
                    exitCode,
                    all(SANDBOX, Map.of("ORY_SDK_URL", sandbox.endpoint().toString())));
            exitCode = first(exitCode, onNetwork(sandbox));
        }
        for (String algorithm : List.of("EC", "RSA")) {
            exitCode = first(exitCode, overTls(algorithm));
        }
        return exitCode;
    }

    private static int first(int earlier, int later) {
        return earlier == ExitCode.OK ? later : earlier;
    }

    private int all(List<String> commands, Map<String, String> environment) {
        int exitCode = ExitCode.OK;
        for (String command : commands) {
            Terminal terminal = new Terminal(
                    new Terminal.Streams(
                            new ByteArrayInputStream(CLIENTS.getBytes(UTF_8)),
                            OutputStream.nullOutputStream(),
                            OutputStream.nullOutputStream(),
                            false,
                            false),
                    environment,
                    system.interrupts(),
                    new NoDesk());
            exitCode = first(exitCode, OryCommandLine.create(terminal).execute(command.split(" ", -1)));
        }
        return exitCode;
    }

    /** With a project's key and as somebody who is signed in. Every name below localhost is this computer's. */
    private int onNetwork(Sandbox sandbox) throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            serve(listener, path -> path.endsWith("/projects") ? "[" + PROJECT + "]" : PROJECT);
            Map<String, String> environment = new HashMap<>();
            environment.put("ORY_CONSOLE_URL", "http://console.localhost:" + listener.getLocalPort());
            environment.put(
                    "ORY_ORYAPIS_URL",
                    "http://oryapis.localhost:" + sandbox.endpoint().getPort());
            environment.put(
                    "ORY_CONFIG_PATH",
                    Files.writeString(folder.resolve("session"), SESSION).toString());
            int exitCode = all(NETWORK, environment);
            environment.put("ORY_PROJECT_API_KEY", "training");
            return first(exitCode, all(NETWORK, environment));
        }
    }

    /** A TLS handshake uses 400 classes more. Without the JDK's tool for keys it is left out. */
    private int overTls(String algorithm) throws IOException {
        Optional<KeyStore> keys = keys(algorithm);
        if (keys.isEmpty()) {
            return ExitCode.OK;
        }
        try (ServerSocket listener = context(keys.get())
                .getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            serve(listener, path -> "{\"client_id\":\"a\"}");
            Map<String, String> environment = new HashMap<>();
            environment.put("ORY_SDK_URL", "https://localhost:" + listener.getLocalPort());
            environment.put("SSL_CERT_FILE", certificate(keys.get()).toString());
            return all(List.of("get oauth2-client a"), environment);
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private Optional<KeyStore> keys(String algorithm) throws IOException {
        Path file = folder.resolve("keys");
        Files.deleteIfExists(file);
        String java = ProcessHandle.current().info().command().orElse("java");
        List<String> command = List.of(
                Path.of(java).resolveSibling("keytool").toString(),
                "-genkeypair",
                "-keystore",
                file.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keyalg",
                algorithm,
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            if (process.waitFor() != 0) {
                return Optional.empty();
            }
            return Optional.of(KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray()));
        } catch (IOException | GeneralSecurityException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static SSLContext context(KeyStore keys) throws GeneralSecurityException {
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }

    private Path certificate(KeyStore keys) throws GeneralSecurityException, IOException {
        byte[] encoded = keys.getCertificate(keys.aliases().nextElement()).getEncoded();
        return Files.writeString(
                folder.resolve("certificate"),
                "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder().encodeToString(encoded)
                        + "\n-----END CERTIFICATE-----\n");
    }

    /** Answers until the listener is closed. */
    private static void serve(ServerSocket listener, UnaryOperator<String> answers) {
        Thread server = new Thread(
                () -> {
                    while (!listener.isClosed()) {
                        answer(listener, answers);
                    }
                },
                "training");
        server.setDaemon(true);
        server.start();
    }

    private static void answer(ServerSocket listener, UnaryOperator<String> answers) {
        try (Socket connection = listener.accept();
                InputStream in = connection.getInputStream();
                BufferedReader request = new BufferedReader(new InputStreamReader(in, US_ASCII))) {
            String start = Objects.requireNonNullElse(request.readLine(), "");
            String line = start;
            while (line != null && !line.isEmpty()) {
                line = request.readLine();
            }
            String body = answers.apply(start.replaceFirst("^\\S+ (\\S+) .*", "$1"));
            connection
                    .getOutputStream()
                    .write(("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                                    + "\r\nConnection: close\r\n\r\n" + body)
                            .getBytes(US_ASCII));
        } catch (IOException e) {
            // The command that asked has failed, too, and says so by its exit code.
        }
    }

    /** Nobody sits there. */
    private static final class NoDesk implements Terminal.Desk {
        @Override
        public void browse(String address) {}

        @Override
        public String askSecret(String question) throws IOException {
            throw new IOException("nobody is there to be asked");
        }

        @Override
        public OptionalInt columns() {
            return OptionalInt.empty();
        }
    }
}
