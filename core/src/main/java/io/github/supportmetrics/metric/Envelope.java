package io.github.supportmetrics.metric;

import io.github.supportmetrics.codec.MalformedStateException;
import io.github.supportmetrics.codec.StateReader;
import io.github.supportmetrics.codec.StateWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.zip.CRC32C;

/** What is around all bytes: a magic word with the format's version, the definition's fingerprint, and a checksum. */
final class Envelope {
    private static final int TRAILER = 4;

    private Envelope() {}

    static byte[] write(int magic, long fingerprint, Consumer<StateWriter> fields) {
        StateWriter out = new StateWriter();
        out.fixed32(magic).fixed(fingerprint);
        fields.accept(out);
        byte[] body = out.toBytes();
        return out.fixed32(crc(body, body.length)).toBytes();
    }

    static <T> T read(int magic, Metric<?, ?> metric, byte[] bytes, Function<StateReader, T> fields) {
        if (bytes.length < TRAILER) {
            throw new MalformedStateException("state must have a header, got " + bytes.length + " bytes");
        }
        int body = bytes.length - TRAILER;
        StateReader in = new StateReader(bytes, body);
        if (in.fixed32() != magic) {
            throw in.malformed("does not begin with " + word(magic));
        }
        if (in.fixed() != metric.fingerprint()) {
            throw in.malformed("is of another definition than " + metric.signature());
        }
        if (new StateReader(Arrays.copyOfRange(bytes, body, bytes.length)).fixed32() != crc(bytes, body)) {
            throw in.malformed("checksum does not match");
        }
        T read = inside(in, fields);
        if (in.remaining() != 0) {
            throw in.malformed(in.remaining() + " bytes too many");
        }
        return read;
    }

    private static <T> T inside(StateReader in, Function<StateReader, T> fields) {
        try {
            return fields.apply(in);
        } catch (MalformedStateException e) {
            throw e;
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw in.malformed(String.valueOf(e.getMessage()));
        }
    }

    /** Refuses bytes of which what was read is not written in the same way again. */
    static void requireCanonical(byte[] bytes, byte[] again) {
        if (!Arrays.equals(again, bytes)) {
            throw new MalformedStateException("state is not in its canonical form");
        }
    }

    private static String word(int magic) {
        return new String(new StateWriter().fixed32(magic).toBytes(), StandardCharsets.US_ASCII);
    }

    private static int crc(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
