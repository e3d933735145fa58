package io.github.supportmetrics.examples.servicedesk;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.supportmetrics.time.BusinessCalendar;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ServiceDeskTest {
    @Test
    void publicHolidaysAreNoWorkingTime() {
        BusinessCalendar berlin = OfficeHours.berlin(2026, 2027);
        // Labour Day is a Friday; so are Good Friday and Women's Day a holiday, the latter in Berlin alone.
        assertThat(berlin.between(Instant.parse("2026-04-30T13:00:00Z"), Instant.parse("2026-05-04T08:00:00Z")))
                .isEqualTo(Duration.ofHours(3));
        assertThat(berlin.isOpen(Instant.parse("2026-04-03T10:00:00Z"))).isFalse();
        assertThat(berlin.isOpen(Instant.parse("2027-03-08T10:00:00Z"))).isFalse();
        assertThat(berlin.isOpen(Instant.parse("2027-03-09T10:00:00Z"))).isTrue();
    }

    @Test
    void whatWasDueBeforeALongWeekendIsDueAfterIt() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new ServiceDesk().run(new PrintStream(out, true, StandardCharsets.UTF_8));
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .contains(
                        "2026-04-30T16:30  login MESSAGE of CUSTOMER; next: login FIRST_REPLY by 2026-05-04T09:30",
                        "2026-05-04T10:30  printer PENDING; next: invoice FIRST_REPLY by 2026-05-04T13:00",
                        "  login FIRST_REPLY within 1 h: BREACHED after 90 working minutes",
                        "  printer FIRST_REPLY within 4 h: MET after 210 working minutes",
                        "  printer FULL_RESOLUTION within 16 h: PAUSED after 210 working minutes");
    }
}
