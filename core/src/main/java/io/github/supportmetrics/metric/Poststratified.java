package io.github.supportmetrics.metric;

import io.github.supportmetrics.internal.Require;
import io.github.supportmetrics.stats.ConfidenceLevel;
import io.github.supportmetrics.stats.Interval;
import io.github.supportmetrics.stats.ProportionInterval;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A survey's number corrected for who answered: each stratum (channel, reason) counts by how many there are of it, not by how many
 * answered. Σ N_h·x_h / Σ N_h; it removes the bias of strata that answer more than others, and none within strata.
 *
 * <p>The interval is Wilson's for the number's place on its scale, with Kish's effective sample (Σ N_h)²/Σ(N_h²/n_h) for n.
 *
 * <ul>
 *   <li>Strata that nobody answered for are not in the number: they are {@link #uncovered}, and {@link #coverage} says how much is left.
 *   <li>No answer at all: no number.
 * </ul>
 *
 * <p>Source: Kish, Survey Sampling (1965) §11.7. Immutable and thread-safe.
 *
 * @param definition the number's definition
 * @param value the corrected number, or empty without answers
 * @param interval its interval
 * @param n how many answers it rests on
 * @param effectiveN the effective sample
 * @param coverage the share of the population whose strata were answered for
 * @param uncovered the strata that nobody answered for
 */
public record Poststratified(
        Definition definition,
        OptionalDouble value,
        Interval interval,
        long n,
        double effectiveN,
        double coverage,
        SortedSet<String> uncovered) {
    /**
     * Corrects a survey's number.
     *
     * @param strata stratum → number of its answers, all of one definition and on a bounded scale
     * @param population stratum → how many there are, at least 0
     * @param level the confidence level
     * @return the corrected number
     * @throws IncompatibleDefinitionException if two numbers are of unlike definitions
     * @throws IllegalArgumentException if a stratum with answers has no population, or the scale is unbounded
     */
    public static Poststratified of(
            Map<String, ? extends Measurement<?>> strata, Map<String, Long> population, ConfidenceLevel level) {
        Groups.of(strata);
        Measurement<?> any = strata.values().iterator().next();
        Interval range = any.minusItself().interval(level);
        if (Double.isInfinite(range.low()) || Double.isInfinite(range.high())) {
            throw Require.bad("number to correct", "one on a bounded scale", any.signature());
        }
        Map<String, Measurement<?>> answered = new TreeMap<>();
        strata.forEach((stratum, m) -> {
            if (m.value().isPresent()) {
                if (population.getOrDefault(stratum, 0L) < 1) {
                    throw Require.bad(
                            "population of " + stratum, "above 0, as it has answers", population.get(stratum));
                }
                answered.put(stratum, m);
            }
        });
        double all = 0;
        double covered = 0;
        double sum = 0;
        double squares = 0;
        long n = 0;
        SortedSet<String> uncovered = new TreeSet<>();
        for (Map.Entry<String, Long> stratum : population.entrySet()) {
            double size = (double) Require.nonNegative(stratum.getValue(), "population of " + stratum.getKey());
            all += size;
            Measurement<?> m = answered.get(stratum.getKey());
            if (m == null) {
                if (size > 0) {
                    uncovered.add(stratum.getKey());
                }
                continue;
            }
            covered += size;
            sum += size * m.value().orElseThrow();
            squares += size * size / m.n();
            n += m.n();
        }
        if (covered == 0) {
            return new Poststratified(any.definition(), OptionalDouble.empty(), range, 0, 0, 0, uncovered);
        }
        double value = sum / covered;
        double effective = covered * covered / squares;
        double width = range.high() - range.low();
        double place = Math.min(1, Math.max(0, (value - range.low()) / width));
        Interval share = ProportionInterval.WILSON.of(place * effective, effective, level);
        return new Poststratified(
                any.definition(),
                OptionalDouble.of(value),
                new Interval(
                        range.low() + width * share.low(),
                        range.low() + width * share.high(),
                        level,
                        "poststratified-wilson"),
                n,
                effective,
                covered / all,
                uncovered);
    }

    /**
     * Reads as one line.
     *
     * @return the number with its interval, sample and what it does not cover
     */
    @Override
    public String toString() {
        String number = value.isEmpty()
                ? "no data"
                : Numbers.text(value.getAsDouble(), definition.unit()) + " (" + interval.confidence() + " CI "
                        + Numbers.text(interval.low(), definition.unit()) + " … "
                        + Numbers.text(interval.high(), definition.unit()) + ", n = " + n + ", effective n = "
                        + String.format(Locale.ROOT, "%.1f", effectiveN) + ")";
        return definition.title() + " post-stratified " + number
                + (uncovered.isEmpty() ? "" : ", not covered: " + String.join(", ", uncovered));
    }
}
