package orycli.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.HexFormat;
import java.util.function.Function;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The server answers with the request that it understood. */
final class HttpServerTest {
    private HttpServer server;
    private Function<Request, Answer> handler = request -> Answer.of(
            200,
            "text/plain",
            request.method() + " " + request.target() + " " + request.header("X") + " " + request.body());

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.start(HttpServer.bind(0), request -> handler.apply(request));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String exchange(String request) throws IOException {
        return Raw.exchange(server.port(), request);
    }

    private static String body(String answer) {
        return answer.substring(answer.indexOf("\r\n\r\n") + 4);
    }

    @Test
    void answersRequestsInTurn() throws Exception {
        String answers = exchange("""
                GET /a HTTP/1.1\r
                Host: h\r
                X: 1\r
                x:  2 \r
                \r
                POST /b HTTP/1.1\r
                Host: h\r
                Content-Length: 2\r
                \r
                \u00fcGET /c HTTP/1.1
                Host: h

                """);
        assertThat(answers.replaceAll("Date: .*\r\n", "")).isEqualTo("""
                HTTP/1.1 200 OK\r
                Content-Type: text/plain\r
                Content-Length: 14\r
                \r
                GET /a [1, 2] HTTP/1.1 200 OK\r
                Content-Type: text/plain\r
                Content-Length: 13\r
                \r
                POST /b [] \u00fcHTTP/1.1 200 OK\r
                Content-Type: text/plain\r
                Content-Length: 10\r
                \r
                GET /c []\s""");
    }

    @Test
    void tellsTheTime() throws Exception {
        assertThat(exchange("GET / HTTP/1.1\r\nHost: h\r\n\r\n"))
                .containsPattern("\r\nDate: [A-Z][a-z]{2}, \\d\\d [A-Z][a-z]{2} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1\r\nHost: h\r\nConnection: close", "HTTP/1.0"})
    void closesTheConnectionWhereItIsToldTo(String head) throws Exception {
        assertThat(Raw.untilClosed(server.port(), ("GET / " + head + "\r\n\r\n").getBytes(UTF_8)))
                .contains("\r\nConnection: close\r\n")
                .endsWith("\r\n\r\nGET / [] ");
    }

    @Test
    void readsABodyInChunks() throws Exception {
        assertThat(body(exchange("""
                        POST / HTTP/1.1\r
                        Host: h\r
                        Transfer-Encoding: chunked\r
                        \r
                        3\r
                        abc\r
                        A;x=y\r
                        0123456789\r
                        0\r
                        Trailer: t\r
                        \r
                        """))).isEqualTo("POST / [] abc0123456789");
    }

    @Test
    void tellsAClientThatWaitsToGoOn() throws Exception {
        assertThat(exchange("POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\nx"))
                .startsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n")
                .endsWith("\r\n\r\nPOST / [] x");
    }

    @Test
    void sendsNoBodyInAnswerToHead() throws Exception {
        assertThat(exchange("HEAD / HTTP/1.1\r\nHost: h\r\n\r\n"))
                .contains("\r\nContent-Length: 10\r\n")
                .endsWith("\r\n\r\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hello | 400 Bad Request",
                "GET / HTTP/2.0 | 400 Bad Request",
                "GET /a b HTTP/1.1 | 400 Bad Request",
                "GET / HTTP/1.1~Host : h | 400 Bad Request",
                "GET / HTTP/1.1~Host: h~ folded | 400 Bad Request",
                "GET / HTTP/1.1 | 400 Bad Request: missing required Host header",
                "GET / HTTP/1.1~Host: a~Host: b | 400 Bad Request: too many Host headers",
                "POST / HTTP/1.1~Host: h~Content-Length: -5 | 400 Bad Request",
                "POST / HTTP/1.1~Host: h~Content-Length: 1~Content-Length: 2 | 400 Bad Request",
                "POST / HTTP/1.1~Host: h~Transfer-Encoding: chunked~~zz | 400 Bad Request",
                "POST / HTTP/1.1~Host: h~Transfer-Encoding: chunked~~1~ab | 400 Bad Request",
                "POST / HTTP/1.1~Host: h~Transfer-Encoding: gzip | Unsupported transfer encoding"
            })
    void saysWhatIsNoRequest(String request, String reason) throws Exception {
        assertThat(exchange(request.replace("~", "\r\n") + "\r\n\r\n"))
                .matches("HTTP/1.1 (400|501) [A-Z].*(?s).*")
                .contains("\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n")
                .endsWith("\r\n\r\n" + reason);
    }

    @Test
    void readsNoHeadWithoutEnd() throws Exception {
        assertThat(exchange("GET / HTTP/1.1\r\nHost: h\r\nX: " + "x".repeat(1 << 20) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 99999999999999999999", "Transfer-Encoding: chunked\r\n\r\nfffffff"})
    void readsNoBodyWithoutEnd(String head) throws Exception {
        assertThat(exchange("POST / HTTP/1.1\r\nHost: h\r\n" + head + "\r\n\r\n"))
                .startsWith("HTTP/1.1 413 Request Entity Too Large\r\n");
    }

    @Test
    void countsTheChunksTogether() throws Exception {
        String mebibyte = "100000\r\n" + "x".repeat(1 << 20) + "\r\n";
        assertThat(exchange("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n" + mebibyte.repeat(17)))
                .startsWith("HTTP/1.1 413 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTT",
                "GET / HTTP/1.1\r\nHost: h",
                "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nx"
            })
    void saysNothingToAClientThatGoesAway(String start) throws Exception {
        assertThat(exchange(start)).isEmpty();
    }

    @Test
    void hangsUpOnWhoSpeaksTls() throws Exception {
        byte[] hello = HexFormat.of().parseHex("16030102000100");
        assertThat(Raw.untilClosed(server.port(), hello)).isEmpty();
        try (SSLSocket socket = (SSLSocket) SSLSocketFactory.getDefault().createSocket("127.0.0.1", server.port())) {
            socket.setSoTimeout(20_000);
            assertThatThrownBy(socket::startHandshake)
                    .isInstanceOf(SSLException.class)
                    .isNotInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void answersWhenItHasNoMemory() throws Exception {
        handler = request -> {
            throw new OutOfMemoryError("Java heap space");
        };
        assertThat(exchange("GET / HTTP/1.1\r\nHost: h\r\n\r\n"))
                .startsWith("HTTP/1.1 507 Insufficient Storage\r\n")
                .contains("\r\nConnection: close\r\n")
                .contains("{\"error\":\"The sandbox is full\"");
        handler = request -> Answer.empty(204);
        assertThat(exchange("GET / HTTP/1.1\r\nHost: h\r\n\r\n")).startsWith("HTTP/1.1 204 No Content\r\n");
    }

    @Test
    void answersWhenItFails() throws Exception {
        handler = request -> {
            if (request.method().equals("GET")) {
                throw new StackOverflowError();
            }
            throw new IllegalStateException("a bug");
        };
        String answers = exchange("GET / HTTP/1.1\r\nHost: h\r\n\r\nPOST / HTTP/1.1\r\nHost: h\r\n\r\n");
        assertThat(answers.split("HTTP/1.1 500 Internal Server Error\r\n", -1)).hasSize(3);
        assertThat(answers)
                .endsWith("{\"error\":\"The sandbox failed\","
                        + "\"error_description\":\"The sandbox has a bug and could not answer this request.\"}");
    }
}
