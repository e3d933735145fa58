package io.github.supportmetrics.metric;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.supportmetrics.event.Interaction;
import io.github.supportmetrics.stats.Durations;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HandlingTest {
    private static Interaction contact(long talk, long hold, long wrapUp) {
        return Interaction.builder("1")
                .talk(ofSeconds(talk))
                .hold(ofSeconds(hold))
                .wrapUp(ofSeconds(wrapUp))
                .build();
    }

    @Test
    void aThousandContactsTakeThreeHundredSecondsEach() {
        List<Interaction> contacts = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            contacts.add(contact(200, 24, 40));
            contacts.add(contact(280, 0, 56));
        }
        Measurement<Durations> aht = Handling.AHT.of(contacts);

        assertThat(aht.value()).hasValue(300);
        assertThat(aht.n()).isEqualTo(1000);
        assertThat(Handling.TALK.mean().of(contacts).value()).hasValue(240);
        assertThat(Handling.HOLD.mean().of(contacts).value()).hasValue(12);
        assertThat(Handling.WRAP_UP.mean().of(contacts).value()).hasValue(48);
    }

    @Test
    void aMissingPartExcludesTheContactAndIsNotZero() {
        Interaction unknown =
                Interaction.builder("1").talk(ofSeconds(5)).hold(ofSeconds(1)).build();
        Measurement<Durations> aht = Handling.AHT.of(List.of(unknown, contact(100, 0, 0)));

        assertThat(aht.value()).hasValue(100);
        assertThat(aht.excluded().count("NO_WRAP_UP")).isEqualTo(1);
        assertThat(Handling.aht(Set.of(Handling.Part.TALK))
                        .mean()
                        .of(List.of(unknown))
                        .value())
                .hasValue(5);
    }

    @Test
    void otherPartsAreAnotherMetric() {
        assertThat(Handling.aht(Set.of(Handling.Part.TALK)).mean().signature()).isNotEqualTo(Handling.AHT.signature());
    }

    @Test
    void thePooledMeanIsNotTheMeanOfMeans() {
        List<Interaction> contacts = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            contacts.add(contact(3600, 0, 0));
        }
        contacts.add(contact(36_000, 0, 0));

        assertThat(Handling.AHT.of(contacts).value().orElseThrow()).isCloseTo(72_000 / 11d, within(1e-9));
    }

    @Test
    void quantilesAndSharesWithinAreReadFromTheSameTimes() {
        List<Interaction> contacts = List.of(contact(1, 0, 0), contact(2, 0, 0), contact(4, 0, 0), contact(9, 0, 0));

        assertThat(Handling.TALK.quantile(0.5).of(contacts).value()).hasValue(3);
        assertThat(Handling.TALK.within(ofSeconds(4)).of(contacts).value()).hasValue(.75);
        assertThat(Handling.TALK.within(ofSeconds(4)).signature())
                .isNotEqualTo(Handling.TALK.within(ofSeconds(5)).signature());
    }
}
