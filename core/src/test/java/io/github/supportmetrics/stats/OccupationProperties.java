package io.github.supportmetrics.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.supportmetrics.codec.Codec;
import io.github.supportmetrics.codec.MalformedStateException;
import io.github.supportmetrics.codec.StateWriter;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class OccupationProperties implements SummaryContract<Occupation, OccupationProperties.Session> {
    record Session(String agent, long from, long to) {}

    @Override
    public Arbitrary<Session> observations() {
        return Combinators.combine(
                        Arbitraries.of("Diane", "Joe"),
                        Arbitraries.longs().between(-20, 20),
                        Arbitraries.longs().between(0, 15))
                .as((agent, from, length) -> new Session(agent, from, from + length));
    }

    @Override
    public Accumulator<Occupation> accumulator() {
        return new Occupation.Accumulator();
    }

    @Override
    public void add(Accumulator<Occupation> accumulator, Session session) {
        accumulator.merge(Occupation.session(session.agent(), session.from(), session.to()));
    }

    @Override
    public Codec<Occupation> codec() {
        return Occupation.codec();
    }

    @Property
    void isBusyInEveryMomentThatASessionCovers(@ForAll("samples") List<Session> sessions) {
        long busy = 0;
        for (String agent : List.of("Diane", "Joe")) {
            busy += LongStream.range(-20, 40)
                    .filter(t ->
                            sessions.stream().anyMatch(s -> s.agent().equals(agent) && s.from() <= t && t < s.to()))
                    .count();
        }

        assertThat(of(sessions).busy()).isEqualTo(busy);
        assertThat(of(sessions).total())
                .isEqualTo(sessions.stream().mapToLong(s -> s.to() - s.from()).sum());
        assertThat(of(sessions).count()).isEqualTo(sessions.size());
    }

    @Test
    void threeChatsOfWhichTwoRunAtOnceAreTwoAtATime() {
        // DOMAIN.md §1.5: [0, 600], [0, 600], [300, 900] s
        Occupation chats = of(List.of(
                new Session("Diane", 0, 600_000),
                new Session("Diane", 0, 600_000),
                new Session("Diane", 300_000, 900_000)));

        assertThat(Occupation.concurrency(1000).value(chats)).hasValue(2);
        assertThat(Occupation.busyPerSession(1000).value(chats)).hasValue(300);
        assertThat(Occupation.concurrency(1000).detail(chats))
                .hasToString("{sessions=3, keys=1, total=1800.0, busy=900.0}");
        assertThat(Occupation.concurrency(1000).filled(chats)).isEqualTo("1800 / 900");
        assertThat(Occupation.busyPerSession(1000).filled(chats)).isEqualTo("900 / 3");
        assertThat(Occupation.concurrency(1000)
                        .interval(chats, ConfidenceLevel.P95)
                        .low())
                .isEqualTo(1);
        assertThat(Occupation.busyPerSession(1000)
                        .interval(chats, ConfidenceLevel.P95)
                        .low())
                .isZero();
    }

    @Test
    void theIntervalIsOneOfAgents() {
        // Cochran's, as Ratio has it: y = 60, 66, 54, 72, 48 and x = 200, 210, 190, 220, 180 thousand seconds
        Occupation.Accumulator agents = new Occupation.Accumulator();
        long[] busy = {60_000, 66_000, 54_000, 72_000, 48_000};
        long[] contacts = {200, 210, 190, 220, 180};
        for (int i = 0; i < busy.length; i++) {
            long each = busy[i] / contacts[i];
            for (long j = 0; j < contacts[i]; j++) {
                long from = j * each;
                long to = j == contacts[i] - 1 ? busy[i] : from + each;
                agents.merge(Occupation.session("agent " + i, from, to));
            }
        }
        Estimator<Occupation> workload = Occupation.busyPerSession(1);

        assertThat(workload.value(agents.snapshot())).hasValue(300);
        assertThat(workload.interval(agents.snapshot(), ConfidenceLevel.P95).low())
                .isCloseTo(270.55, within(.005));
        assertThat(workload.interval(agents.snapshot(), ConfidenceLevel.P95).high())
                .isCloseTo(329.45, within(.005));
    }

    @Test
    void nobodyIsNoConcurrencyAndASessionOfNoLengthNeitherIs() {
        assertThat(Occupation.concurrency(1).value(Occupation.EMPTY)).isEmpty();
        assertThat(Occupation.concurrency(1).value(Occupation.session("Diane", 5, 5)))
                .isEmpty();
        assertThat(Occupation.busyPerSession(1).value(Occupation.EMPTY)).isEmpty();
        assertThat(Occupation.busyPerSession(1).value(Occupation.session("Diane", 5, 5)))
                .hasValue(0);
        assertThatThrownBy(() -> Occupation.session("Diane", 5, 4)).hasMessageContaining("end of a session must be");
        assertThatThrownBy(() -> Occupation.session("Diane", Long.MIN_VALUE, 0)).hasMessageContaining("2^53");
    }

    @Test
    void whatIsNotThereCannotBeTakenOut() {
        Occupation one = Occupation.session("Diane", 0, 10);

        assertThatThrownBy(() -> one.minus(Occupation.session("Diane", 0, 9)))
                .hasMessageContaining("what is taken out must be part of what was added");
        assertThatThrownBy(() -> one.minus(Occupation.session("Joe", 0, 10)))
                .hasMessageContaining("what is taken out must be part of what was added");
    }

    private static byte[] bytes(long sessions, long... steps) {
        StateWriter out =
                new StateWriter().unsigned(1).text("Diane").unsigned(sessions).unsigned(steps.length / 2);
        for (long step : steps) {
            out.signed(step);
        }
        return out.toBytes();
    }

    @Test
    void bytesOfWhatCannotHaveBeenAreRefused() {
        assertThat(Occupation.codec()
                        .decode(bytes(2, 0, 1, 10, -1, 10, 1, 10, -1))
                        .busy())
                .isEqualTo(20);
        for (byte[] hostile : List.of(
                bytes(1, 0, 1, 10, -1, 10, 1, 10, -1),
                bytes(1, Long.MIN_VALUE, 1, -1, -1, 1, 0),
                bytes(1, Long.MAX_VALUE, 1, 1, -1),
                bytes(1, 0, 1, 0, -1),
                bytes(1, 10, 1, -5, -1),
                bytes(0),
                bytes(1, 1L << 54, 1, 10, -1),
                bytes(Long.MAX_VALUE, 0, 1L << 62, 10, -(1L << 62)))) {
            assertThatThrownBy(() -> Occupation.codec().decode(hostile)).isInstanceOf(MalformedStateException.class);
        }
        assertThatThrownBy(() -> of(List.of(new Session("Diane", 0, 10), new Session("Diane", 20, 30)))
                        .minus(Occupation.session("Diane", 5, 5)))
                .hasMessageContaining("what is taken out must be part of what was added");
    }
}
