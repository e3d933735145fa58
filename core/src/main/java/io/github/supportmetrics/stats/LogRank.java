package io.github.supportmetrics.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Log-rank test over groups, all ages in one pass. */
final class LogRank {
    private static final double NOTHING = 1e-12;

    private final List<SurvivalCurve> curves;
    private final boolean early;
    private final int groups;
    private final double[] observed;
    private final double[] expected;
    private final double[] distance;
    private final double[][] variance;

    LogRank(List<Lifetimes> samples, boolean early) {
        this.curves = samples.stream().map(Lifetimes::curve).toList();
        this.early = early;
        this.groups = samples.size();
        observed = new double[groups];
        expected = new double[groups];
        distance = new double[groups];
        variance = new double[groups][groups];
        Lifetimes all = samples.stream().reduce(Lifetimes.EMPTY, Lifetimes::plus);
        SurvivalCurve pooled = all.curve();
        double before = 1;
        int[] next = new int[groups];
        for (int i = 0; i < pooled.size(); i++) {
            if (pooled.events(i) > 0) {
                at(pooled.time(i), early ? before : 1, next);
            }
            before = pooled.survival(i);
        }
    }

    private void at(long time, double weight, int[] next) {
        double[] risk = new double[groups];
        double all = 0;
        double ended = 0;
        for (int g = 0; g < groups; g++) {
            SurvivalCurve curve = curves.get(g);
            while (next[g] < curve.size() && curve.time(next[g]) < time) {
                next[g]++;
            }
            risk[g] = curve.atRiskAt((double) time);
            boolean here = next[g] < curve.size() && curve.time(next[g]) == time;
            double own = here ? curve.events(next[g]) : 0;
            observed[g] += weight * own;
            distance[g] += weight * own;
            all += risk[g];
            ended += own;
        }
        for (int g = 0; g < groups; g++) {
            double share = weight * ended * risk[g] / all;
            expected[g] += share;
            distance[g] -= share;
        }
        if (all <= 1) {
            return;
        }
        double common = weight * weight * ended * (all - ended) / (all - 1) / all;
        for (int g = 0; g < groups; g++) {
            for (int h = 0; h < groups; h++) {
                variance[g][h] += common * risk[g] * ((g == h ? 1 : 0) - risk[h] / all);
            }
        }
    }

    /** Groups that could have ends, but for the last of them, which the others determine. */
    GroupTest test() {
        List<Integer> used = new ArrayList<>();
        for (int g = 0; g < groups; g++) {
            if (expected[g] > 0) {
                used.add(g);
            }
        }
        double df = Math.max(0, used.size() - 1.0);
        OptionalDouble statistic = df < 1 ? OptionalDouble.empty() : form(used.subList(0, used.size() - 1));
        List<GroupTest.Group> figures = new ArrayList<>();
        for (int g = 0; g < groups; g++) {
            long n = 0;
            for (int i = 0; i < curves.get(g).size(); i++) {
                n += curves.get(g).events(i) + curves.get(g).censored(i);
            }
            figures.add(new GroupTest.Group(n, observed[g], expected[g]));
        }
        return new GroupTest(
                early ? "peto" : "log-rank",
                statistic,
                df,
                OptionalDouble.empty(),
                statistic.isEmpty()
                        ? statistic
                        : OptionalDouble.of(Distributions.chiSquareAbove(df, statistic.getAsDouble())),
                figures);
    }

    /** uᵀV⁻¹u, by elimination; empty if V is singular. */
    private OptionalDouble form(List<Integer> used) {
        int k = used.size();
        double[][] v = new double[k][k + 1];
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < k; j++) {
                v[i][j] = variance[used.get(i)][used.get(j)];
            }
            v[i][k] = distance[used.get(i)];
        }
        double form = 0;
        for (int i = 0; i < k; i++) {
            // V is positive definite, so that the diagonal can be taken in order.
            if (v[i][i] <= NOTHING) {
                return OptionalDouble.empty();
            }
            form += v[i][k] * v[i][k] / v[i][i];
            for (int r = i + 1; r < k; r++) {
                double factor = v[r][i] / v[i][i];
                for (int c = i; c <= k; c++) {
                    v[r][c] -= factor * v[i][c];
                }
            }
        }
        return OptionalDouble.of(form);
    }
}
