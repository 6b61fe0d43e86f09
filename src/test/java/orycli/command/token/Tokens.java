package orycli.command.token;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import orycli.Cli;
import orycli.FakeNetwork;

/** An authorization server that answers what it is told to, in this order, and notes what it was asked. */
final class Tokens extends Dispatcher implements AutoCloseable {
    static final String TOKEN = """
            {"access_token":"ory_at_1","expires_in":3599,"scope":"a b","token_type":"bearer"}""";

    private final MockWebServer server = new MockWebServer();
    private final Queue<Supplier<MockResponse>> answers = new ConcurrentLinkedQueue<>();
    private final List<RecordedRequest> requests = new ArrayList<>();

    Tokens() {
        server.setDispatcher(this);
        start();
    }

    private void start() {
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Tokens answer(int status, String body) {
        return answer(json(status, body));
    }

    /** A token that is made when it is asked for. */
    Tokens answer(Supplier<String> token) {
        answers.add(() -> json(200, token.get()));
        return this;
    }

    private static MockResponse json(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .setHeader("Content-Type", "application/json")
                .body(body)
                .build();
    }

    Tokens answer(MockResponse answer) {
        answers.add(() -> answer);
        return this;
    }

    /** Says no as RFC 6749, section 5.2, has it. */
    Tokens refuse(int status, String error, String description) {
        return answer(status, "{\"error\":\"" + error + "\",\"error_description\":\"" + description + "\"}");
    }

    @Override
    public synchronized MockResponse dispatch(RecordedRequest request) {
        requests.add(request);
        Supplier<MockResponse> answer = answers.poll();
        return answer == null ? new MockResponse.Builder().code(404).build() : answer.get();
    }

    String url() {
        return "http://127.0.0.1:" + server.getPort();
    }

    Cli cli() {
        return Cli.at(url());
    }

    synchronized RecordedRequest request(int index) {
        return requests.get(index);
    }

    synchronized int count() {
        return requests.size();
    }

    /** A field of the form in a request; empty where it is not there. */
    String field(int index, String name) {
        String value = FakeNetwork.form(request(index)).queryParameter(name);
        return value == null ? "" : value;
    }

    String form(int index) {
        return request(index).getBody() == null ? "" : request(index).getBody().utf8();
    }

    String header(int index, String name) {
        String value = request(index).getHeaders().get(name);
        return value == null ? "" : value;
    }

    @Override
    public void close() {
        server.close();
    }
}
