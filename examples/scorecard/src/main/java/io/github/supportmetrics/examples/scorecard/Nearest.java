package io.github.supportmetrics.examples.scorecard;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;

/** The words nearest to one that nobody knows. */
final class Nearest {
    private static final int SHOWN = 3;

    private Nearest() {}

    static String to(String word, Collection<String> known) {
        return known.stream()
                .sorted(Comparator.comparingInt(
                        k -> distance(word.toLowerCase(Locale.ROOT), k.toLowerCase(Locale.ROOT))))
                .limit(SHOWN)
                .map(k -> "'" + k + "'")
                .collect(Collectors.joining(", "));
    }

    /** Levenshtein's distance. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, 1 + Math.min(above, row[j - 1]));
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
