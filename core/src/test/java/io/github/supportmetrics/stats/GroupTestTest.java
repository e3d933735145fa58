package io.github.supportmetrics.stats;

import static io.github.supportmetrics.stats.ConfidenceLevel.P95;
import static io.github.supportmetrics.stats.Figures.assertSame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Figures: {@code chi2_contingency}, {@code chisquare} and {@code f_oneway} of scipy 1.17.1. */
class GroupTestTest {
    private static final List<Proportion> SHARES =
            List.of(new Proportion(170, 200), new Proportion(132, 180), new Proportion(45, 60));
    private static final List<EventRate> RATES =
            List.of(new EventRate(40, 45, 12_000), new EventRate(30, 30, 6_000), new EventRate(20, 12, 5_000));
    private static final List<Ratings> RATINGS =
            List.of(Ratings.of(1, 0, 1, 1, 2, 2), Ratings.of(1, 0, 0, 1, 1, 3), Ratings.of(1, 1, 2, 2, 1, 1));

    private enum Call {
        ANSWERED,
        ABANDONED
    }

    private static <S extends Summary<S>> GroupTest test(Estimator<S> estimator, List<S> samples) {
        return estimator.test(samples).orElseThrow();
    }

    private static void assertTested(GroupTest test, String method, double statistic, double df, double p) {
        assertThat(test.method()).isEqualTo(method);
        assertSame("statistic", test.statistic().orElseThrow(), statistic);
        assertThat(test.degreesOfFreedom()).isEqualTo(df);
        assertSame("p", test.p().orElseThrow(), p);
    }

    private static void assertUndefined(GroupTest test) {
        assertThat(test.statistic()).isEmpty();
        assertThat(test.p()).isEmpty();
    }

