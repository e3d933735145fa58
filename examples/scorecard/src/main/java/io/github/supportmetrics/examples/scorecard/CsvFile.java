package io.github.supportmetrics.examples.scorecard;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Cuts a CSV file into records and has each parsed by the CSV library. Cutting is done here, so that a bad byte, an endless line or a
 * quote that is never closed costs one row and bounded memory, and not the rest of the file.
 */
final class CsvFile implements AutoCloseable {
    static final int MOST_BYTES = 1 << 20;
    private static final int MOST_LINES = 10_000;

    /**
     * A record of the file.
     *
     * @param line the line it begins on, from 1
     * @param cells its values, trimmed
     * @param problem why it cannot be read, or an empty text
     */
    record Row(long line, List<String> cells, String problem) {}

    private final InputStream in;
    private final Charset charset;
    private final char delimiter;
    private final CsvReader.CsvReaderBuilder parser;
    private final List<Line> pushedBack = new ArrayList<>();
    private final CharsetDecoder decoder;
    private final byte[] buffer = new byte[1 << 16];
    private int at;
    private int filled;
    private long line;

    private record Line(long number, String text, String problem, boolean last) {}

    CsvFile(InputStream in, Charset charset, char delimiter) {
        boolean wide = charset.name().startsWith("UTF-16") || charset.name().startsWith("UTF-32");
        this.in = wide ? new Utf8Stream(in, charset) : in;
        this.charset = wide ? StandardCharsets.UTF_8 : charset;
        this.decoder = this.charset
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        this.delimiter = delimiter;
        this.parser = CsvReader.builder()
                .fieldSeparator(delimiter)
                .skipEmptyLines(false)
                .trimWhitespacesAroundQuotes(true)
                .maxBufferSize(2 * MOST_BYTES);
    }

    /** The next record that is not blank, or a row without cells and line 0 at the end. */
    Row next() throws IOException {
        while (true) {
            Line first = nextLine();
            if (first.last()) {
                return new Row(0, List.of(), "");
            }
            if (!first.problem().isEmpty()) {
                return new Row(first.number(), List.of(), first.problem());
            }
            if (!first.text().isBlank() || first.text().indexOf(delimiter) >= 0) {
                return record(first);
            }
        }
    }

    static boolean isEnd(Row row) {
        return row.line() == 0;
    }

    private Row record(Line first) throws IOException {
        if (!endsInQuotes(first.text(), false)) {
            return parsed(first.number(), first.text());
        }
        StringBuilder text = new StringBuilder(first.text());
        List<Line> more = new ArrayList<>();
        boolean open = true;
        while (open) {
            Line next = nextLine();
            more.add(next);
            boolean tooLong = text.length() + next.text().length() > MOST_BYTES || more.size() > MOST_LINES;
            if (next.last() || tooLong || !next.problem().isEmpty()) {
                // The quote was a slip: only its own line is lost, the others are read again as rows.
                pushedBack.addAll(0, more);
                return new Row(first.number(), List.of(), "a quoted value is never closed");
            }
            text.append('\n').append(next.text());
            open = endsInQuotes(next.text(), true);
        }
        return parsed(first.number(), text.toString());
    }

    private boolean endsInQuotes(String text, boolean quotedBefore) {
        boolean quoted = quotedBefore;
        boolean fieldStart = !quotedBefore;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                if (c == '"') {
                    if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
                        i++;
                    } else {
                        quoted = false;
                    }
                }
            } else if (c == '"' && fieldStart) {
                quoted = true;
                fieldStart = false;
            } else {
                fieldStart = c == delimiter || (fieldStart && c == ' ');
            }
        }
        return quoted;
    }

    private Row parsed(long number, String text) {
        if (text.indexOf('"') < 0) {
            return new Row(number, split(text), "");
        }
        try {
            List<String> cells = new ArrayList<>();
            for (String cell : parser.ofSingleCsvRecord(text).getFields()) {
                cells.add(cell.strip());
            }
            return new Row(number, cells, "");
        } catch (CsvParseException e) {
            return new Row(number, List.of(), "not CSV: " + firstLine(String.valueOf(e.getMessage())));
        }
    }

    /** A record without quotes, which needs no parser. */
    private List<String> split(String text) {
        List<String> cells = new ArrayList<>();
        int from = 0;
        for (int to = text.indexOf(delimiter); to >= 0; to = text.indexOf(delimiter, from)) {
            cells.add(text.substring(from, to).strip());
            from = to + 1;
        }
        cells.add(text.substring(from).strip());
        return cells;
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    private Line nextLine() throws IOException {
        return pushedBack.isEmpty() ? readLine() : pushedBack.remove(0);
    }

    private Line readLine() throws IOException {
        if (!fill()) {
            return new Line(line + 1, "", "", true);
        }
        line++;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        long length = 0;
        boolean ended = false;
        while (!ended && fill()) {
            int from = at;
            while (at < filled && buffer[at] != '\n' && buffer[at] != '\r') {
                at++;
            }
            int kept = (int) Math.min(at - from, Math.max(0, MOST_BYTES - length));
            bytes.write(buffer, from, kept);
            length += at - from;
            if (at < filled) {
                ended = true;
                if (buffer[at++] == '\r' && fill() && buffer[at] == '\n') {
                    at++;
                }
            }
        }
        return length > MOST_BYTES
                ? new Line(line, "", "the line is longer than 1 MiB", false)
                : decoded(withoutMark(bytes.toByteArray()));
    }

    private Line decoded(byte[] content) {
        try {
            return new Line(line, decoder.decode(ByteBuffer.wrap(content)).toString(), "", false);
        } catch (CharacterCodingException e) {
            return new Line(line, "", "bytes that are not " + charset, false);
        }
    }

    /** Whether there is another byte. */
    private boolean fill() throws IOException {
        if (at == filled) {
            at = 0;
            filled = Math.max(0, in.read(buffer, 0, buffer.length));
        }
        return filled > 0;
    }

    /** Leaves out the byte-order mark of UTF-8 at the beginning of the file. */
    private byte[] withoutMark(byte[] bytes) {
        boolean marked = line == 1
                && charset.equals(StandardCharsets.UTF_8)
                && bytes.length >= 3
                && bytes[0] == (byte) 0xEF
                && bytes[1] == (byte) 0xBB
                && bytes[2] == (byte) 0xBF;
        return marked ? java.util.Arrays.copyOfRange(bytes, 3, bytes.length) : bytes;
    }

    void forEach(Consumer<Row> rows) throws IOException {
        for (Row row = next(); !isEnd(row); row = next()) {
            rows.accept(row);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
