package io.github.supportmetrics.metric;

import io.github.supportmetrics.internal.Require;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A finer result on its way into the cells of a coarser one. */
final class RollUp {
    private final List<Step> path = new ArrayList<>();
    /** The steps that an axis of the coarser result has taken. */
    private final BitSet taken = new BitSet();

    /**
     * One cell on the way to a measurement.
     *
     * @param dimension its axis
     * @param kind which cell
     * @param key its key, or null
     * @param cutoff the rank from which keys are folded there
     */
    record Step(
            Dimension<?> dimension, Row.Kind kind, @Nullable Object key, long cutoff) {}

    static void add(Slot<?, ?> to, Result<?> coarser, Result<?> finer) {
        Map<String, List<Dimension<?>>> there = new LinkedHashMap<>();
        axes(finer, List.of(), there, (one, other) -> {
            throw Require.bad("result to roll up", "one with each measurement once", finer.signature());
        });
        Map<String, List<Dimension<?>>> wanted = new LinkedHashMap<>();
        axes(
                coarser,
                List.of(),
                wanted,
                (one, other) -> Stream.concat(one.stream(), other.stream()).toList());
        wanted.forEach((measurement, axes) -> {
            List<Dimension<?>> offered = there.get(measurement);
            if (offered == null) {
                throw Require.bad("result to roll up", "one with " + measurement, finer.signature());
            }
            for (Dimension<?> axis : axes) {
                if (offered.stream().noneMatch(axis::takes)) {
                    throw Require.bad("result to roll up", "one " + axis.signature(), finer.signature());
                }
            }
        });
        new RollUp().walk(to, finer);
    }

    /** The axes around each measurement. */
    private static void axes(
            Result<?> result,
            List<Dimension<?>> around,
            Map<String, List<Dimension<?>>> all,
            BinaryOperator<List<Dimension<?>>> twice) {
        if (result instanceof Sheet sheet) {
            sheet.results().forEach(part -> axes(part, around, all, twice));
        } else if (result instanceof Measurement<?>) {
            all.merge(result.signature(), around, twice);
        } else {
            Cells<?, ?> cells = cells(result);
            List<Dimension<?>> more = new ArrayList<>(around);
            more.add(cells.dimension);
            axes(cells.empty, more, all, twice);
        }
    }

    private static Cells<?, ?> cells(Result<?> result) {
        return result instanceof Breakdown<?, ?> breakdown ? breakdown.cells : ((TimeSeries<?>) result).cells;
    }

    private void walk(Slot<?, ?> to, Result<?> finer) {
        if (finer instanceof Sheet sheet) {
            sheet.results().forEach(part -> walk(to, part));
        } else if (finer instanceof Measurement<?> measurement) {
            to.roll(0, measurement, this);
        } else {
            Cells<?, ?> cells = cells(finer);
            cells.keyed.forEach((key, cell) -> step(to, cells, Row.Kind.KEY, key, cell));
            step(to, cells, Row.Kind.UNKEYED, null, cells.unkeyed);
            step(to, cells, Row.Kind.OTHER, null, cells.other);
            step(to, cells, Row.Kind.TOTAL, null, cells.total);
        }
    }

    private void step(Slot<?, ?> to, Cells<?, ?> cells, Row.Kind kind, @Nullable Object key, @Nullable Result<?> cell) {
        if (cell != null) {
            path.add(new Step(cells.dimension, kind, key, cells.cutoff));
            walk(to, cell);
            path.remove(path.size() - 1);
        }
    }

    /** The step on an axis, or −1 if the measurement has none; {@link #giveBack} is called afterwards. */
    int take(Dimension<?> axis) {
        for (int i = 0; i < path.size(); i++) {
            if (!taken.get(i) && axis.takes(path.get(i).dimension())) {
                taken.set(i);
                return i;
            }
        }
        return -1;
    }

    Step step(int which) {
        return path.get(which);
    }

    void giveBack(int which) {
        taken.clear(which);
    }

    /** Whether a measurement here counts once: of an axis that is left away and whose cells overlap, in the total only. */
    boolean countsOnce() {
        for (int i = 0; i < path.size(); i++) {
            if (!taken.get(i)
                    && path.get(i).dimension().overlapping
                    && path.get(i).kind() != Row.Kind.TOTAL) {
                return false;
            }
        }
        return true;
    }
}