    private static void assertExpected(GroupTest test, double... expected) {
        assertThat(test.groups()).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertSame("expected of group " + i, test.groups().get(i).expected(), expected[i]);
        }
    }

    @Test
    void chiSquareOfSharesAgreesWithScipy() {
        GroupTest test = test(Proportion.estimator(), SHARES);

        assertTested(test, "chi-square", 8.357968454649688, 2, 0.015314055267810581);
        assertExpected(test, 157.72727272727272, 141.95454545454547, 47.31818181818182);
        assertThat(test.groups()).extracting(GroupTest.Group::n).containsExactly(200L, 180L, 60L);
        assertThat(test.groups()).extracting(GroupTest.Group::observed).containsExactly(170.0, 132.0, 45.0);
        assertThat(test.within()).isEmpty();
    }

    @Test
    void chiSquareOfTwoSharesIsTheSquareOfZ() {
        GroupTest test = test(Proportion.estimator(), SHARES.subList(0, 2));
        double z = new TwoProportions(SHARES.get(0), SHARES.get(1)).zPooled();

        assertTested(test, "chi-square", z * z, 1, TwoProportions.p(z));
    }

    @Test
    void chiSquareOfRatesAgreesWithScipy() {
        GroupTest test = test(EventRate.estimator(1, 1000), RATES);

        assertTested(test, "chi-square", 4.881034482758622, 2, 0.08711577992038722);
        assertExpected(test, 45.391304347826086, 22.695652173913043, 18.91304347826087);
        assertThat(test.groups()).extracting(GroupTest.Group::n).containsExactly(40L, 30L, 20L);
    }

    @Test
    void ratesOfATallyAreTestedAsAnyRate() {
        Estimator<Tally> rate = Tally.rate(
                EnumSet.of(Call.ABANDONED), EnumSet.allOf(Call.class), t -> t.count(Call.ANSWERED), Map.of());

        GroupTest test = test(rate, List.of(Tally.of(12_000, 45), Tally.of(6_000, 30), Tally.of(5_000, 12)));

        assertTested(test, "chi-square", 4.881034482758622, 2, 0.08711577992038722);
    }

    @Test
    void sharesOfATallyAreTestedAsAnyShare() {
        Estimator<Tally> share = Tally.share(EnumSet.of(Call.ANSWERED), EnumSet.allOf(Call.class), Map.of());

        assertThat(share.test(List.of(Tally.of(170, 30), Tally.of(132, 48), Tally.of(45, 15))))
                .isEqualTo(Proportion.estimator().test(SHARES));
    }

    @Test
    void analysisOfVarianceAgreesWithScipy() {
        GroupTest test = test(Ratings.mean(), RATINGS);

        assertTested(test, "F", 2.6521540916343738, 2, 0.10322216606546977);
        assertThat(test.within()).hasValue(15);
        assertExpected(test, 21.666666666666668, 18.055555555555557, 25.27777777777778);
        assertThat(test.groups()).extracting(GroupTest.Group::observed).containsExactly(23.0, 22.0, 20.0);
    }

    @Test
    void theUnitOfAMeanDoesNotChangeItsTest() {
        List<Moments> moments = RATINGS.stream().map(Ratings::moments).toList();

        GroupTest plain = test(Moments.estimator(1), moments);
        GroupTest thousandths = test(Moments.estimator(1000), moments);

        assertTested(plain, "F", 2.6521540916343738, 2, 0.10322216606546977);
        assertThat(thousandths.statistic()).isEqualTo(plain.statistic());
        assertThat(thousandths.p()).isEqualTo(plain.p());
        assertSame("sum", thousandths.groups().get(0).observed(), 0.023);
        assertSame("expected sum", thousandths.groups().get(0).expected(), 0.021666666666666667);
    }

    @Test
    void fOfTwoMeansIsTheSquareOfStudentsT() {
        List<Moments> two = List.of(RATINGS.get(0).moments(), RATINGS.get(2).moments());
        Difference student = new TwoMeans(two.get(0), two.get(1)).student(P95);

        assertTested(
                test(Moments.estimator(1), two),
                "F",
                Math.pow(student.statistic().orElseThrow(), 2),
                1,
                student.p().orElseThrow());
    }

    @Test
    void groupsWithoutDataChangeNothing() {
        GroupTest test =
                test(Proportion.estimator(), List.of(SHARES.get(0), Proportion.EMPTY, SHARES.get(1), SHARES.get(2)));
        GroupTest rates =
                test(EventRate.estimator(1, 1), List.of(RATES.get(0), RATES.get(1), EventRate.EMPTY, RATES.get(2)));
        GroupTest means =
                test(Ratings.mean(), List.of(Ratings.empty(1, 5), RATINGS.get(0), RATINGS.get(1), RATINGS.get(2)));

        assertTested(test, "chi-square", 8.357968454649688, 2, 0.015314055267810581);
        assertThat(test.groups().get(1)).isEqualTo(new GroupTest.Group(0, 0, 0));
        assertTested(rates, "chi-square", 4.881034482758622, 2, 0.08711577992038722);
        assertTested(means, "F", 2.6521540916343738, 2, 0.10322216606546977);
    }

    @Test
    void eventsWithoutExposureAreLeftOut() {
        GroupTest test = test(
                EventRate.estimator(1, 1), List.of(RATES.get(0), RATES.get(1), RATES.get(2), new EventRate(1, 7, 0)));

        assertTested(test, "chi-square", 4.881034482758622, 2, 0.08711577992038722);
        assertThat(test.groups().get(3)).isEqualTo(new GroupTest.Group(1, 7, 0));
    }

    @Test
    void alikeGroupsAreAsNearAsCanBe() {
        assertTested(test(Proportion.estimator(), List.of(SHARES.get(0), SHARES.get(0))), "chi-square", 0, 1, 1);
    }

    @Test
    void oneGroupOrNoneIsNotTested() {
        assertUndefined(test(Proportion.estimator(), List.of()));
        assertUndefined(test(Proportion.estimator(), List.of(SHARES.get(0), Proportion.EMPTY)));
        assertUndefined(test(EventRate.estimator(1, 1), List.of()));
        assertUndefined(test(EventRate.estimator(1, 1), List.of(RATES.get(0))));
        assertUndefined(test(Ratings.mean(), List.of()));
        assertUndefined(test(Ratings.mean(), List.of(RATINGS.get(0))));
    }

    @Test
    void whatDoesNotVaryIsNotTested() {
        Proportion all = new Proportion(5, 5);
        Proportion none = new Proportion(0, 5);
        EventRate calm = new EventRate(1, 0, 10);

        assertUndefined(test(Proportion.estimator(), List.of(all, all)));
        assertUndefined(test(Proportion.estimator(), List.of(none, none)));
        assertUndefined(test(EventRate.estimator(1, 1), List.of(calm, calm)));
        assertUndefined(test(Ratings.mean(), List.of(Ratings.of(1, 0, 9, 0), Ratings.of(1, 0, 0, 9))));
        assertUndefined(test(Ratings.mean(), List.of(Ratings.of(1, 0, 1, 0), Ratings.of(1, 0, 0, 1))));
    }

    /** scipy 1.17.1, f_oneway of the answers as −1, 0 and 1. */
    @Test
    void netScoresAreTestedAsMeansOfTheirAnswers() {
        GroupTest test = NetScore.estimator(100)
                .test(List.of(new NetScore(1, 2, 3), new NetScore(3, 2, 1)))
                .orElseThrow();
        assertThat(test.method()).isEqualTo("F");
        assertThat(test.statistic().orElseThrow()).isCloseTo(2.0, within(1e-12));
        assertThat(test.p().orElseThrow()).isCloseTo(0.18766987086960307, within(1e-12));
        assertThat(test.groups().get(0).observed()).isCloseTo(200, within(1e-9));
    }
}
