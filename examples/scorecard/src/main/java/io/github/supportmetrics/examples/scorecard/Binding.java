package io.github.supportmetrics.examples.scorecard;

import io.github.supportmetrics.event.Scale;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One block of the map bound to the columns of one file. */
final class Binding implements AutoCloseable {
    final RecordKind kind;
    final Source source;
    final Columns columns;
    final Values values;
    private final Mapping.Block block;
    private final CsvFile csv;
    private final Map<String, FieldReader> fields = new LinkedHashMap<>();
    private final Map<String, FieldReader> attributes = new LinkedHashMap<>();
    private final Set<String> nulls;
    private CsvFile.@Nullable Row pending;

    Binding(Mapping.Block block, Source source, @Nullable ZoneId asked) {
        this.kind = block.kind();
        this.block = block;
        this.source = source;
        this.nulls = FieldReader.list(block.file().get("null"));
        Optional<ZoneId> own = Optional.ofNullable(block.file().get("zone")).map(text -> zone(block.key("zone"), text));
        ZoneId zone = own.orElse(asked == null ? ZoneId.of("UTC") : asked);
        this.values = new Values(zone, own.isEmpty() && asked == null, decimal());
        this.csv = new CsvFile(source.open(), charset(), delimiter());
        this.columns = header();
        bind();
    }

    static ZoneId zone(String key, String text) {
        try {
            return ZoneId.of(constant(text));
        } catch (DateTimeException e) {
            throw new UsageException(key + " must be a time zone like Europe/Zurich, got '" + text + "'");
        }
    }

    private static String constant(String text) {
        boolean quoted = text.length() > 1 && text.startsWith("'") && text.endsWith("'");
        return quoted ? text.substring(1, text.length() - 1) : text;
    }

    private char decimal() {
        String text = constant(block.file().getOrDefault("decimal", "."));
        if (!text.equals(".") && !text.equals(",")) {
            throw new UsageException("map key " + block.key("decimal") + ": must be . or , got '" + text + "'");
        }
        return text.charAt(0);
    }

