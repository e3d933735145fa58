package io.github.supportmetrics.standard;

import io.github.supportmetrics.metric.Definition;
import io.github.supportmetrics.metric.Direction;
import io.github.supportmetrics.metric.Measurement;
import io.github.supportmetrics.metric.Metric;
import io.github.supportmetrics.metric.Periods;
import io.github.supportmetrics.metric.Rule;
import io.github.supportmetrics.metric.TimeSeries;
import io.github.supportmetrics.stats.Proportion;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Cases that went well or not, in weeks from the 5th of January 2026 on, and shares of them. */
public final class Cases {
    /** The first Monday. */
    public static final Instant MONDAY = Instant.parse("2026-01-05T00:00:00Z");

    /** The share that went well. */
    public static final Metric<Case, Measurement<Proportion>> GOOD = Metric.of(
            Definition.of("good", "good / all").titled("Good cases").direction(Direction.UP),
            Rule.<Case>share(Case::good),
            Proportion.estimator());

    /** The share that did not. */
    public static final Metric<Case, Measurement<Proportion>> BAD = Metric.of(
            Definition.of("bad", "bad / all").titled("Bad cases").direction(Direction.DOWN),
            Rule.<Case>share(c -> !c.good()),
            Proportion.estimator());

    private Cases() {}

    /** A case of an agent and topic in a week. */
    public record Case(int week, String agent, String topic, boolean good, long millis) {
        Instant at() {
            return MONDAY.plus(Duration.ofDays(7L * week + 1));
        }
    }

    /** So many cases of a week, of which some went well. */
    static List<Case> cases(int week, int good, int all) {
        return cases(week, "", "", good, all);
    }

    /** So many cases of an agent and topic, of which some went well. */
    static List<Case> cases(String agent, String topic, int good, int all) {
        return cases(0, agent, topic, good, all);
    }

    private static List<Case> cases(int week, String agent, String topic, int good, int all) {
        List<Case> cases = new ArrayList<>(Collections.nCopies(good, new Case(week, agent, topic, true, 0)));
        cases.addAll(Collections.nCopies(all - good, new Case(week, agent, topic, false, 0)));
        return cases;
    }

    /** The share that went well in weeks of a hundred cases. */
    public static TimeSeries<Measurement<Proportion>> weeks(int... goodOfHundred) {
        return weeks(GOOD, goodOfHundred);
    }

    static TimeSeries<Measurement<Proportion>> weeks(
            Metric<Case, Measurement<Proportion>> metric, int... goodOfHundred) {
        List<Case> cases = new ArrayList<>();
        for (int week = 0; week < goodOfHundred.length; week++) {
            cases.addAll(cases(week, goodOfHundred[week], 100));
        }
        return metric.over(Periods.weekly(ZoneOffset.UTC).at("at", Case::at)).of(cases);
    }

    /** The instant at which so many weeks are over. */
    public static Instant after(int weeks) {
        return MONDAY.plus(Duration.ofDays(7L * weeks));
    }
}
