package orycli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server on loopback that answers the requests of each connection in turn with bytes, right or wrong, and hangs up. */
public final class RawServer implements AutoCloseable {
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *([0-9]+)");

    private static final int MILLISECONDS_TO_READ = 300;

    private final ServerSocket listener;
    private final List<Answer> answers;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new ArrayList<>();
    private final Semaphore closed = new Semaphore(0);

    private enum End {
        CLOSE,
        RESET,
        STAY,
        DRAIN,
        HANG_UP
    }

    /** What is sent to one connection, and how it ends. */
    public record Answer(String text, End end) {}

    private RawServer(List<Answer> answers) throws IOException {
        this.answers = answers;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    /** A server that is ready. Connections beyond these answers are closed without one. */
    public static RawServer start(Answer... answers) throws IOException {
        RawServer server = new RawServer(List.of(answers));
        Thread thread = new Thread(server::serve, "raw server");
        thread.setDaemon(true);
        thread.start();
        return server;
    }

    /** Sends this and closes the connection. */
    public static Answer says(String text) {
        return new Answer(text, End.CLOSE);
    }

    /** Has read the request, and resets the connection. */
    public static Answer resets() {
        return new Answer("", End.RESET);
    }

    /** Sends this, and resets the connection when the client has had the time to read it. */
    public static Answer resetsAfter(String text) {
        return new Answer(text, End.RESET);
    }

    /** Sends this, which may be nothing, and then says no more, but does not hang up. */
    public static Answer hangsAfter(String text) {
        return new Answer(text, End.STAY);
    }

    /** Says this before it has heard anything, and listens to nothing. */
    public static Answer greets(String text) {
        return new Answer(text, End.DRAIN);
    }

    /** Closes the connection without a word, before it has heard anything whole. */
    public static Answer hangsUp() {
        return new Answer("", End.HANG_UP);
    }

    /** A whole answer. */
    public static Answer answers(String statusLine, String body, String... headers) {
        return says(head(statusLine, body.getBytes(StandardCharsets.UTF_8).length, headers) + body);
    }

    /** An answer whose body ends before it should. */
    public static Answer breaksOff(String statusLine, String body, String... headers) {
        return says(head(statusLine, body.length() + 100, headers) + body);
    }

    private static String head(String statusLine, int length, String... headers) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + statusLine + "\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        return head.append("Connection: close\r\nContent-Length: " + length + "\r\n\r\n")
                .toString();
    }

    public String url() {
        return "http://127.0.0.1:" + listener.getLocalPort();
    }

    /** The request lines that were read, in order. */
    public List<String> requestLines() {
        return requests.stream()
                .map(request -> request.substring(0, request.indexOf("\r\n")))
                .toList();
    }

    /** The requests that were read, whole. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** Returns when the next connection is closed that is not one of {@link #hangsAfter}. */
    public void awaitHangUp() {
        closed.acquireUninterruptibly();
    }

    private void serve() {
        try {
            for (int i = 0; ; i++) {
                Socket socket = listener.accept();
                open.add(socket);
                Answer answer = i < answers.size() ? answers.get(i) : says("");
                if (answer.end() == End.HANG_UP) {
                    // Or the connection would be reset.
                    socket.getInputStream().readNBytes(1);
                    socket.getInputStream().skipNBytes(socket.getInputStream().available());
                } else if (answer.end() != End.DRAIN) {
                    requests.add(read(socket.getInputStream()));
                }
                socket.getOutputStream().write(answer.text().getBytes(StandardCharsets.ISO_8859_1));
                socket.getOutputStream().flush();
                switch (answer.end()) {
                    case RESET -> {
                        if (!answer.text().isEmpty()) {
                            // Some systems throw away what was not read before the reset.
                            Thread.sleep(MILLISECONDS_TO_READ);
                        }
                        socket.setSoLinger(true, 0);
                    }
                    case DRAIN -> socket.getInputStream().transferTo(OutputStream.nullOutputStream());
                    case CLOSE, STAY, HANG_UP -> {}
                }
                if (answer.end() != End.STAY) {
                    socket.close();
                    closed.release();
                }
            }
        } catch (IOException | InterruptedException closed) {
            // The test is over.
        }
    }

    private static String read(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String text = "";
        while (!isWhole(text)) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the client went away");
            }
            bytes.write(next);
            text = bytes.toString(StandardCharsets.UTF_8);
        }
        return text;
    }

    private static boolean isWhole(String text) {
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return false;
        }
        Matcher length = LENGTH.matcher(text.substring(0, end));
        int body = length.find() ? Integer.parseInt(length.group(1)) : 0;
        return text.substring(end + 4).getBytes(StandardCharsets.UTF_8).length >= body;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