    private Charset charset() {
        String name = constant(block.file().getOrDefault("charset", "UTF-8"));
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException e) {
            throw new UsageException("map key " + block.key("charset") + ": unknown charset '" + name + "'");
        }
    }

    private char delimiter() {
        String text = constant(block.file().getOrDefault("delimiter", ","));
        if (text.equals("tab")) {
            return '\t';
        }
        if (text.length() != 1 || "\"\r\n".contains(text)) {
            throw new UsageException(
                    "map key " + block.key("delimiter") + ": must be one character or tab, got '" + text + "'");
        }
        return text.charAt(0);
    }

    private Columns header() {
        String header = constant(block.file().getOrDefault("header", ""));
        if (!header.isEmpty() && !header.equals("none")) {
            throw new UsageException("map key " + block.key("header") + ": must be none, got '" + header + "'");
        }
        try {
            CsvFile.Row first = csv.next();
            if (CsvFile.isEnd(first) && header.isEmpty()) {
                throw new UsageException("file " + source.name() + " is empty: it has no header row");
            }
            if (!header.isEmpty()) {
                pending = first;
                return Columns.unnamed(source.name(), first.cells().size());
            }
            if (!first.problem().isEmpty()) {
                throw new UsageException(
                        "file " + source.name() + " line " + first.line() + ": the header has " + first.problem()
                                + (first.problem().startsWith("bytes") ? "; set " + block.key("charset") : ""));
            }
            return Columns.of(source.name(), first.cells());
        } catch (IOException e) {
            throw new UsageException("file " + source.name() + " cannot be read: " + e.getMessage());
        }
    }

    private void bind() {
        Map<String, FieldType> canonical = kind.fields();
        canonical.forEach((name, type) -> {
            Map<String, String> options = block.fields().getOrDefault(name, Map.of());
            if (options.containsKey("") || columns.has(name)) {
                fields.put(name, reader(name, type, options));
            } else if (!options.isEmpty()) {
                throw unmapped(name, options);
            }
        });
        block.fields().forEach((name, options) -> {
            if (!canonical.containsKey(name)) {
                if (!options.containsKey("") && !columns.has(name)) {
                    throw unmapped(name, options);
                }
                attributes.put(name, reader(name, FieldType.TEXT, options));
            }
        });
        checkConstants();
    }

    private UsageException unmapped(String name, Map<String, String> options) {
        String option = options.keySet().iterator().next();
        return new UsageException("map key " + block.key(name + "." + option) + ": " + name
                + " is not mapped and is no column of " + source.name());
    }

    private FieldReader reader(String name, FieldType type, Map<String, String> options) {
        Map<String, String> all = new TreeMap<>(options);
        if (!nulls.isEmpty()) {
            all.merge("null", String.join("|", nulls), (a, b) -> a + "|" + b);
        }
        return new FieldReader(block, name, type, all, columns, values);
    }

    /** A constant that cannot be read is a mistake of the map, not of every row. */
    private void checkConstants() {
        fields.forEach((name, reader) -> {
            if (reader.isConstant()) {
                try {
                    String text = reader.label(List.of());
                    if (name.equals("scale") && text != null) {
                        Scale.parse(text);
                    }
                } catch (BadValueException | IllegalArgumentException e) {
                    throw new UsageException("map key " + block.key(name) + ": " + e.getMessage());
                }
            }
        });
    }

    /** The currency of the file's amounts, or null. */
    @Nullable
    String currency() {
        String code = block.file().get("currency");
        if (code == null) {
            return null;
        }
        try {
            return Currency.getInstance(constant(code)).getCurrencyCode();
        } catch (IllegalArgumentException e) {
            throw new UsageException(
                    "map key " + block.key("currency") + ": must be a currency like 'USD', got '" + code + "'");
        }
    }

    /** The map's keys about the file. */
    Map<String, String> file() {
        return block.file();
    }

    /** Names the block of the map; ids must be unique within it. */
    String block() {
        return block.key("");
    }

    boolean has(String field) {
        return fields.containsKey(field);
    }

    /** Whether rows of this file have a label of this name themselves. */
    boolean hasLabel(String name) {
        return isMapped(name) || columns.has(name) || (name.equals("question") && hasSeveralScores());
    }

    private boolean hasSeveralScores() {
        FieldReader score = fields.get("score");
        return score != null && score.alternatives() > 1;
    }

    boolean isMapped(String name) {
        return fields.containsKey(name) || attributes.containsKey(name);
    }

    /** What makes labels of a name sort. */
    int rank(String name, String label) {
        FieldReader reader = attributes.get(name);
        return reader == null ? 0 : reader.rank(label);
    }

    /** A row's values by field. */
    final class Fields {
        final long line;
        private final List<String> cells;

        private Fields(long line, List<String> cells) {
            this.line = line;
            this.cells = cells;
        }

        @Nullable
        String text(String field) {
            FieldReader reader = fields.get(field);
            return reader == null ? null : reader.text(cells);
        }

        @Nullable
        String word(String field) {
            FieldReader reader = fields.get(field);
            return reader == null ? null : reader.enumWord(cells);
        }

        @Nullable
        Long whole(String field) {
            FieldReader reader = fields.get(field);
            return reader == null ? null : reader.whole(cells, -1);
        }

        @Nullable
        BigDecimal decimal(String field) {
            FieldReader reader = fields.get(field);
            return reader == null ? null : reader.decimal(cells, -1);
        }

        @Nullable
        Boolean truth(String field) {
            FieldReader reader = fields.get(field);
            return reader == null ? null : reader.truth(cells);
        }

        @Nullable
        Instant instant(String field) {
            FieldReader reader = fields.get(field);
            return reader == null ? null : reader.instant(cells);
        }

        @Nullable
        Long millis(String field) {
            FieldReader reader = fields.get(field);
            return reader == null ? null : reader.duration(cells);
        }

        int scores() {
            FieldReader reader = fields.get("score");
            return reader == null ? 1 : reader.alternatives();
        }

        @Nullable
        Long score(int alternative) {
            FieldReader reader = fields.get("score");
            return reader == null ? null : reader.whole(cells, reader.alternatives() == 1 ? -1 : alternative);
        }

        String scoreColumn(int alternative) {
            return Objects.requireNonNull(fields.get("score")).alternative(alternative, columns);
        }

        @Nullable
        String label(String name) {
            FieldReader reader = fields.containsKey(name) ? fields.get(name) : attributes.get(name);
            if (reader != null) {
                return reader.label(cells);
            }
            int column = columns.names().indexOf(name);
            if (column < 0) {
                return null;
            }
            String cell = cells.get(column);
            return cell.isEmpty() || nulls.contains(cell) ? null : cell;
        }

        /** Reads all mapped attributes, so that a bad value rejects the row whether or not it is asked for. */
        void checkAttributes() {
            attributes.values().forEach(reader -> reader.text(cells));
        }
    }

    /** What is made of each row; throws a BadValueException to reject it. */
    interface Handler {
        void row(Fields row);
    }

    /** Reads all rows and says how many there were. */
    long read(Handler handler, Rejections rejections, Progress progress) {
        long[] rows = new long[1];
        long before = rejections.count();
        try {
            if (pending != null && !CsvFile.isEnd(pending)) {
                rows[0]++;
                accept(pending, handler, rejections);
            }
            csv.forEach(row -> {
                rows[0]++;
                progress.row();
                accept(row, handler, rejections);
            });
        } catch (IOException e) {
            throw new UsageException("file " + source.name() + " cannot be read: " + e.getMessage());
        }
        rejected = rejections.count() - before;
        return rows[0];
    }

    private long rejected;

    long rejected() {
        return rejected;
    }

    private void accept(CsvFile.Row row, Handler handler, Rejections rejections) {
        String problem = row.problem();
        if (problem.isEmpty() && row.cells().size() != columns.names().size()) {
            problem = "has " + row.cells().size() + " values, "
                    + (block.file().containsKey("header") ? "the first row" : "the header") + " has "
                    + columns.names().size();
        }
        if (problem.isEmpty()) {
            try {
                Fields values = new Fields(row.line(), row.cells());
                values.checkAttributes();
                handler.row(values);
                return;
            } catch (BadValueException e) {
                problem = String.valueOf(e.getMessage());
            } catch (ArithmeticException e) {
                problem = "a number is out of range";
            } catch (IllegalArgumentException e) {
                problem = String.valueOf(e.getMessage());
            }
        }
        rejections.add(source.name(), kind, row.line(), problem);
    }

    @Override
    public void close() {
        try {
            csv.close();
        } catch (IOException e) {
            throw new UsageException("file " + source.name() + " cannot be closed: " + e.getMessage());
        }
    }
}
