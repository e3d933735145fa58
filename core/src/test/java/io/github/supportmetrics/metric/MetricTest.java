package io.github.supportmetrics.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.supportmetrics.event.Scale;
import io.github.supportmetrics.event.SurveyResponse;
import io.github.supportmetrics.stats.Proportion;
import io.github.supportmetrics.stats.Ratings;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MetricTest {
    private static final Metric<SurveyResponse, Measurement<Ratings>> CSAT =
            Satisfaction.csat(Scale.of(1, 5)).topTwo();
    private static final Metric<Ticket, Measurement<Ratings>> TICKETS = CSAT.on(Ticket::answer);
    private static final Metric<Ticket, Measurement<Proportion>> FRAGILE = Metric.of(
            Definition.of("fragile", "good / all"),
            Rule.<Ticket>share(ticket -> {
                if (ticket.labels().contains("poison")) {
                    throw new IllegalStateException("poisoned");
                }
                return true;
            }),
            Proportion.estimator());

    private static final Ticket POISONED = new Ticket("Joe", null, Set.of("poison"), 5L, 5);

    @Test
    void unlikeDefinitionsAreRefusedByNameAndLeftUntouched() {
        Metric<SurveyResponse, Measurement<Ratings>> other =
                Satisfaction.csat(Scale.of(1, 5)).topBox();
        Measurement<Ratings> a = CSAT.of(List.of(SurveyResponse.csat(4)));
        Measurement<Ratings> b = other.of(List.of(SurveyResponse.csat(5)));

        assertThatThrownBy(() -> a.plus(b))
                .isInstanceOfSatisfying(IncompatibleDefinitionException.class, e -> {
                    assertThat(e.first()).isEqualTo(a.signature());
                    assertThat(e.second()).isEqualTo(b.signature());
                })
                .hasMessageContaining(CSAT.signature())
                .hasMessageContaining(other.signature());
        assertThatThrownBy(() -> a.minus(b)).isInstanceOf(IncompatibleDefinitionException.class);
        assertThatThrownBy(() -> other.encode(a)).isInstanceOf(IncompatibleDefinitionException.class);
        assertThat(a).isEqualTo(CSAT.of(List.of(SurveyResponse.csat(4))));
        assertThat(b).isEqualTo(other.of(List.of(SurveyResponse.csat(5))));
    }

    @Test
    void anAccumulatorRefusesAnotherDefinitionAndIsLeftUntouched() {
        MetricAccumulator<Ticket, Measurement<Ratings>> accumulator = TICKETS.accumulator();
        accumulator.add(Ticket.of("Joe", 4));
        Measurement<Ratings> filtered = TICKETS.where("some", ticket -> true).of(List.of(Ticket.of("Joe", 2)));

        assertThatThrownBy(() -> accumulator.merge(filtered)).isInstanceOf(IncompatibleDefinitionException.class);
        assertThat(accumulator.snapshot()).isEqualTo(TICKETS.of(List.of(Ticket.of("Joe", 4))));
    }

    @Test
    void resultsCutByOtherAxesPeriodsOrZonesAreUnlike() {
        List<Ticket> sample = List.of(Ticket.of("Joe", 4));
        var byAgent = TICKETS.by(Ticket.AGENT);
        var limited = TICKETS.by(Ticket.AGENT.limit(3));
        var declared = TICKETS.by(Ticket.AGENT.among(List.of("Joe")));
        var byLabel = TICKETS.by(Ticket.LABEL);

        for (var other : List.of(limited, declared, byLabel)) {
            assertThatThrownBy(() -> byAgent.of(sample).plus(other.of(sample)))
                    .isInstanceOf(IncompatibleDefinitionException.class);
            assertThatThrownBy(() -> byAgent.of(sample).minus(other.of(sample)))
                    .isInstanceOf(IncompatibleDefinitionException.class);
        }
        var days = TICKETS.over(Ticket.daily());
        var weeks = TICKETS.over(Periods.weekly(Ticket.ZONE).at("closedAt", Ticket::closedAt));
        var utc = TICKETS.over(Periods.daily(java.time.ZoneOffset.UTC).at("closedAt", Ticket::closedAt));
        for (var other : List.of(weeks, utc)) {
            assertThatThrownBy(() -> days.of(sample).plus(other.of(sample)))
                    .isInstanceOf(IncompatibleDefinitionException.class);
        }
        assertThatThrownBy(() -> Metric.<Ticket>sheet(TICKETS)
                        .of(sample)
                        .plus(Metric.<Ticket>sheet(TICKETS, FRAGILE).of(sample)))
                .isInstanceOf(IncompatibleDefinitionException.class);
    }

    @Test
    void bytesOfAnotherDefinitionAreRefused() {
        byte[] bytes = TICKETS.encode(TICKETS.of(List.of(Ticket.of("Joe", 4))));

        assertThatThrownBy(() -> TICKETS.where("some", ticket -> true).decode(bytes))
                .isInstanceOf(io.github.supportmetrics.codec.MalformedStateException.class)
                .hasMessageContaining("another definition");
    }

    @Test
    void aThrowingExtractorLeavesEveryMetricOfASheetUnchanged() {
        for (Metric<Ticket, Sheet> sheet :
                List.of(Metric.<Ticket>sheet(TICKETS, FRAGILE), Metric.<Ticket>sheet(FRAGILE, TICKETS))) {
            MetricAccumulator<Ticket, Breakdown<String, Sheet>> accumulator =
                    sheet.by(Ticket.AGENT).accumulator();
            accumulator.add(Ticket.of("Joe", 4));
            Breakdown<String, Sheet> before = accumulator.snapshot();

            assertThatThrownBy(() -> accumulator.add(POISONED)).hasMessage("poisoned");
            assertThatThrownBy(() -> accumulator.retract(POISONED)).hasMessage("poisoned");
            assertThat(accumulator.snapshot()).isEqualTo(before);
            accumulator.add(Ticket.of("Joe", 5));
            assertThat(accumulator.snapshot())
                    .isEqualTo(sheet.by(Ticket.AGENT).of(List.of(Ticket.of("Joe", 5), Ticket.of("Joe", 4))));
        }
    }

    @Test
    void aThrowingAxisLeavesTheMetricUnchanged() {
        Axis<Ticket, String> axis = Axis.of("axis", ticket -> {
            if (ticket.labels().contains("poison")) {
                throw new IllegalStateException("poisoned");
            }
            return ticket.agent();
        });
        var metric = Metric.<Ticket>sheet(TICKETS.by(axis), FRAGILE.by(Ticket.AGENT));
        MetricAccumulator<Ticket, Sheet> accumulator = metric.accumulator();
        accumulator.add(Ticket.of("Joe", 4));
        Sheet before = accumulator.snapshot();

        assertThatThrownBy(() -> accumulator.add(POISONED)).hasMessage("poisoned");
        assertThat(accumulator.snapshot()).isEqualTo(before);
    }

    @Test
    void ticketsWithoutAKeyStayVisible() {
        Breakdown<String, Measurement<Ratings>> result =
                TICKETS.by(Ticket.AGENT).of(List.of(new Ticket(null, null, Set.of(), 1L, 5), Ticket.of("Joe", 1)));

        assertThat(result.unkeyed().n()).isEqualTo(1);
        assertThat(result.unkeyed().value()).hasValue(1);
        assertThat(result.total().value()).hasValue(0.5);
        assertThat(result).asString().contains("(unknown)");
        assertThat(result.rows().map(row -> row.group().get("agent"))).containsExactly("Joe", null);
        assertThat(TICKETS.over(Ticket.daily())
                        .of(List.of(new Ticket(null, null, Set.of(), 1L, 5)))
                        .undated()
                        .n())
                .isEqualTo(1);
    }

    @Test
    void anAbsentKeyReadsAsEmpty() {
        var result = TICKETS.by(Ticket.AGENT).of(List.of());

        assertThat(result.get("nobody")).isEqualTo(TICKETS.empty());
        assertThat(result.isEmpty()).isTrue();
        assertThat(TICKETS.over(Ticket.daily()).of(List.of()).at(Instant.EPOCH)).isEqualTo(TICKETS.empty());
    }

    @Test
    void aViewIsCalledOncePerObject() {
        AtomicInteger calls = new AtomicInteger();
        Metric<Ticket, Sheet> sheet = Metric.sheet(
                        CSAT, Satisfaction.csat(Scale.of(1, 5)).mean())
                .on(ticket -> {
                    calls.incrementAndGet();
                    return ticket.answer();
                });
        sheet.of(List.of(Ticket.of("Joe", 4), Ticket.of("Joe", 5)));

        assertThat(calls).hasValue(2);
    }

    @Test
    void eachFactOfAnObjectCounts() {
        Metric<Ticket, Measurement<Ratings>> each = CSAT.onEach(Ticket::answers);
        MetricAccumulator<Ticket, Measurement<Ratings>> accumulator = each.accumulator();
        accumulator.add(Ticket.of("Joe", 4));
        accumulator.add(new Ticket("Joe", null, Set.of(), 1L, null));

        assertThat(accumulator.snapshot().n()).isEqualTo(3);
        assertThat(accumulator.snapshot().summary()).isEqualTo(Ratings.of(1, 0, 1, 0, 2, 0));
        // Of the three answers of a ticket rated 2, 2 4 2, two are missing here.
        assertThatThrownBy(() -> accumulator.retract(Ticket.of("Joe", 2))).isInstanceOf(IllegalArgumentException.class);
        assertThat(accumulator.snapshot().summary()).isEqualTo(Ratings.of(1, 0, 1, 0, 2, 0));
        accumulator.retract(Ticket.of("Joe", 4));
        assertThat(accumulator.snapshot()).isEqualTo(each.empty());
    }

    @Test
    void theViewIsNotPartOfTheDefinition() {
        assertThat(TICKETS.signature()).isEqualTo(CSAT.signature());
        assertThat(TICKETS.of(List.of(Ticket.of("Joe", 4)))).isEqualTo(CSAT.of(List.of(SurveyResponse.csat(4))));
    }

    @Test
    void aFilterNameIsGivenOnce() {
        Metric<SurveyResponse, Measurement<Ratings>> filtered = CSAT.where("some", answer -> true);

        assertThatThrownBy(() -> filtered.where("some", answer -> false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("filter name must be one that the metric does not have yet, got 'some'");
        assertThatThrownBy(() -> CSAT.where("NO_ANSWER", answer -> true)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CSAT.where(" ", answer -> true)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> filtered.on(Ticket::answer).by(Ticket.AGENT).where("some", ticket -> true))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Metric.sheet(CSAT, filtered).where("some", answer -> true))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatAFilterLeavesOutIsCountedUnderItsName() {
        Measurement<Ratings> result = CSAT.where("good", answer -> answer.score() != null && answer.score() > 3)
                .where("best", answer -> answer.score() != null && answer.score() > 4)
                .of(List.of(SurveyResponse.csat(1), SurveyResponse.csat(4), SurveyResponse.csat(5)));

        assertThat(result.n()).isEqualTo(1);
        assertThat(result.considered()).isEqualTo(3);
        assertThat(result.excluded().byReason()).containsExactly(java.util.Map.entry("best", 2L));
        assertThat(result.definition().filters()).containsExactly("good", "best");
    }

    @Test
    void factsOfAnotherKindAreNoneOfItsConcern() {
        Measurement<Ratings> result =
                CSAT.of(List.of(SurveyResponse.nps(9), SurveyResponse.ces(7), SurveyResponse.csat(5)));

        assertThat(result.considered()).isEqualTo(1);
    }

    @Test
    void aSheetHasNoMetricTwiceAndRefusesOthers() {
        Sheet sheet = Metric.<Ticket>sheet(TICKETS).of(List.of(Ticket.of("Joe", 4)));

        assertThat(sheet.get(CSAT).n()).isEqualTo(1);
        assertThatThrownBy(() -> sheet.get(FRAGILE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("fragile");
        assertThatThrownBy(() -> Metric.sheet(CSAT, CSAT)).hasMessageContaining("all different");
        assertThatThrownBy(() -> Metric.<SurveyResponse>sheet())
                .hasMessage("number of metrics must be at least 1, got 0");
    }

    @Test
    void retractOfWhatWasNeverAddedIsRefusedInEveryPart() {
        Metric<Ticket, Sheet> sheet = Metric.sheet(FRAGILE, TICKETS);
        MetricAccumulator<Ticket, Sheet> accumulator = sheet.accumulator();
        accumulator.add(Ticket.of("Joe", 4));
        Sheet before = accumulator.snapshot();

        assertThatThrownBy(() -> accumulator.retract(Ticket.of("Joe", 5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("event to take out must be one that was added, got Ticket[");
        assertThat(accumulator.snapshot()).isEqualTo(before);
        accumulator.retract(Ticket.of("Joe", 4));
        assertThat(accumulator.snapshot()).isEqualTo(sheet.empty());
    }

    @Test
    void declaredKeysAreAllShownAndOthersFolded() {
        var result = TICKETS.by(Ticket.AGENT.among(List.of("Joe", "Bo")))
                .of(List.of(Ticket.of("Joe", 4), Ticket.of("Eve", 1)));

        assertThat(result.other().n()).isEqualTo(1);
        assertThat(result.rows().map(row -> row.group().get("agent"))).containsExactly("Bo", "Joe", "(other)");
    }

    @Test
    void daysWithoutTicketsAreShownBetweenOthers() {
        Ticket first = new Ticket("Joe", Instant.parse("2021-03-26T12:00:00Z"), Set.of(), 1L, 5);
        Ticket last = new Ticket("Joe", Instant.parse("2021-03-29T12:00:00Z"), Set.of(), 1L, 5);

        assertThat(TICKETS.over(Ticket.daily())
                        .of(List.of(last, first))
                        .rows()
                        .map(row -> row.period().orElseThrow() + " "
                                + row.measurement().n()))
                .containsExactly("2021-03-26 1", "2021-03-27 0", "2021-03-28 0", "2021-03-29 1");
    }
}
