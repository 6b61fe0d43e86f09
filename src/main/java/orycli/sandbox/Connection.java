package orycli.sandbox;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Function;
import orycli.sandbox.RequestReader.UnreadableRequestException;

/** Answers the requests of one connection, one after another, until either side has had enough of it. */
final class Connection implements Runnable {
    /** The first byte of who speaks TLS (RFC 8446, section 5.1), and the only one that is no method's. */
    private static final int TLS_HANDSHAKE = 22;

    private static final int BUFFER = 1 << 16;

    /**
     * How much is still read of a body that is refused. A client that writes on meets a closed connection and may never
     * read the answer; most bodies that are too large are so by less than this.
     */
    private static final int MAX_DISCARDED = 32 << 20;

    private static final int DISCARDING_MILLISECONDS = 2_000;

    private final Socket socket;
    private final Function<Request, Answer> handler;

    Connection(Socket socket, Function<Request, Answer> handler) {
        this.socket = socket;
        this.handler = handler;
    }

    @Override
    public void run() {
        try (socket) {
            // Or an answer waits 40 ms for an acknowledgement.
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
            if (!isTls(in)) {
                while (serve(in, out)) {
                    // The answer is sent, and the next request may come.
                }
            }
        } catch (IOException | OutOfMemoryError e) {
            // The client is gone, or there is no room even for saying that there is none.
        }
    }

    private static boolean isTls(InputStream in) throws IOException {
        in.mark(1);
        int first = in.read();
        in.reset();
        return first == TLS_HANDSHAKE;
    }

    /** @return whether more requests may come */
    private boolean serve(InputStream in, OutputStream out) throws IOException {
        try {
            Optional<Request> request = new RequestReader(in, out).next();
            return request.isPresent() && answer(request.get(), out);
        } catch (UnreadableRequestException e) {
            send(e.answer(), true, out);
            discard(in);
            return false;
        } catch (OutOfMemoryError e) {
            // What the request took is free again. Others may have met the same, and go on as well.
            send(Refusal.full().answer().andClose(), true, out);
            discard(in);
            return false;
        }
    }

    private boolean answer(Request request, OutputStream out) throws IOException {
        Answer answer;
        try {
            answer = handler.apply(request);
        } catch (RuntimeException | StackOverflowError e) {
            answer = Refusal.bug().answer();
        }
        boolean isLast =
                answer.closes() || request.header("Connection").stream().anyMatch("close"::equalsIgnoreCase);
        send(isLast ? answer.andClose() : answer, !request.method().equals("HEAD"), out);
        return !isLast;
    }

    private static void send(Answer answer, boolean withBody, OutputStream out) throws IOException {
        StringBuilder head = new StringBuilder(answer.statusLine()).append("\r\n");
        answer.headers().forEach((name, value) -> header(head, name, value));
        header(head, "Date", now());
        if (answer.status() != 204) {
            header(head, "Content-Length", String.valueOf(answer.body().length()));
        }
        out.write(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        if (withBody) {
            answer.body().writeTo(out);
        }
        out.flush();
    }

    private static void header(StringBuilder head, String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
    }

    /** RFC 9110, section 5.6.7: the day of the month has two digits. */
    private static String now() {
        String now = DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC));
        return now.charAt(6) == ' ' ? now.substring(0, 5) + "0" + now.substring(5) : now;
    }

    private void discard(InputStream in) throws IOException {
        socket.shutdownOutput();
        socket.setSoTimeout(DISCARDING_MILLISECONDS);
        byte[] buffer = new byte[BUFFER];
        int read = 0;
        for (int left = MAX_DISCARDED; left > 0 && read >= 0; left -= read) {
            read = in.read(buffer, 0, Math.min(left, buffer.length));
        }
    }
}
