package io.github.supportmetrics.metric;

import io.github.supportmetrics.internal.Require;
import io.github.supportmetrics.stats.Summary;
import org.jspecify.annotations.Nullable;

/**
 * Adds to one measurement of a running accumulator what a host holds as columns: a number per row, and the number of the cell where
 * it counts. Keys are looked up once for each cell instead of once for each row, and no event is made.
 *
 * <pre>{@code
 * var live = Metric.sheet(AHT, CSAT).by(AGENT).accumulator();
 * var handled = live.column(AHT);
 * int diane = handled.cell("Diane");                  // once, where keys are encoded
 * handled.addAll(agentOfRow, millisOfRow);            // as often as there are columns
 * }</pre>
 *
 * <p>A number is what the metric's rule reads from an event: 1 or 0 for a share, the score of a rating, −1, 0 or 1 for a sign, the
 * ordinal of an outcome, milliseconds of a duration, units of an amount; where a rule reads two, such as a ratio's, the second one comes
 * in a column of its own. The rule's reasons and the metric's filters are not asked: rows that they exclude are left out and told by
 * {@link #exclude}.
 *
 * <p>Horizon and watermark are not asked: nothing is refused, whatever its period. As thread-safe as its accumulator: not.
 *
 * @param <S> the summary
 */
public final class MetricColumn<S extends Summary<S>> {
    private final Slot<?, ?> root;
    private final LeafSlot<?, S> slot;
    private final String signature;
    private final Column<S> column;
    private final Rule<?, S> rule;

    MetricColumn(Slot<?, ?> root, LeafSlot<?, S> slot) {
        this.rule = slot.leaf.rule;
        if (rule.link != null || rule.whole != null) {
            throw Require.bad(
                    "metric of a column", "one whose events count by one or two numbers", slot.leaf.signature());
        }
        this.root = root;
        this.slot = slot;
        this.signature = slot.leaf.signature();
        this.column = slot.column;
    }

    /**
     * The number of a cell, the same whenever it is asked for; those of metrics that are grouped together, as a sheet, are the same.
     *
     * @param keys a key for each axis from the outermost on, null where rows have none; a {@link
     *     io.github.supportmetrics.time.TimeWindow} for periods
     * @return the cell, to be used with this accumulator only
     * @throws IllegalArgumentException if there are not as many keys as axes, a key is of another type, or an axis may fold its keys
     */
    public int cell(@Nullable Object... keys) {
        return root.cell(0, signature, keys, 0);
    }

    /**
     * Adds rows.
     *
     * @param cellOfRow where each row counts
     * @param values what it counts as
     * @throws IllegalArgumentException if a row's cell or value is none, or there are not as many; nothing is changed then
     */
    public void addAll(int[] cellOfRow, long[] values) {
        addAll(cellOfRow, values, null);
    }

    /**
     * Adds rows of two numbers.
     *
     * @param cellOfRow where each row counts
     * @param values its first number
     * @param seconds its second one, or null if there is none
     * @throws IllegalArgumentException if a row's cell or value is none, or there are not as many; nothing is changed then
     */
    public void addAll(int[] cellOfRow, long[] values, long @Nullable [] seconds) {
        boolean isPair = rule.reader.second() != null;
        if ((seconds != null) != isPair) {
            throw Require.bad(
                    "numbers of a row",
                    isPair ? "two, as the rule reads" : "one, as the rule reads",
                    seconds == null ? "one" : "two");
        }
        if (values.length != cellOfRow.length || (seconds != null && seconds.length != cellOfRow.length)) {
            throw Require.bad("rows of a column", "as many as cells, " + cellOfRow.length, values.length);
        }
        int known = root.cells(signature, 1);
        for (int cell : cellOfRow) {
            requireKnown(cell, known);
        }
        int offset = rule.reader.offset();
        rule.shape.checkAll(values, seconds, offset);
        column.addAll(cellOfRow, values, seconds, offset, 0, values.length);
    }

    private static void requireKnown(int cell, int known) {
        if (cell < 0 || cell >= known) {
            throw Require.bad("cell", "one that was asked for", cell);
        }
    }

    /**
     * Counts rows as excluded.
     *
     * @param cell where they would count
     * @param reason one of the metric's reasons or filters
     * @param rows how many, at least 0
     * @throws IllegalArgumentException if the metric has no such reason
     */
    public void exclude(int cell, String reason, long rows) {
        int which = slot.reasons.indexOf(reason);
        if (which < 0) {
            throw Require.bad("reason", "one of the metric's " + slot.reasons, reason);
        }
        requireKnown(cell, root.cells(signature, 1));
        slot.excluded.add(cell * slot.reasons.size() + which, Require.nonNegative(rows, "rows"));
    }
}
