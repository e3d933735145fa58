package io.github.supportmetrics.codec;

import io.github.supportmetrics.internal.Require;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes numbers and texts in their shortest form, so that equal values have equal bytes.
 *
 * <table>
 * <caption>Layout</caption>
 * <tr><th>call</th><th>bytes</th></tr>
 * <tr><td>{@link #unsigned}</td><td>LEB128: seven bits a byte, lowest first, the high bit says that more follow</td></tr>
 * <tr><td>{@link #signed}</td><td>zigzag, then as unsigned</td></tr>
 * <tr><td>{@link #fixed32}, {@link #fixed}</td><td>four or eight bytes, highest first</td></tr>
 * <tr><td>{@link #bytes}, {@link #text}</td><td>length in bytes as unsigned, then the bytes, of a text in UTF-8</td></tr>
 * </table>
 *
 * <p>Not thread-safe.
 */
public final class StateWriter {
    private byte[] bytes = new byte[64];
    private int size;

    /** Makes an empty writer. */
    public StateWriter() {}

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, 2 * bytes.length));
        }
    }

    /**
     * Writes one byte.
     *
     * @param value its low eight bits are written
     * @return this
     */
    public StateWriter octet(int value) {
        room(1);
        bytes[size++] = (byte) value;
        return this;
    }

    /**
     * Writes a number that is usually small and never negative; 64-bit patterns with the top bit set take ten bytes.
     *
     * @param value the number, read as unsigned
     * @return this
     */
    public StateWriter unsigned(long value) {
        room(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
        return this;
    }

    /**
     * Writes a number of either sign.
     *
     * @param value the number
     * @return this
     */
    public StateWriter signed(long value) {
        return unsigned((value << 1) ^ (value >> 63));
    }

    /**
     * Writes four bytes.
     *
     * @param value the number
     * @return this
     */
    public StateWriter fixed32(int value) {
        return octet(value >>> 24).octet(value >>> 16).octet(value >>> 8).octet(value);
    }

    /**
     * Writes eight bytes.
     *
     * @param value the number
     * @return this
     */
    public StateWriter fixed(long value) {
        return fixed32((int) (value >>> 32)).fixed32((int) value);
    }

    /**
     * Writes a text.
     *
     * @param value the text
     * @return this
     * @throws IllegalArgumentException if it holds half a surrogate pair, which UTF-8 cannot
     */
    public StateWriter text(String value) {
        return bytes(Require.unicode(value, "text").getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Writes how many bytes there are, and the bytes.
     *
     * @param value the bytes
     * @return this
     */
    public StateWriter bytes(byte[] value) {
        return unsigned(value.length).raw(value);
    }

    /**
     * Writes bytes as they are.
     *
     * @param value the bytes
     * @return this
     */
    public StateWriter raw(byte[] value) {
        room(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
        return this;
    }

    /**
     * What was written.
     *
     * @return a copy
     */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }
}
