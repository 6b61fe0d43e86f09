package orycli.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the requests of one connection (RFC 9112), and refuses in Go's words what is none. */
final class RequestReader {
    private static final int MAX_BODY = 16 << 20;

    /** How long all lines of a head are together, which is Go's limit. */
    private static final int MAX_HEAD = 1 << 20;

    private static final Pattern REQUEST_LINE = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+) (\\S+) HTTP/1\\.([01])");
    private static final Pattern HEADER = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*(.*?)[ \t]*");
    private static final Pattern LENGTH = Pattern.compile("[0-9]+");
    private static final Pattern CHUNK = Pattern.compile("([0-9A-Fa-f]+)[ \t]*(?:;.*)?");

    private final InputStream in;
    private final OutputStream out;
    private int headLeft;

    /** @param out where a client that waits for it is told to go on */
    RequestReader(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    /** No request, but something that is answered all the same. The connection cannot be used afterwards. */
    static final class UnreadableRequestException extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Answer answer;

        private UnreadableRequestException(Answer answer) {
            super("status " + answer.status(), null, false, false);
            this.answer = answer.andClose();
        }

        private static UnreadableRequestException of(int status, String words) {
            return new UnreadableRequestException(Answer.of(status, "text/plain; charset=utf-8", words));
        }

        Answer answer() {
            return answer;
        }
    }

    private static UnreadableRequestException malformed() {
        return UnreadableRequestException.of(400, "400 Bad Request");
    }

    /** The next request, unless the client has sent its last. */
    Optional<Request> next() throws IOException, UnreadableRequestException {
        headLeft = MAX_HEAD;
        Optional<String> first = line();
        if (first.isEmpty()) {
            return Optional.empty();
        }
        Matcher request = REQUEST_LINE.matcher(first.get());
        if (!request.matches()) {
            throw malformed();
        }
        Map<String, List<String>> headers = headers();
        boolean isOld = request.group(3).equals("0");
        int hosts = headers.getOrDefault("Host", List.of()).size();
        if (hosts > 1 || (hosts == 0 && !isOld)) {
            String what = hosts == 0 ? "missing required Host header" : "too many Host headers";
            throw UnreadableRequestException.of(400, "400 Bad Request: " + what);
        }
        if (isOld) {
            // Who does not know of lasting connections waits for the end of this one.
            headers.put("Connection", List.of("close"));
        }
        return Optional.of(new Request(
                request.group(1), request.group(2), headers, new String(body(headers), StandardCharsets.UTF_8)));
    }

    private Map<String, List<String>> headers() throws IOException, UnreadableRequestException {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = requireLine(); !line.isEmpty(); line = requireLine()) {
            Matcher header = HEADER.matcher(line);
            if (!header.matches()) {
                throw malformed();
            }
            headers.computeIfAbsent(header.group(1), name -> new ArrayList<>()).add(header.group(2));
        }
        return headers;
    }

    private byte[] body(Map<String, List<String>> headers) throws IOException, UnreadableRequestException {
        if (headers.getOrDefault("Expect", List.of()).stream().anyMatch("100-continue"::equalsIgnoreCase)) {
            out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }
        List<String> encodings = headers.getOrDefault("Transfer-Encoding", List.of());
        if (encodings.isEmpty()) {
            return bytes(length(headers.getOrDefault("Content-Length", List.of())));
        }
        if (encodings.size() > 1 || !encodings.get(0).equalsIgnoreCase("chunked")) {
            throw UnreadableRequestException.of(501, "Unsupported transfer encoding");
        }
        return chunks();
    }

    private static long length(List<String> lengths) throws UnreadableRequestException {
        if (lengths.isEmpty()) {
            return 0;
        }
        if (lengths.stream().distinct().count() > 1
                || !LENGTH.matcher(lengths.get(0)).matches()) {
            throw malformed();
        }
        return number(lengths.get(0), 10);
    }

    private static long number(String digits, int radix) {
        try {
            return Long.parseLong(digits, radix);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE; // nothing but its size is wrong with it
        }
    }

    private static UnreadableRequestException tooLarge() {
        return new UnreadableRequestException(Refusal.tooLarge(MAX_BODY).answer());
    }

    private byte[] bytes(long length) throws IOException, UnreadableRequestException {
        if (length > MAX_BODY) {
            throw tooLarge();
        }
        byte[] body = in.readNBytes((int) length);
        if (body.length < length) {
            throw new EOFException();
        }
        return body;
    }

    /** RFC 9112, section 7.1. */
    private byte[] chunks() throws IOException, UnreadableRequestException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        long size = Long.MAX_VALUE;
        while (size > 0) {
            headLeft = MAX_HEAD;
            Matcher chunk = CHUNK.matcher(requireLine());
            if (!chunk.matches()) {
                throw malformed();
            }
            size = number(chunk.group(1), 16);
            if (size > MAX_BODY - body.size()) {
                throw tooLarge();
            }
            if (size > 0) {
                body.write(bytes(size));
                requireEmptyLine();
            }
        }
        headers(); // the trailers
        return body.toByteArray();
    }

    private void requireEmptyLine() throws IOException, UnreadableRequestException {
        if (!requireLine().isEmpty()) {
            throw malformed();
        }
    }

    private String requireLine() throws IOException, UnreadableRequestException {
        return line().orElseThrow(EOFException::new);
    }

    /** The text up to a line feed, without the carriage return before it, unless nothing comes any more. */
    private Optional<String> line() throws IOException, UnreadableRequestException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                return Optional.empty();
            }
            if (--headLeft < 0) {
                throw UnreadableRequestException.of(431, "431 Request Header Fields Too Large");
            }
            line.write(c);
        }
        String text = line.toString(StandardCharsets.UTF_8);
        return Optional.of(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
    }
}
