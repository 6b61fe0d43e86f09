package orycli.command.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import orycli.json.Json;

/**
 * A browser that is installed here, without a window, told what to do by the Chrome DevTools Protocol. It reaches this
 * computer alone, and keeps all that it writes in one folder.
 */
final class RealBrowser {
    private static final List<String> NAMES =
            List.of("google-chrome", "google-chrome-stable", "chromium", "chromium-browser");
    private static final Pattern LISTENING = Pattern.compile("DevTools listening on ws://([^/]+)/.*");
    private static final String BLANK = "about:blank";

    private final Process process;
    private final OkHttpClient http = new OkHttpClient();
    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final WebSocket page;
    private int calls;
    private int loads;

    private RealBrowser(Process process) throws Exception {
        this.process = process;
        CompletableFuture<String> place = new CompletableFuture<>();
        Thread reader = new Thread(() -> read(process, place), "browser");
        reader.setDaemon(true);
        reader.start();
        String list = "http://" + place.get(1, TimeUnit.MINUTES) + "/json/list";
        String address;
        try (Response response =
                http.newCall(new Request.Builder().url(list).build()).execute()) {
            address = Json.parse(response.body().string())
                    .path(0)
                    .path("webSocketDebuggerUrl")
                    .asText();
        }
        this.page = http.newWebSocket(new Request.Builder().url(address).build(), new WebSocketListener() {
            @Override
            public void onMessage(WebSocket socket, String text) {
                messages.add(text);
            }
        });
        call("Page.enable", Json.nodes().objectNode());
    }

    /** Nothing where none is installed. */
    static Optional<RealBrowser> start(Path folder) throws Exception {
        Optional<Path> program = NAMES.stream()
                .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                        .map(place -> Path.of(place, name)))
                .filter(Files::isExecutable)
                .findFirst();
        if (program.isEmpty()) {
            return Optional.empty();
        }
        ProcessBuilder builder = new ProcessBuilder(
                program.get().toString(),
                "--headless",
                // Those who build as root, in a container, have no other choice.
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--disable-crash-reporter",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
                "--no-proxy-server",
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
                "--user-data-dir=" + folder.resolve("profile"),
                "--remote-debugging-port=0",
                BLANK);
        builder.environment().put("HOME", folder.toString());
        for (String variable : List.of("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "TMPDIR")) {
            builder.environment().put(variable, folder.toString());
        }
        Process process = builder.directory(folder.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            return Optional.of(new RealBrowser(process));
        } catch (ExecutionException e) {
            // It is a word of advice on how to install one, as some systems have it in its place.
            process.destroyForcibly();
            return Optional.empty();
        }
    }

    private static void read(Process process, CompletableFuture<String> place) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher listening = LISTENING.matcher(line);
                if (listening.matches()) {
                    place.complete(listening.group(1));
                }
            }
            place.completeExceptionally(new IOException("the browser has ended"));
        } catch (IOException e) {
            place.completeExceptionally(e);
        }
    }

    private JsonNode call(String method, ObjectNode parameters) throws Exception {
        calls++;
        ObjectNode call = Json.nodes().objectNode().put("id", calls).put("method", method);
        call.set("params", parameters);
        page.send(Json.write(call));
        JsonNode answer = next();
        while (answer.path("id").asInt() != calls) {
            answer = next();
        }
        return answer.path("result");
    }

    private JsonNode next() throws Exception {
        String text = messages.poll(1, TimeUnit.MINUTES);
        if (text == null) {
            throw new IOException("the browser says nothing");
        }
        JsonNode message = Json.parse(text);
        if (message.path("method").asText().equals("Page.loadEventFired")) {
            loads++;
        }
        return message;
    }

    /** Shows what is at the address. */
    void open(String address) throws Exception {
        loads = 0;
        call("Page.navigate", Json.nodes().objectNode().put("url", address));
        do {
            awaitLoad();
        } while (is("document.URL").equals(BLANK));
    }

    /** Presses what the CSS selector selects, which leads to another page. */
    void press(String selector) throws Exception {
        loads = 0;
        is("document.querySelector('" + selector + "').click()");
        awaitLoad();
    }

    private void awaitLoad() throws Exception {
        while (loads == 0) {
            next();
        }
        loads--;
    }

    /** What the expression is on the page that is shown, as a text. */
    String is(String expression) throws Exception {
        ObjectNode parameters = Json.nodes().objectNode().put("expression", expression);
        return call("Runtime.evaluate", parameters).path("result").path("value").asText();
    }

    /** Ends it, and all that it has started. */
    void end() throws InterruptedException {
        List<ProcessHandle> all = process.descendants().toList();
        page.send("{\"id\":0,\"method\":\"Browser.close\"}");
        process.waitFor(10, TimeUnit.SECONDS);
        page.cancel();
        http.dispatcher().executorService().shutdown();
        process.destroyForcibly().waitFor();
        all.forEach(child -> {
            child.destroyForcibly();
            child.onExit().join();
        });
    }
}
