package io.github.supportmetrics.event;

import io.github.supportmetrics.internal.Require;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A rating scale of whole points: its ends, which end is good, and how many of the best points mean «satisfied».
 *
 * <p>The satisfied points that the field agrees on are the best one of 2 or 3 points, two of 4 to 7, and three of 1–10. Other
 * scales, 0–10 among them, have no agreed set: give it with {@link #withSatisfied}. The dissatisfied points are as many at the
 * other end.
 *
 * <p>Immutable and thread-safe.
 *
 * @param min the lowest point
 * @param max the highest point, at least {@code min + 1}
 * @param good which end is good
 * @param satisfiedPoints how many of the best points mean «satisfied», 0 if that is not agreed
 */
public record Scale(int min, int max, GoodEnd good, int satisfiedPoints) {
    /** Which end of a scale is good. */
    public enum GoodEnd {
        /** A higher score is better. */
        HIGH,
        /** A lower score is better, as in the first Customer Effort Score. */
        LOW
    }

    /** 0–10, the scale of the Net Promoter Score. */
    public static final Scale NPS = of(0, 10);

    /** −1, 0, 1: negative, neutral, positive. */
    public static final Scale SENTIMENT = of(-1, 1);

    private static final int MOST_POINTS = 101;
    private static final Pattern TEXT = Pattern.compile("(-?\\d{1,3})-(-?\\d{1,3})( low)?");

    /**
     * Checks the scale.
     *
     * @throws IllegalArgumentException if it has fewer than 2 or more than 101 points, or more satisfied points than half
     */
    public Scale {
        if (max <= min || max - min >= MOST_POINTS) {
            throw Require.bad("scale", "two points or more, and at most " + MOST_POINTS, min + "-" + max);
        }
        if (satisfiedPoints < 0 || 2 * satisfiedPoints > max - min + 1) {
            throw Require.bad("satisfied points", "at most half of the scale " + min + "-" + max, satisfiedPoints);
        }
    }

    /**
     * A scale on which high is good.
     *
     * @param min the lowest point
     * @param max the highest point
     * @return the scale, with the agreed satisfied points if there are any
     */
    public static Scale of(int min, int max) {
        return new Scale(min, max, GoodEnd.HIGH, agreed(min, max));
    }

    private static int agreed(int min, int max) {
        return switch (max - min + 1) {
            case 2, 3 -> 1;
            case 4, 5, 6, 7 -> 2;
            case 10 -> 3;
            default -> 0;
        };
    }

    /**
     * Reads {@code 1-5} or {@code 1-5 low}.
     *
     * @param text the text
     * @return the scale
     * @throws IllegalArgumentException if it reads otherwise
     */
    public static Scale parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            throw Require.bad("scale", "like 1-5 or 1-5 low", "'" + text + "'");
        }
        Scale scale = of(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
        return matcher.group(3) == null ? scale : scale.lowIsGood();
    }

    /**
     * The same scale with its good end at the bottom.
     *
     * @return the reversed scale
     */
    public Scale lowIsGood() {
        return new Scale(min, max, GoodEnd.LOW, satisfiedPoints);
    }

    /**
     * The same scale with so many satisfied points.
     *
     * @param points how many of the best points mean «satisfied», at least 1
     * @return the scale
     */
    public Scale withSatisfied(int points) {
        return new Scale(min, max, good, Require.positive(points, "satisfied points"));
    }

    /**
     * How many points it has.
     *
     * @return the number
     */
    public int size() {
        return max - min + 1;
    }

    /**
     * Whether a score is on it.
     *
     * @param score the score
     * @return true from min to max
     */
    public boolean contains(int score) {
        return min <= score && score <= max;
    }

    /**
     * Whether a score is among the best points.
     *
     * @param score a score on the scale
     * @param points how many of the best points count
     * @return true if it is one of them
     */
    public boolean isAmongBest(int score, int points) {
        return good == GoodEnd.HIGH ? score > max - points : score < min + points;
    }

    /**
     * Whether a score is among the worst points.
     *
     * @param score a score on the scale
     * @param points how many of the worst points count
     * @return true if it is one of them
     */
    public boolean isAmongWorst(int score, int points) {
        return good == GoodEnd.HIGH ? score < min + points : score > max - points;
    }

    /**
     * The best points as text, such as {@code 4–5}.
     *
     * @param points how many of them
     * @return the text
     */
    public String best(int points) {
        return good == GoodEnd.HIGH ? range(max - points + 1, max) : range(min, min + points - 1);
    }

    /**
     * The worst points as text, such as {@code 1–2}.
     *
     * @param points how many of them
     * @return the text
     */
    public String worst(int points) {
        return good == GoodEnd.HIGH ? range(min, min + points - 1) : range(max - points + 1, max);
    }

    private static String range(int from, int to) {
        return from == to ? Integer.toString(from) : from + "–" + to;
    }

    /**
     * Reads as {@link #parse} expects it.
     *
     * @return {@code 1-5} or {@code 1-5 low}
     */
    @Override
    public String toString() {
        return min + "-" + max + (good == GoodEnd.LOW ? " low" : "");
    }
}
