package orycli.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads that end: whoever sends a text without end must not have all of the memory. */
public final class Limited {
    private static final int MIB = 1 << 20;

    private Limited() {}

    /**
     * All bytes of the stream.
     *
     * @param mebibytes how many at the most, in units of 2^20 bytes
     * @throws TooLargeException where there are more; the message is the end of a sentence about what is read
     */
    public static byte[] bytes(InputStream in, int mebibytes) throws IOException {
        byte[] bytes = in.readNBytes(mebibytes * MIB + 1);
        if (bytes.length > mebibytes * MIB) {
            throw new TooLargeException("it is larger than " + mebibytes + " MiB");
        }
        return bytes;
    }

    /**
     * The text of the stream, without the byte order mark that some editors put before it.
     *
     * @throws TooLargeException as {@link #bytes}
     * @throws CharacterCodingException where it is not UTF-8
     */
    public static String utf8(InputStream in, int mebibytes) throws IOException {
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes(in, mebibytes)))
                .toString();
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
