package orycli.encryption;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One of the packets that keys are made of: RFC 9580, section 4.2. */
final class Packet {
    private static final int MARK = 0x80;
    private static final int NEW_FORMAT = 0x40;
    private static final int MAX_OCTETS_OF_LENGTH = 5;

    private final int tag;
    private final byte[] body;

    Packet(int tag, byte[] body) {
        this.tag = tag;
        this.body = body.clone();
    }

    /** Whether the bytes can be packets, and are no text. */
    static boolean areIn(byte[] bytes) {
        return bytes.length > 0 && (bytes[0] & MARK) != 0;
    }

    /** What the first packet is; 0, which is no packet, where the bytes are something else. */
    static int firstTag(byte[] bytes) {
        return areIn(bytes) ? tag(bytes[0]) : 0;
    }

    /**
     * The packets, up to the end of the bytes.
     *
     * @throws IllegalArgumentException where they are not whole, or have a length that only messages have
     */
    static List<Packet> all(byte[] bytes) {
        List<Packet> packets = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            while (in.hasRemaining()) {
                packets.add(next(in));
            }
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("the last packet is cut off", e);
        }
        return packets;
    }

    private static Packet next(ByteBuffer in) {
        int header = octet(in);
        if ((header & MARK) == 0) {
            throw new IllegalArgumentException("no packet begins like that");
        }
        int length = isNew(header) ? length(in) : oldLength(header & 0x03, in);
        if (length < 0 || length > in.remaining()) {
            throw new IllegalArgumentException("the last packet is cut off");
        }
        byte[] body = new byte[length];
        in.get(body);
        return new Packet(tag(header), body);
    }

    private static boolean isNew(int header) {
        return (header & NEW_FORMAT) != 0;
    }

    private static int tag(int header) {
        return isNew(header) ? header & 0x3f : (header >> 2) & 0x0f;
    }

    /** Section 4.2.1. */
    private static int length(ByteBuffer in) {
        int first = octet(in);
        if (first < 192) {
            return first;
        }
        if (first < 224) {
            return ((first - 192) << 8) + octet(in) + 192;
        }
        if (first < 255) {
            throw new IllegalArgumentException("a key does not come in parts");
        }
        return in.getInt();
    }

    /** Section 4.2.2. */
    private static int oldLength(int type, ByteBuffer in) {
        return switch (type) {
            case 0 -> octet(in);
            case 1 -> in.getShort() & 0xffff;
            case 2 -> in.getInt();
            default -> throw new IllegalArgumentException("a key does not come in parts");
        };
    }

    private static int octet(ByteBuffer in) {
        return in.get() & 0xff;
    }

    int tag() {
        return tag;
    }

    byte[] body() {
        return body.clone();
    }

    /** One octet of the body; 0 behind its end. */
    int at(int index) {
        return index < body.length ? body[index] & 0xff : 0;
    }

    byte[] encoded() {
        return ByteBuffer.allocate(1 + MAX_OCTETS_OF_LENGTH + body.length)
                .put((byte) (MARK | NEW_FORMAT | tag))
                .put((byte) 255)
                .putInt(body.length)
                .put(body)
                .array();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Packet packet && packet.tag == tag && Arrays.equals(packet.body, body);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(body) + tag;
    }
}
