package io.github.supportmetrics.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.supportmetrics.event.Interaction;
import io.github.supportmetrics.metric.Handling;
import io.github.supportmetrics.metric.Unit;
import io.github.supportmetrics.metric.Volume;
import io.github.supportmetrics.standard.Anchors;
import io.github.supportmetrics.standard.Cases;
import io.github.supportmetrics.standard.Compliance;
import io.github.supportmetrics.standard.ErrorBudget;
import io.github.supportmetrics.standard.Evaluation;
import io.github.supportmetrics.standard.Finding;
import io.github.supportmetrics.standard.Perspective;
import io.github.supportmetrics.standard.Realism;
import io.github.supportmetrics.standard.Scorecard;
import io.github.supportmetrics.standard.Standard;
import io.github.supportmetrics.standard.Target;
import io.github.supportmetrics.stats.Proportion;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordingTest {
    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");
    private static final Locale SWEDISH = Locale.forLanguageTag("sv");

    private static Evaluation evaluation(double target, int... goodOfHundred) {
        return Standard.of("Good enough", Cases.GOOD, Target.atLeast(target))
                .source("contract §4")
                .required(1, 12)
                .evaluate(Cases.weeks(goodOfHundred), Cases.after(goodOfHundred.length));
    }

    @Test
    void aManagerReadsEnglish() {
        Evaluation evaluation = evaluation(.85, 84, 87, 85, 88, 90, 86, 89, 91, 87, 90, 88, 92);
        assertThat(Wording.in(Locale.ENGLISH).text(evaluation).lines())
                .containsExactly(
                        "Good enough: Good cases ≥ 85.0 % (contract §4)",
                        "  2026-W13: met, 92.0 % (95 % CI 85.0 … 95.9 %, n = 100). The sample proves it.",
                        "  The target is realistic: 11 of 12 periods met it (66.1 % to 99.6 % in the long run)."
                                + " Demanding, and within reach.",
                        "  - 100.0 % of the differences between periods comes from the small sample of each. Longer"
                                + " periods would show more.",
                        "  - It gets better: 0.400 percentage points a period (95 % CI 0.250 … 1.00, p =" + " 0.0189).",
                        "  - If that goes on, the next period is expected at 91.3 %, 2.44 standard deviations inside"
                                + " the target.",
                        "  - A target that 80.0 % of the periods to come would meet, if nothing changes: at least"
                                + " 85.5 % (10 of 12 so far did).",
                        "  - The best quarter of the periods reached 90.0 % or better.",
                        "  - 11 of the last 12 periods met it; the standard asks for 12 of 12.",
                        "  - If nothing changes, the chance that 12 of 12 periods meet it is 22.8 %.");
    }

    @Test
    void aManagerReadsSwedish() {
        Evaluation evaluation = evaluation(.95, 84, 87, 85, 88, 90, 86, 89, 91, 87, 90, 88, 92);
        assertThat(Wording.in(SWEDISH).text(evaluation).lines().limit(5))
                .containsExactly(
                        "Good enough: Good cases ≥ 95,0 % (contract §4)",
                        "  2026-W13: missat, 92,0 % (95 % KI 85,0 … 95,9 %, n = 100). Underlaget räcker inte som bevis:"
                                + " den sanna nivån kan ligga på endera sidan om målet.",
                        "  Målet är utom räckhåll: 0 av 12 perioder nådde det, och i längden gör högst 22,1 % det.",
                        "  - 100,0 % av skillnaderna mellan perioderna beror på att var och en har få fall. Längre"
                                + " perioder skulle visa mer.",
                        "  - Det blir bättre: 0,400 procentenheter per period (95 % KI 0,250 … 1,00, p ="
                                + " 0,0189).");
    }

    @Test
    void aLanguageWithoutAFileReadsEnglishWhateverTheHostSpeaks() {
        Locale host = Locale.getDefault();
        try {
            Locale.setDefault(SWEDISH);
            for (Locale language : List.of(Locale.ENGLISH, Locale.UK, Locale.FRENCH, Locale.ROOT)) {
                assertThat(Wording.in(language).heading(evaluation(.85, 90).standard()))
                        .isEqualTo("Good enough: Good cases ≥ 85.0 % (contract §4)");
                assertThat(Wording.in(language).text(evaluation(.85, 90).realism()))
                        .startsWith("Whether the target");
            }
            assertThat(Wording.in(Locale.forLanguageTag("sv-FI"))
                            .text(evaluation(.85, 90).realism()))
                    .startsWith("Det går ännu inte");
        } finally {
            Locale.setDefault(host);
        }
    }

    private static Map<String, String> file(String name) {
        Properties properties = new Properties();
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(Wording.class.getResourceAsStream(name), name), StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        Map<String, String> map = new HashMap<>();
        properties.forEach((key, value) -> map.put(key.toString(), value.toString()));
        return map;
    }

    private static Set<String> places(String text) {
        Set<String> places = new TreeSet<>();
        Matcher matcher = PLACE.matcher(text);
        while (matcher.find()) {
            places.add(matcher.group(1));
        }
        return places;
    }

    @Test
    void everyLanguageSaysTheSameThings() {
        Map<String, String> english = file("wording.properties");
        Map<String, String> swedish = new HashMap<>(file("wording_sv.properties"));
        swedish.keySet().removeIf(key -> key.startsWith("unit."));
        assertThat(swedish).containsOnlyKeys(english.keySet());
        english.forEach((key, text) ->
                assertThat(places(swedish.getOrDefault(key, ""))).as(key).isEqualTo(places(text)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"wording.properties", "wording_sv.properties"})
    void everyCodeHasWords(String name) {
        Map<String, String> words = file(name);
        Stream.of(
                        Arrays.stream(Finding.Code.values()).map(code -> "finding." + code),
                        Arrays.stream(Realism.Verdict.values()).map(verdict -> "realism." + verdict),
                        Arrays.stream(Realism.Verdict.values()).map(verdict -> "word." + verdict),
                        Arrays.stream(Compliance.Verdict.values())
                                .filter(verdict -> verdict != Compliance.Verdict.INCONCLUSIVE)
                                .map(verdict -> "compliance." + verdict))
                .flatMap(keys -> keys)
                .forEach(key -> assertThat(words).containsKey(key));
    }

    @Test
    void everyCodeIsFilledIn() {
        Wording english = Wording.in(Locale.ENGLISH);
        assertThat(evaluation(.99, 84, 87, 85, 88, 90, 86, 89, 91, 87, 90, 88, 92)
                        .findings())
                .map(english::text)
                .contains("Even the best routine period gets no further than 95.8 %. The process must change before the"
                        + " target can be met.")
                .allSatisfy(text -> assertThat(text).doesNotContain("{"));
        Finding finding = new Finding(
                Finding.Code.TREND_WORSENING,
                Map.of("p", new Finding.Figure(1e-9, Unit.NUMBER), "slope", new Finding.Figure(-2, Unit.SECONDS)),
                Map.of("low", "a", "high", "b"));
        assertThat(english.text(finding)).isEqualTo("It gets worse: −2.00 s a period (95 % CI a … b, p < 0.0001).");
        Finding forecast = new Finding(
                Finding.Code.FORECAST,
                Map.of(
                        "headroom",
                        new Finding.Figure(-.5, Unit.NUMBER),
                        "forecast",
                        new Finding.Figure(.7, Unit.RATIO)),
                Map.of());
        assertThat(english.text(forecast))
                .isEqualTo("If that goes on, the next period is expected at 70.0 %, 0.500 standard deviations outside"
                        + " the target.");
    }

    @Test
    void whatCannotBeJudgedSaysWhy() {
        Wording english = Wording.in(Locale.ENGLISH);
        Standard standard =
                Standard.of("Good enough", Cases.GOOD, Target.atLeast(.8)).leastN(5);
        assertThat(english.text(standard.evaluate(Cases.GOOD.of(List.of())))).isEqualTo("Nothing to judge: no data.");
        assertThat(english.text(
                        standard.evaluate(Cases.GOOD.of(List.of(new Cases.Case(0, "", "", true, 0)))), "2026-W02"))
                .isEqualTo("2026-W02: nothing to show, fewer than 5 cases.");
        assertThat(english.heading(standard)).isEqualTo("Good enough: Good cases ≥ 80.0 %");
    }

    @Test
    void cardsTrendsAndBudgetsAreWordedToo() {
        Wording swedish = Wording.in(SWEDISH);
        Scorecard card = Scorecard.of(List.of(
                Scorecard.Line.of("Kostnad", Perspective.FINANCE, 2, Anchors.of(30, 10), 18),
                Scorecard.Line.of(
                        Standard.of("Nöjda", Cases.GOOD, Target.atLeast(.8)),
                        Anchors.of(.6, 1),
                        Cases.GOOD.of(List.of()))));
        assertThat(swedish.text(card).lines().map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        " perspektiv vikt värde poäng 95 %",
                        "Kostnad ekonomi 66,7 % 18,0 0,60 0,60 … 0,60",
                        "Nöjda kund 33,3 % data saknas",
                        "totalt 66,7 % ingen poäng");
        Evaluation evaluation = evaluation(.85, 84, 87, 85, 88, 90, 86, 89, 91, 87, 90, 88, 92);
        assertThat(swedish.text(evaluation.trend()))
                .isEqualTo("Good cases: blir bättre, 0,400 procentenheter per period (95 % KI 0,250 procentenheter …"
                        + " 1,00 procentenheter, 12 perioder, p = 0,0189).");
        Wording english = Wording.in(Locale.ENGLISH);
        assertThat(english.text(evaluation(.85, 90).trend())).isEqualTo("Good cases: no evidence of a trend.");
        ErrorBudget budget = new ErrorBudget(.9, new Proportion(183, 220), 1_000);
        assertThat(english.text(budget))
                .isEqualTo(
                        "Of the running period 37.0 % of the 100 allowed misses are used (37), at 22.0 % of the volume: 1.68 times as fast as the target allows. At this rate they are used up after 595 in all.");
        assertThat(english.text(new ErrorBudget(.9, Proportion.EMPTY, 1_000)))
                .isEqualTo(
                        "Of the running period 0.0 % of the 100 allowed misses are used (0), at 0.0 % of the volume.");
        Proportion broken = new Proportion(0, 50);
        ErrorBudget.Alarm slow = ErrorBudget.Alarm.THIRTY_DAYS.get(1);
        assertThat(english.text(budget.read(slow, broken, broken)))
                .isEqualTo("urgent, slow: misses come at 10.0 times the rate the target allows (at least 9.42).");
        assertThat(budget.read(slow, broken, broken))
                .hasToString("FIRING: urgent, slow: burn rate 10.0 (at least 9.42) over 6.00");
        assertThat(english.text(budget.read(slow, Proportion.EMPTY, broken))).isEqualTo("urgent, slow: quiet.");
        assertThat(english.text(new ErrorBudget(.8, broken, 10).read(slow, broken, broken)))
                .isEqualTo("urgent, slow: off, since with this target it could hardly ever fire.");
    }

    @Test
    void whatCountsIsSaidFirst() {
        Wording english = Wording.in(Locale.ENGLISH);
        Standard evidential =
                Standard.of("Good enough", Cases.GOOD, Target.atLeast(.8)).mode(Standard.Mode.EVIDENTIAL);
        assertThat(english.text(evidential.evaluate(Cases.weeks(82).total()), "2026-W02"))
                .isEqualTo(
                        "2026-W02: not proven, 82.0 % (95 % CI 73.3 … 88.3 %, n = 100). The sample does not prove it:"
                                + " the true level may lie on either side of the target.");
        assertThat(english.text(evidential.evaluate(Cases.weeks(95).total()))).startsWith("Met: 95.0 %");
        assertThat(english.text(Standard.of("Fast", Handling.AHT, Target.atMost(300))
                        .evaluate(Handling.AHT.of(List.of(call("1", 60), call("2", 60))))))
                .isEqualTo("Met: 60.0 s (95 % CI 60.0 … 60.0 s, n = 2). Too few or too like cases (n = 2) to prove"
                        + " anything.");
        assertThat(english.text(Standard.of("Work", Volume.VOLUME, Target.atLeast(2))
                        .evaluate(Volume.VOLUME.of(List.of(call("1", 60), call("2", 60))))))
                .isEqualTo("Met: 2 (n = 2).");
    }

    private static Interaction call(String id, long seconds) {
        return Interaction.builder(id)
                .talk(Duration.ofSeconds(seconds))
                .hold(Duration.ZERO)
                .wrapUp(Duration.ZERO)
                .build();
    }

    @Test
    void anOverdrawnBudgetAndAShortTrendAreSaidSo() {
        Wording english = Wording.in(Locale.ENGLISH);
        assertThat(english.text(new ErrorBudget(.9, new Proportion(80, 100), 100)))
                .isEqualTo(
                        "Of the running period 200.0 % of the 10 allowed misses are used (20), at 100.0 % of the volume:"
                                + " the budget is overdrawn.");
        assertThat(english.text(evaluation(.5, 80, 82, 84, 86, 88, 90).trend()))
                .endsWith("only 6 periods, so take it with care.");
    }
}
