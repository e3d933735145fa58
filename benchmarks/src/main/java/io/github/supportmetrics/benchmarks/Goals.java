package io.github.supportmetrics.benchmarks;

import java.util.Locale;
import java.util.OptionalDouble;

/** The performance goals that one machine can check alone, as ratios of one run or as bytes. */
final class Goals {
    private static final String ADD = "AddBenchmark.HandleTime";
    private static final String MOMENTS = "AddBenchmark.Moments";
    private static final String COMPOSITE = "CompositeBenchmark";
    private static final String MERGE = "MergeBenchmark";
    private static final String ENCODE = "EncodeBenchmark";
    private static final String TEN = "QuantileBenchmark n=10";
    private static final String THOUSAND = "QuantileBenchmark n=1000";
    private static final String MANY = "GroupByBenchmark groups=1000000";
    private static final String FEW = "GroupByBenchmark groups=1000";
    private static final String RECORD = "RecorderBenchmark";
    private static final String HOURS = "CalendarBenchmark span=PT2H";
    private static final String MONTH = "CalendarBenchmark span=P30D";
    private static final String MONTHS = "SurvivalBenchmark times=months";
    private static final String MILLIS = "SurvivalBenchmark times=millis";
    private static final String REPEAT = "RepeatBenchmark";
    private static final String OURS = "ours";
    private static final String HAND = "handLoop";

    private final StringBuilder text =
            new StringBuilder(String.format(Locale.ROOT, "%n%-4s %-62s | %10s | %s%n", "", "goal", "measured", ""));

    private Goals() {}

    static String ofSpeed(Results r) {
        Goals goals = new Goals();
        goals.atMost("G1", "a handle time, × hand loop", 1.6, r.ratio(ADD, OURS, HAND));
        goals.atMost("G1", "the same, new accumulator every 32 768", 1.6, r.ratio(ADD, "oursFresh", HAND));
        goals.atMost("G1", "bytes allocated", 0, r.bytes(ADD, OURS));
        goals.atMost("G2", "a handle time, × HdrHistogram", 1, r.ratio(ADD, OURS, "hdrFixed"));
        goals.atLeast("G2", "HdrHistogram's Recorder, × ours", 3.3, r.ratio(ADD, "hdrRecorder", OURS));
        goals.atLeast("G2", "DynaHist, × ours", 2.6, r.ratio(ADD, "dynaHist", OURS));
        goals.atLeast("G2", "DDSketch, × ours", 3, r.ratio(ADD, "ddSketch", OURS));
        goals.atLeast("G2", "Micrometer's timer, × ours", 12, r.ratio(ADD, "micrometerTimer", OURS));
        goals.atLeast("G2", "the same with percentiles, × ours", 35, r.ratio(ADD, "micrometerPercentiles", OURS));
        goals.atLeast("G3", "Guava's moments, × ours", 5, r.ratio(MOMENTS, "guava", OURS));
        goals.atLeast("G3", "Welford, × ours", 3.5, r.ratio(MOMENTS, "welford", OURS));
        goals.atLeast("G3", "Commons Statistics, × ours", 2.5, r.ratio(MOMENTS, "commons", OURS));
        goals.atMost("G4", "five metrics, accumulators, × hand loop", 1.6, r.ratio(COMPOSITE, OURS, HAND));
        goals.atMost("G4", "five metrics, general sheet, × hand loop", 4, r.ratio(COMPOSITE, "oursSheet", HAND));
        goals.atMost("G4", "accumulators, × hand-written events", 1.6, r.ratio(COMPOSITE, OURS, "handEvents"));
        goals.atMost("G4", "general sheet, × hand-written events", 4, r.ratio(COMPOSITE, "oursSheet", "handEvents"));
        goals.atMost("G8", "merge, × DDSketch", 1.5, r.ratio(MERGE, OURS, "ddSketch"));
        goals.atLeast("G8", "HdrHistogram's merge, × ours", 8, r.ratio(MERGE, "hdrFixed", OURS));
        goals.atLeast("G8", "DynaHist's merge, × ours", 18, r.ratio(MERGE, "dynaHist", OURS));
        goals.atLeast("G8", "HdrHistogram's encoding, × ours", 2, r.ratio(ENCODE, "hdrFixed", OURS));
        goals.atLeast("G9", "n = 10 and three quantiles, HdrHistogram × ours", 18, r.ratio(TEN, "hdrFixed", OURS));
        goals.atLeast("G9", "n = 10 and three quantiles, DDSketch × ours", 5, r.ratio(TEN, "ddSketch", OURS));
        goals.atLeast("G10", "1 M text keys, HashMap × ours", 1.5, r.ratio(MANY, "hashMap", OURS));
        goals.atMost("G10", "1 000 text keys, × HashMap", 1.25, r.ratio(FEW, OURS, "hashMap"));
        goals.atMost("G10", "1 M keys as numbers, column, × hand loop", 1.5, r.ratio(MANY, "oursColumn", HAND));
        goals.atMost("G10", "1 000 keys as numbers, column, × hand loop", 1.5, r.ratio(FEW, "oursColumn", HAND));
        goals.atMost("G12", "two threads, handles, × own accumulators", 1 / .7, r.ratio(RECORD, "handles2", "limit2"));
        goals.atLeast(
                "G12", "handles of one thread × of each of two", 1.7 / 2, r.ratio(RECORD, "handles1", "handles2"));
        goals.atLeast("G12", "HdrHistogram's Recorder × handles", 15, r.ratio(RECORD, "hdrRecorder2", "handles2"));
        goals.atLeast("G12", "HdrHistogram's Recorder × stripes", 10, r.ratio(RECORD, "hdrRecorder2", "striped2"));
        goals.atLeast("G12", "synchronized × stripes", 5, r.ratio(RECORD, "synchronized2", "striped2"));
        goals.atLeast("G12", "LongAdders × stripes", 1.8, r.ratio(RECORD, "longAdders2", "striped2"));
        goals.atLeast("G12", "Micrometer's timer × stripes", 4, r.ratio(RECORD, "micrometerTimer2", "striped2"));
        goals.atLeast("G14", "working time of 2 h, day loop × ours", 50, r.ratio(HOURS, HAND, OURS));
        goals.atLeast("G14", "working time of 30 d, day loop × ours", 600, r.ratio(MONTH, HAND, OURS));
        goals.atMost("G14", "working time of 30 d, ns", 6, r.nanos(MONTH, OURS));
        goals.atLeast("G15", "1 M subjects in months, sort by comparator × ours", 15, r.ratio(MONTHS, HAND, OURS));
        goals.atLeast("G15", "1 M subjects in millis, sort by comparator × ours", 15, r.ratio(MILLIS, HAND, OURS));
        goals.atLeast("G16", "a contact, HashMap<String, Instant> × ours", 4, r.ratio(REPEAT, "hashMap", OURS));
        goals.atMost("G9", "n = 1 000 and three quantiles, ns", 3500, r.nanos(THOUSAND, OURS));
        return goals.text.toString();
    }

