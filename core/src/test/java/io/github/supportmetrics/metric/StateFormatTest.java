package io.github.supportmetrics.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.supportmetrics.codec.MalformedStateException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes that were written before are read, to the same bytes; bytes that a fuzzer found are harmless. */
class StateFormatTest {
    private static final Horizon HORIZON = Horizon.keep(Duration.ofHours(4));

    private static List<String> lines(String resource) {
        try (InputStream in = StateFormatTest.class.getResourceAsStream(resource);
                BufferedReader reader =
                        new BufferedReader(new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void inputsThatCoverTheDecoderAreRefusedOrComeBack() {
        List<String> inputs = lines("fuzzed-states.txt");
        assertThat(inputs.size()).isGreaterThan(300);
        for (String input : inputs) {
            assertThatCode(() ->
                            StateFuzzer.fuzzerTestOneInput(Base64.getDecoder().decode(input)))
                    .as(input)
                    .doesNotThrowAnyException();
        }
    }

    static List<String> golden() {
        return lines("golden-states.txt");
    }

    /** A line names a metric of the fuzzer, how many events, how they came, and the bytes of format 1. */
    @ParameterizedTest
    @MethodSource("golden")
    void bytesOfFormatOneAreStillReadAndWritten(String line) {
        String[] parts = line.split(" ", -1);
        assertSame(
                StateFuzzer.METRICS.get(Integer.parseInt(parts[0])),
                Integer.parseInt(parts[1]),
                parts[2],
                Base64.getDecoder().decode(parts[3]));
    }

    private static <R extends Result<R>> void assertSame(
            Metric<StateFuzzer.Event, R> metric, int events, String kind, byte[] golden) {
        MetricAccumulator<StateFuzzer.Event, R> live = live(metric, events, kind);
        if (kind.equals("result")) {
            assertThat(metric.encode(live.snapshot())).isEqualTo(golden);
            assertThat(metric.decode(golden)).isEqualTo(live.snapshot());
            assertThatThrownBy(() -> metric.resume(golden, HORIZON))
                    .isInstanceOf(MalformedStateException.class)
                    .hasMessageContaining("does not begin with SMA1");
        } else {
            assertThat(live.encode()).isEqualTo(golden);
            assertThat(metric.resume(golden, HORIZON).snapshot()).isEqualTo(live.snapshot());
            assertThatThrownBy(() -> metric.decode(golden))
                    .isInstanceOf(MalformedStateException.class)
                    .hasMessageContaining("does not begin with SMR1");
        }
    }

    private static <R extends Result<R>> MetricAccumulator<StateFuzzer.Event, R> live(
            Metric<StateFuzzer.Event, R> metric, int events, String kind) {
        MetricAccumulator<StateFuzzer.Event, R> live = metric.accumulator(HORIZON);
        for (int i = 0; i < events; i++) {
            if (kind.equals("facts")) {
                live.upsert("f" + i % 6, i, StateFuzzer.Event.of(i));
            } else {
                live.add(StateFuzzer.Event.of(i));
            }
            if (kind.equals("advanced")) {
                live.advanceTo(StateFuzzer.Event.of(i).at());
            }
        }
        return live;
    }

    @Test
    void aStateOfAnotherMetricIsNamed() {
        byte[] state = StateFuzzer.METRICS.get(0).accumulator().encode();
        assertThatThrownBy(() -> StateFuzzer.METRICS.get(1).resume(state, HORIZON))
                .isInstanceOf(MalformedStateException.class)
                .hasMessageContaining("is of another definition than {lifetime");
    }

    /**
     * Prints the lines of a new format, to be kept beside those of the old ones.
     *
     * @param args none
     */
    @SuppressWarnings("SystemOut")
    public static void main(String[] args) {
        for (int which = 0; which < StateFuzzer.METRICS.size(); which++) {
            for (String kind : List.of("result", "plain", "advanced", "facts")) {
                int events = kind.equals("advanced") ? 23 : 9;
                System.out.println(which + " " + events + " " + kind + " " + bytes(which, events, kind));
            }
        }
    }

    private static String bytes(int which, int events, String kind) {
        return bytes(StateFuzzer.METRICS.get(which), events, kind);
    }

    private static <R extends Result<R>> String bytes(Metric<StateFuzzer.Event, R> metric, int events, String kind) {
        MetricAccumulator<StateFuzzer.Event, R> live = live(metric, events, kind);
        return Base64.getEncoder()
                .encodeToString(kind.equals("result") ? metric.encode(live.snapshot()) : live.encode());
    }
}
