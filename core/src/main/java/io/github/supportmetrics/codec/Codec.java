package io.github.supportmetrics.codec;

import java.util.Arrays;

/**
 * How a value becomes bytes and comes back. A codec is canonical: equal values have equal bytes, and bytes that decode are
 * the bytes that the value encodes to.
 *
 * @param <S> the value
 */
public interface Codec<S> {
    /**
     * Writes a value.
     *
     * @param value the value
     * @param out where to
     */
    void write(S value, StateWriter out);

    /**
     * Reads a value.
     *
     * @param in where from
     * @return the value
     * @throws MalformedStateException if the bytes are none that {@link #write} writes
     */
    S read(StateReader in);

    /**
     * A value as bytes of its own.
     *
     * @param value the value
     * @return the bytes
     */
    default byte[] encode(S value) {
        StateWriter out = new StateWriter();
        write(value, out);
        return out.toBytes();
    }

    /**
     * The value of bytes made by {@link #encode}.
     *
     * @param bytes the bytes, all of which must belong to the value
     * @return the value
     * @throws MalformedStateException if they are not what {@link #encode} makes of any value
     */
    default S decode(byte[] bytes) {
        StateReader in = new StateReader(bytes);
        S value = read(in);
        if (in.remaining() != 0) {
            throw in.malformed(in.remaining() + " bytes too many");
        }
        if (!Arrays.equals(encode(value), bytes)) {
            throw new MalformedStateException("state is not in its canonical form");
        }
        return value;
    }
}
