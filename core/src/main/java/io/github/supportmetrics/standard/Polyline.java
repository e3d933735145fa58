package io.github.supportmetrics.standard;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Straight lines between points, flat beyond the outermost. Immutable. */
record Polyline(SortedMap<Double, Double> points) {
    Polyline {
        points = Collections.unmodifiableSortedMap(new TreeMap<>(points));
    }

    double at(double x) {
        double left = points.firstKey();
        double y = points.values().iterator().next();
        for (Map.Entry<Double, Double> next : points.entrySet()) {
            if (x < next.getKey()) {
                return x <= left ? y : y + (next.getValue() - y) * (x - left) / (next.getKey() - left);
            }
            left = next.getKey();
            y = next.getValue();
        }
        return y;
    }
}
