package io.github.supportmetrics.benchmarks;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.DDSketches;
import com.dynatrace.dynahist.layout.Layout;
import com.dynatrace.dynahist.layout.LogQuadraticLayout;
import org.HdrHistogram.Histogram;

/** Other libraries' histograms, set to an error of about 1 %, and filled. */
final class Rivals {
    private static final int DIGITS = 2;
    private static final double ERROR = 0.01;
    private static final Layout LAYOUT = LogQuadraticLayout.create(1, ERROR, 0, Data.LONGEST);

    private Rivals() {}

    static Histogram hdrFixed() {
        return new Histogram(1, Data.LONGEST, DIGITS);
    }

    static Histogram hdrAuto() {
        return new Histogram(DIGITS);
    }

    static org.HdrHistogram.Recorder hdrRecorder() {
        return new org.HdrHistogram.Recorder(DIGITS);
    }

    static DDSketch ddSketch() {
        return DDSketches.unboundedDense(ERROR);
    }

    static com.dynatrace.dynahist.Histogram dynaHist() {
        return com.dynatrace.dynahist.Histogram.createDynamic(LAYOUT);
    }

    static Histogram fill(Histogram histogram, long[] millis, int from, int to) {
        for (int i = from; i < to; i++) {
            histogram.recordValue(millis[i]);
        }
        return histogram;
    }

    static DDSketch fill(DDSketch sketch, double[] millis, int from, int to) {
        for (int i = from; i < to; i++) {
            sketch.accept(millis[i]);
        }
        return sketch;
    }

    static com.dynatrace.dynahist.Histogram fill(
            com.dynatrace.dynahist.Histogram histogram, double[] millis, int from, int to) {
        for (int i = from; i < to; i++) {
            histogram.addValue(millis[i]);
        }
        return histogram;
    }
}
