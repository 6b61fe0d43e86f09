package orycli.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import orycli.json.Json;

/** Takes requests apart, finds who answers them, and sends the answers. */
final class AdminHandler implements HttpHandler {
    private static final int MAX_BODY = 1 << 20;

    /**
     * How much of a body is still read once it is refused. A client that writes on meets a closed connection and may never
     * read the answer; most bodies that are too large are so by less than this.
     */
    private static final int MAX_DISCARDED = 8 << 20;

    private final ClientsApi clients;

    AdminHandler(ClientsApi clients) {
        this.clients = clients;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            respond(exchange);
        }
    }

    private void respond(HttpExchange exchange) throws IOException {
        try {
            byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
            if (body.length > MAX_BODY) {
                exchange.getResponseHeaders().set("Connection", "close");
                send(exchange, Refusal.tooLarge(MAX_BODY).answer());
                discard(exchange.getRequestBody());
            } else {
                send(exchange, answer(exchange, new String(body, StandardCharsets.UTF_8)));
            }
        } catch (RuntimeException e) {
            // The client gets an answer that it can read, and the server the exception for its log.
            send(exchange, Refusal.bug().answer());
            throw e;
        }
    }

    private static void discard(InputStream body) throws IOException {
        byte[] buffer = new byte[1 << 16];
        int read = 0;
        for (int left = MAX_DISCARDED; left > 0 && read >= 0; left -= read) {
            read = body.read(buffer, 0, Math.min(left, buffer.length));
        }
    }

    private Answer answer(HttpExchange exchange, String body) {
        try {
            return route(exchange, RequestTarget.of(exchange.getRequestURI()), body);
        } catch (Refusal refusal) {
            return refusal.answer();
        }
    }

    private Answer route(HttpExchange exchange, RequestTarget target, String body) throws Refusal {
        if (target.redirect().isPresent()) {
            return Answer.empty(307)
                    .with("Location", new RequestTarget(target.redirect().get(), target.query()).toString());
        }
        List<String> segments = target.segments();
        String id = segments.size() > 1 ? segments.get(1) : "";
        // Go routes a HEAD to what answers GET.
        String method = exchange.getRequestMethod().equals("HEAD") ? "GET" : exchange.getRequestMethod();
        return switch (method + pattern(segments)) {
            case "GET /clients" -> clients.list(target);
            case "POST /clients" -> clients.create(body);
            case "GET /clients/{id}" -> clients.get(id);
            case "PUT /clients/{id}" -> clients.set(id, body);
            case "PATCH /clients/{id}" -> clients.patch(id, body);
            case "DELETE /clients/{id}" -> clients.delete(id);
            case "PUT /clients/{id}/lifespans" -> clients.setLifespans(id, body);
            case "POST /clients/{id}/secrets/rotate" -> clients.rotateSecret(id);
            case "DELETE /clients/{id}/secrets/rotate" -> clients.deleteRotatedSecrets(id);
            case "GET /health/alive", "GET /health/ready" ->
                Answer.json(200, Json.nodes().objectNode().put("status", "ok"));
            default -> NotFoundPage.answer(exchange.getRequestHeaders().getOrDefault("Accept", List.of()));
        };
    }

    private static String pattern(List<String> segments) {
        StringBuilder pattern = new StringBuilder(" ");
        boolean isClient = segments.size() > 1
                && segments.get(0).equals("clients")
                && !segments.get(1).isEmpty();
        for (int i = 0; i < segments.size(); i++) {
            // An escaped slash is a part of a name, and no name of a route has one.
            String name = segments.get(i).replace("/", "%2F");
            pattern.append('/').append(i == 1 && isClient ? "{id}" : name);
        }
        return pattern.toString();
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        boolean isHead = exchange.getRequestMethod().equals("HEAD");
        if (isHead || exchange.getRequestMethod().equals("GET")) {
            exchange.getResponseHeaders().set("Cache-Control", "private, no-cache, no-store, must-revalidate");
        }
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        if (isHead) {
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(body.length));
        }
        if (isHead || body.length == 0) {
            exchange.sendResponseHeaders(answer.status(), -1);
        } else {
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
            exchange.getResponseBody().flush();
        }
    }
}
