package io.github.supportmetrics.codec;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads what {@link StateWriter} wrote, and trusts nothing: every read is checked against the bytes that are left, every
 * count against the least room its items need, so that no input makes it allocate out of proportion.
 *
 * <p>Not thread-safe. Every method throws {@link MalformedStateException} on bytes that no writer wrote.
 */
public final class StateReader {
    private final byte[] bytes;
    private final int end;
    private int at;

    /**
     * Reads all of an array, which must not change meanwhile.
     *
     * @param bytes the bytes
     */
    public StateReader(byte[] bytes) {
        this(bytes, bytes.length);
    }

    /**
     * Reads the first bytes of an array.
     *
     * @param bytes the bytes
     * @param length how many of them
     */
    public StateReader(byte[] bytes, int length) {
        this.bytes = bytes;
        this.end = Math.min(length, bytes.length);
    }

    /**
     * How many bytes are left.
     *
     * @return the number
     */
    public int remaining() {
        return end - at;
    }

    /**
     * An exception that names the place.
     *
     * @param what what is wrong there
     * @return the exception, to be thrown by the caller
     */
    public MalformedStateException malformed(String what) {
        return new MalformedStateException("state is malformed at byte " + at + ": " + what);
    }

    /**
     * Reads one byte.
     *
     * @return 0 to 255
     */
    public int octet() {
        if (at >= end) {
            throw malformed("ends too early");
        }
        return bytes[at++] & 0xFF;
    }

    /**
     * Reads a number written by {@link StateWriter#unsigned}.
     *
     * @return the number
     */
    public long unsigned() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int b = octet();
            if (shift == 63 && b > 1) {
                throw malformed("number exceeds 64 bits");
            }
            value |= (long) (b & 0x7F) << shift;
            if (b < 0x80) {
                if (b == 0 && shift > 0) {
                    throw malformed("number is not in its shortest form");
                }
                return value;
            }
        }
        throw malformed("number exceeds 64 bits");
    }

    /**
     * Reads an unsigned number that must not exceed a bound.
     *
     * @param max the bound
     * @param name what the number is, for the message
     * @return the number, 0 to max
     */
    public long unsigned(long max, String name) {
        long value = unsigned();
        if (value < 0 || value > max) {
            throw malformed(name + " must be at most " + max + ", got " + Long.toUnsignedString(value));
        }
        return value;
    }

    /**
     * Reads how many items follow.
     *
     * @param leastBytes the least bytes that one item takes, at least 1
     * @param name what the items are, for the message
     * @return the count, for which there is room in what is left
     */
    public int count(int leastBytes, String name) {
        long count = unsigned();
        int room = remaining() / leastBytes;
        if (count < 0 || count > room) {
            throw malformed("count of " + name + " must be at most " + room + ", got " + Long.toUnsignedString(count));
        }
        return (int) count;
    }

    /**
     * Reads a number written by {@link StateWriter#signed}.
     *
     * @return the number
     */
    public long signed() {
        long value = unsigned();
        return (value >>> 1) ^ -(value & 1);
    }

    /**
     * Reads a number written by {@link StateWriter#fixed32}.
     *
     * @return the number
     */
    public int fixed32() {
        return octet() << 24 | octet() << 16 | octet() << 8 | octet();
    }

    /**
     * Reads a number written by {@link StateWriter#fixed}.
     *
     * @return the number
     */
    public long fixed() {
        return (long) fixed32() << 32 | (fixed32() & 0xFFFF_FFFFL);
    }

    /**
     * Reads bytes written by {@link StateWriter#bytes}.
     *
     * @return a copy
     */
    public byte[] bytes() {
        int length = count(1, "bytes");
        byte[] copy = Arrays.copyOfRange(bytes, at, at + length);
        at += length;
        return copy;
    }

    /**
     * Reads a text.
     *
     * @return the text
     */
    public String text() {
        int length = count(1, "text bytes");
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, at, length))
                    .toString();
            at += length;
            return text;
        } catch (CharacterCodingException e) {
            throw malformed("text is not UTF-8");
        }
    }
}
