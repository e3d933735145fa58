package io.github.supportmetrics.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class GrainProperties {
    /** So that periods that did not advance would fail and not hang. */
    private static final int MOST = 1000;

    private static final long FIRST = Instant.parse("1965-01-01T00:00:00Z").getEpochSecond();
    private static final long LAST = Instant.parse("2035-01-01T00:00:00Z").getEpochSecond();
    private static final long DAY = 86_400;

    /** An instant in a zone. */
    record Local(Instant at, ZoneId zone) {}

    /** Any instant, and often one near a clock change. */
    @Provide
    Arbitrary<Local> locals() {
        Arbitrary<ZoneId> zones = Arbitraries.of(
                        "Europe/Stockholm",
                        "America/St_Johns",
                        "Australia/Lord_Howe",
                        "Asia/Kathmandu",
                        "Pacific/Apia",
                        "America/Sao_Paulo",
                        "America/Havana",
                        "Africa/Monrovia")
                .map(ZoneId::of);
        Arbitrary<Instant> instants = Arbitraries.longs().between(FIRST, LAST).map(Instant::ofEpochSecond);
        Arbitrary<Long> offsets = Arbitraries.longs().between(-DAY, DAY).injectNull(0.3);
        return Combinators.combine(zones, instants, offsets).as((zone, at, offset) -> {
            ZoneOffsetTransition change = zone.getRules().previousTransition(at);
            return new Local(
                    offset == null || change == null ? at : change.getInstant().plusSeconds(offset), zone);
        });
    }

    @Property
    void everyInstantLiesInItsPeriod(@ForAll("locals") Local local, @ForAll Grain grain) {
        TimeWindow period = grain.around(local.at, local.zone);

        assertThat(period.contains(local.at)).as("%s in %s", local, period).isTrue();
        assertThat(grain.around(period.start(), local.zone)).isEqualTo(period);
        assertThat(grain.around(period.end().minusNanos(1), local.zone)).isEqualTo(period);
    }

    @Property
    void periodsTileTime(@ForAll("locals") Local local, @ForAll Grain grain) {
        TimeWindow period = grain.around(local.at, local.zone);

        assertThat(grain.around(period.end(), local.zone).start()).isEqualTo(period.end());
        assertThat(grain.around(period.start().minusNanos(1), local.zone).end()).isEqualTo(period.start());
    }

    @Property
    void neighboursHaveDifferentNames(@ForAll("locals") Local local, @ForAll Grain grain) {
        TimeWindow period = grain.around(local.at, local.zone);
        TimeWindow next = grain.around(period.end(), local.zone);

        assertThat(grain.label(next, local.zone)).isNotEqualTo(grain.label(period, local.zone));
    }

    @Property
    void daysBeginAtTheFirstInstantOfTheirDate(@ForAll("locals") Local local) {
        TimeWindow day = Grain.DAY.around(local.at, local.zone);

        assertThat(day.start())
                .isEqualTo(day.start()
                        .atZone(local.zone)
                        .toLocalDate()
                        .atStartOfDay(local.zone)
                        .toInstant());
        assertThat(day.length()).isBetween(Duration.ofHours(22), Duration.ofHours(26));
    }

    @Property
    void coarserPeriodsBeginWithAFinerOne(@ForAll("locals") Local local) {
        for (Grain grain : new Grain[] {Grain.WEEK, Grain.MONTH, Grain.QUARTER, Grain.YEAR}) {
            TimeWindow period = grain.around(local.at, local.zone);

            assertThat(Grain.DAY.around(period.start(), local.zone).start()).isEqualTo(period.start());
            assertThat(Grain.DAY.around(period.end(), local.zone).start()).isEqualTo(period.end());
        }
    }

    @Property(tries = 200)
    void coveringIsAsLongAsThePeriodsIsMadeOf(@ForAll("locals") Local local) {
        TimeWindow week = Grain.WEEK.around(local.at, local.zone);

        assertThat(Grain.HOUR
                        .covering(week, local.zone)
                        .limit(MOST)
                        .map(TimeWindow::length)
                        .reduce(Duration.ZERO, Duration::plus))
                .isEqualTo(week.length());
        assertThat(Grain.DAY
                        .covering(week, local.zone)
                        .limit(MOST)
                        .allMatch(day -> !day.overlap(week).isZero()))
                .isTrue();
    }
}
