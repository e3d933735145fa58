package io.github.supportmetrics.event;

import io.github.supportmetrics.internal.Require;
import java.util.List;
import java.util.Set;

/**
 * A scale of words, emoji or thumbs, declared from worst to best before any answer is read: {@code ScaleLabels.of("👎", "👍")}. The
 * points are 1, 2, 3 …; only their order means something, so read shares and medians from them rather than means.
 *
 * <p>Immutable and thread-safe.
 *
 * @param labels the labels from worst to best, 2 to 11 of them, no two alike
 */
public record ScaleLabels(List<String> labels) {
    private static final int MOST = 11;

    /**
     * Copies the labels.
     *
     * @throws IllegalArgumentException if they are fewer than 2 or more than 11, or two are alike
     */
    public ScaleLabels {
        labels = List.copyOf(labels);
        if (labels.size() < 2 || labels.size() > MOST) {
            throw Require.bad("labels of a scale", "from 2 to " + MOST, labels.size());
        }
        if (Set.copyOf(labels).size() < labels.size()) {
            throw Require.bad("labels of a scale", "all different", labels);
        }
    }

    /**
     * A scale by its labels.
     *
     * @param worstToBest the labels
     * @return the scale of labels
     */
    public static ScaleLabels of(String... worstToBest) {
        return new ScaleLabels(List.of(worstToBest));
    }

    /**
     * The scale of points behind the labels.
     *
     * @return 1 to the number of labels
     */
    public Scale scale() {
        return Scale.of(1, labels.size());
    }

    /**
     * The point of a label.
     *
     * @param label the label
     * @return 1 for the worst
     * @throws IllegalArgumentException if it is none of the labels
     */
    public int score(String label) {
        int place = labels.indexOf(label);
        if (place < 0) {
            throw Require.bad("answer", "one of " + labels, "'" + label + "'");
        }
        return place + 1;
    }
}
