package io.github.supportmetrics.metric;

import io.github.supportmetrics.event.Interaction;
import io.github.supportmetrics.event.Scale;
import io.github.supportmetrics.event.SurveyKind;
import io.github.supportmetrics.event.SurveyResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.Nullable;

/** A host's own record, which knows nothing of the library. */
record Ticket(
        @Nullable String agent,
        @Nullable Instant closedAt,
        Set<String> labels,
        @Nullable Long talkMillis,
        @Nullable Integer score) {
    /** A zone whose clock changes within the generated days. */
    static final ZoneId ZONE = ZoneId.of("Europe/Stockholm");

    static final Scale SCALE = Scale.of(1, 5);
    static final Axis<Ticket, String> AGENT = Axis.of("agent", Ticket::agent);
    static final Axis<Ticket, String> LABEL = Axis.each("label", Ticket::labels);

    private static final long FIRST = Instant.parse("2021-03-25T20:00:00Z").getEpochSecond();
    private static final long LAST = Instant.parse("2021-04-01T03:00:00Z").getEpochSecond();

    static Ticket of(String agent, int score) {
        return new Ticket(agent, Instant.parse("2021-03-28T10:00:00Z"), Set.of("a"), 1000L * score, score);
    }

    static Periods<Ticket> daily() {
        return Periods.daily(ZONE).at("closedAt", Ticket::closedAt);
    }

    SurveyResponse answer() {
        return SurveyResponse.builder(SurveyKind.CSAT, SCALE)
                .score(score)
                .delivery(new SurveyResponse.Delivery(null, true, null, null, false))
                .build();
    }

    List<SurveyResponse> answers() {
        return score == null ? List.of() : List.of(answer(), SurveyResponse.csat(6 - score), answer());
    }

    Interaction contact() {
        return Interaction.builder("1")
                .talk(talkMillis == null ? null : Duration.ofMillis(talkMillis))
                .hold(Duration.ZERO)
                .wrapUp(Duration.ofSeconds(3))
                .build();
    }

    boolean isEligible() {
        return talkMillis == null || talkMillis % 3 != 0;
    }

    static Arbitrary<Ticket> any() {
        return Combinators.combine(
                        Arbitraries.of("Diane", "Joe", "Åsa", "Bo", "Kim", "Lu", "")
                                .injectNull(0.1),
                        Arbitraries.longs()
                                .between(FIRST, LAST)
                                .map(Instant::ofEpochSecond)
                                .injectNull(0.1),
                        Arbitraries.of("late", "refund", "bug", "praise").set().ofMaxSize(3),
                        Arbitraries.longs().between(0, 2_000_000).injectNull(0.1),
                        Arbitraries.integers().between(1, 5).injectNull(0.2))
                .as(Ticket::new);
    }
}
