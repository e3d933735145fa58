package io.github.supportmetrics.examples.scorecard;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** A stream of another encoding as UTF-8, since lines are cut at bytes. What cannot be decoded becomes a byte that UTF-8 lacks. */
@SuppressWarnings("InputStreamSlowMultibyteRead") // it is read byte by byte
final class Utf8Stream extends InputStream {
    private static final int BAD = 0xFF;

    private final Reader reader;
    private byte[] pending = {};
    private int at;

    Utf8Stream(InputStream in, Charset charset) {
        this.reader = new BufferedReader(new InputStreamReader(in, charset), 1 << 16);
    }

    @Override
    public int read() throws IOException {
        if (at == pending.length) {
            int c = reader.read();
            if (c < 0) {
                return -1;
            }
            if (c == '\uFFFD') {
                return BAD;
            }
            String text = Character.isHighSurrogate((char) c)
                    ? new String(new char[] {(char) c, (char) reader.read()})
                    : Character.toString(c);
            pending = text.getBytes(StandardCharsets.UTF_8);
            at = 0;
        }
        return pending[at++] & 0xFF;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
