package io.github.supportmetrics.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FeedbackTest {
    private static final Instant OPENED = Instant.parse("2024-03-01T09:00:00Z");
    private static final Instant CLOSED = OPENED.plus(Duration.ofDays(3));

    private static Feedback complaint(@Nullable String customer, @Nullable String matter) {
        return Feedback.builder("c", Feedback.Kind.COMPLAINT)
                .customer(customer)
                .matter(matter)
                .build();
    }

    private static List<Boolean> repeated(Feedback... feedback) {
        return Feedback.markRepeats(List.of(feedback)).stream()
                .map(Feedback::repeated)
                .toList();
    }

    @Test
    void theBuilderKeepsWhatItIsTold() {
        Feedback feedback = Feedback.builder("c", Feedback.Kind.COMPLAINT)
                .subject(new Subject(null, null, "q", "web", "late"))
                .customer("ann")
                .agent("Joe")
                .categories("tone", "billing")
                .matter("invoice 7")
                .openedAt(OPENED)
                .closedAt(CLOSED)
                .dueAt(CLOSED)
                .upheld(true)
                .attribute("region", "north")
                .build();

        assertThat(feedback.subject()).isEqualTo(new Subject("ann", "Joe", "q", "web", "late"));
        assertThat(feedback.customerId()).isEqualTo("ann");
        assertThat(feedback.categories()).containsExactly("billing", "tone");
        assertThat(feedback.upheld()).isTrue();
        assertThat(feedback.repeated()).isFalse();
        assertThat(feedback.attributes()).isEqualTo(Map.of("region", "north"));
        assertThatThrownBy(() -> Feedback.builder(" ", Feedback.Kind.COMPLAINT).build())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void withoutCategoriesItIsAboutItsTopic() {
        Feedback.Builder about =
                Feedback.builder("c", Feedback.Kind.COMPLAINT).subject(new Subject(null, null, null, null, "late"));

        assertThat(about.build().categories()).containsExactly("late");
        assertThat(about.categories("tone").build().categories()).containsExactly("tone");
        assertThat(complaint("ann", null).categories()).isEmpty();
    }

    @Test
    void oneMatterOfOneCustomerIsOneComplaintHoweverOftenItIsRaised() {
        assertThat(repeated(complaint("ann", "a"), complaint("ann", "a"), complaint("ann", "a")))
                .containsExactly(false, true, true);
    }

    @Test
    void anotherCustomerMatterOrKindIsNoRepeat() {
        Feedback praise = Feedback.builder("p", Feedback.Kind.COMPLIMENT)
                .customer("ann")
                .matter("a")
                .build();

        assertThat(repeated(complaint("ann", "a"), complaint("bob", "a"), complaint("ann", "b"), praise))
                .containsOnly(false);
    }

    @Test
    void whatMayBeTheSameIsNotTakenToBeWhereCustomerOrMatterIsUnknown() {
        assertThat(repeated(complaint(null, "a"), complaint(null, "a"), complaint("ann", null), complaint("ann", null)))
                .containsOnly(false);
    }

    @Test
    void markingTwiceMarksTheSame() {
        List<Feedback> once = Feedback.markRepeats(List.of(complaint("ann", "a"), complaint("ann", "a")));

        assertThat(Feedback.markRepeats(once)).isEqualTo(once);
    }

    @Test
    void atAnInstantWhatWasClosedLaterIsOpenWithoutAFinding() {
        Feedback feedback = Feedback.builder("c", Feedback.Kind.COMPLAINT)
                .openedAt(OPENED)
                .closedAt(CLOSED)
                .dueAt(CLOSED)
                .upheld(true)
                .build();

        assertThat(feedback.asOf(CLOSED)).hasValue(feedback);
        assertThat(feedback.asOf(CLOSED.minusMillis(1))).hasValueSatisfying(open -> {
            assertThat(open.closedAt()).isNull();
            assertThat(open.upheld()).isNull();
            assertThat(open.openedAt()).isEqualTo(OPENED);
            assertThat(open.dueAt()).isEqualTo(CLOSED);
        });
        assertThat(feedback.asOf(OPENED)).isPresent();
        assertThat(feedback.asOf(OPENED.minusMillis(1))).isEmpty();
        assertThat(complaint("ann", "a").asOf(OPENED)).hasValue(complaint("ann", "a"));
    }

    @Test
    void aRecordThatClosesBeforeItOpensSaysSo() {
        Feedback.Builder wrong =
                Feedback.builder("c", Feedback.Kind.COMPLAINT).openedAt(CLOSED).closedAt(OPENED);

        assertThat(wrong.build().closesBeforeItOpens()).isTrue();
        assertThat(wrong.openedAt(OPENED).build().closesBeforeItOpens()).isFalse();
        assertThat(wrong.openedAt(null).build().closesBeforeItOpens()).isFalse();
        assertThat(complaint("ann", "a").closesBeforeItOpens()).isFalse();
    }
}
