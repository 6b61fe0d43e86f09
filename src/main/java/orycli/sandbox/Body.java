package orycli.sandbox;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What is sent behind the headers. It is made while it is written: a page of large clients is never in memory as a whole. */
interface Body {
    Body NONE = text("");

    /** In bytes. */
    long length();

    void writeTo(OutputStream out) throws IOException;

    static Body text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Body() {
            @Override
            public long length() {
                return bytes.length;
            }

            @Override
            public void writeTo(OutputStream out) throws IOException {
                out.write(bytes);
            }
        };
    }

    /** A JSON array. */
    static Body array(List<? extends Body> elements) {
        return new Body() {
            @Override
            public long length() {
                long commas = Math.max(0, elements.size() - 1);
                return 2 + commas + elements.stream().mapToLong(Body::length).sum();
            }

            @Override
            public void writeTo(OutputStream out) throws IOException {
                out.write('[');
                for (int i = 0; i < elements.size(); i++) {
                    if (i > 0) {
                        out.write(',');
                    }
                    elements.get(i).writeTo(out);
                }
                out.write(']');
            }
        };
    }
}
