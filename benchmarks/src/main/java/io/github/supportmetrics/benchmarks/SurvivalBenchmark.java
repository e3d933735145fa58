package io.github.supportmetrics.benchmarks;

import io.github.supportmetrics.stats.Lifetimes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The Kaplan–Meier curve of a million subjects, a third of them censored; the answer is the sum of all shares left. */
@State(Scope.Thread)
public class SurvivalBenchmark {
    static final int SUBJECTS = 1_000_000;

    /** Whole months, of which there are few, or times of which hardly two are alike. */
    @Param({"months", "millis"})
    String times = "months";

    private long[] lasted = {};
    private boolean[] ended = {};

    private record Subject(long lasted, boolean ended) {}

    /** Draws the subjects. */
    @Setup
    public void draw() {
        draw(SUBJECTS);
    }

    void draw(int subjects) {
        SplittableRandom random = new SplittableRandom(1);
        lasted = new long[subjects];
        ended = new boolean[subjects];
        double mean = times.equals("months") ? 24 : 24 * 2.6e9;
        for (int i = 0; i < subjects; i++) {
            lasted[i] = (long) (-mean * Math.log(1 - random.nextDouble()));
            ended[i] = random.nextInt(3) > 0;
        }
    }

    /** Added one by one, then the curve. */
    @Benchmark
    public double ours() {
        Lifetimes.Accumulator lifetimes = new Lifetimes.Accumulator();
        for (int i = 0; i < lasted.length; i++) {
            lifetimes.add(lasted[i], ended[i]);
        }
        double sum = 0;
        var curve = lifetimes.snapshot().curve();
        for (int i = 0; i < curve.size(); i++) {
            sum += curve.survival(i);
        }
        return sum;
    }

    /** A list of records, sorted by a comparator. */
    @Benchmark
    public double handLoop() {
        List<Subject> subjects = new ArrayList<>(lasted.length);
        for (int i = 0; i < lasted.length; i++) {
            subjects.add(new Subject(lasted[i], ended[i]));
        }
        subjects.sort(Comparator.comparingLong(Subject::lasted));
        double sum = 0;
        double left = 1;
        int i = 0;
        while (i < subjects.size()) {
            long time = subjects.get(i).lasted();
            int atRisk = subjects.size() - i;
            int events = 0;
            for (; i < subjects.size() && subjects.get(i).lasted() == time; i++) {
                events += subjects.get(i).ended() ? 1 : 0;
            }
            left *= 1 - (double) events / atRisk;
            sum += left;
        }
        return sum;
    }

    /** A tree of times. */
    @Benchmark
    public double treeMap() {
        Map<Long, int[]> byTime = new TreeMap<>();
        for (int i = 0; i < lasted.length; i++) {
            int[] counts = byTime.computeIfAbsent(lasted[i], t -> new int[2]);
            counts[0]++;
            counts[1] += ended[i] ? 1 : 0;
        }
        double sum = 0;
        double left = 1;
        int atRisk = lasted.length;
        for (int[] counts : byTime.values()) {
            left *= 1 - (double) counts[1] / atRisk;
            atRisk -= counts[0];
            sum += left;
        }
        return sum;
    }
}