    static String ofSize(FootprintReport f) {
        Goals goals = new Goals();
        goals.atMost("G5", "bytes of 10 handle times", 128, f.handleTime(FootprintReport.OURS, 10));
        goals.atMost("G5", "bytes of 100 handle times", 432, f.handleTime(FootprintReport.OURS, 100));
        goals.atMost("G5", "bytes of 1 000 handle times", 576, f.handleTime(FootprintReport.OURS, 1000));
        goals.atMost("G5", "bytes of a million handle times", 1600, f.handleTime(FootprintReport.OURS, 1_000_000));
        goals.atMost("G5", "bytes of five metrics, n = 20", 272, f.group(FootprintReport.OURS, 20));
        goals.atMost("G5", "bytes of five metrics, n = 1 000", 512, f.group(FootprintReport.OURS, 1000));
        goals.atLeast("G6", "n = 20, HdrHistogram × ours", 50, f.groupRatio(FootprintReport.HDR, 20));
        goals.atLeast("G6", "n = 20, DDSketch × ours", 7, f.groupRatio(FootprintReport.DDSKETCH, 20));
        goals.atLeast("G6", "n = 20, DynaHist × ours", 1.5, f.groupRatio(FootprintReport.DYNAHIST, 20));
        goals.atMost("G8", "serialised bytes, n = 1 000", 400, f.encoded(FootprintReport.OURS));
        goals.atMost("G16", "bytes of a customer in the window, at most", 26, f.waiting());
        return goals.text.toString();
    }

    private void atMost(String id, String what, double bound, OptionalDouble measured) {
        add(id, what + " ≤ " + number(bound), measured, measured.orElse(0) <= bound);
    }

    private void atLeast(String id, String what, double bound, OptionalDouble measured) {
        add(id, what + " ≥ " + number(bound), measured, measured.orElse(0) >= bound);
    }

    private static String number(double bound) {
        return bound == Math.rint(bound) ? Long.toString((long) bound) : String.format(Locale.ROOT, "%.3g", bound);
    }

    private void add(String id, String goal, OptionalDouble measured, boolean held) {
        String verdict = measured.isEmpty() ? "not run" : held ? "held" : "NOT HELD";
        text.append(String.format(Locale.ROOT, "%-4s %-62s | %10s | %s%n", id, goal, Results.shown(measured), verdict));
    }
}
