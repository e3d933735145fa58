package io.github.supportmetrics.examples.scorecard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wrong use is one clear line and status 2. */
class UsageTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--foo | Unknown option: '--foo'",
                "--metric nosuch | unknown metric 'nosuch'",
                "--metric csat.t3b | the nearest are 'csat.t2b'",
                "--metric aht.within | lacks its parameter threshold",
                "--metric serviceLevel.offered[20x] | '20x' must be a length of time",
                "--metric serviceLevel.offered[20s,5s] | has too many parameters",
                "--metric aht.p90[type12] | must be one of type1 to type9",
                "--metric [] | metric must be like csat.t2b",
                "--zone Mars/X | --zone must be a time zone",
                "--interval foo | unknown interval method 'foo'",
                "--per decade | --per must be day, week, month, quarter or year",
                "--where foo | --where must be like",
                "--confidence 1.5 | --confidence must be between 0 and 1",
                "--confidence x | Invalid value for option '--confidence'",
                "--min-n -1 | --min-n must be at least 0",
                "--format pdf | --format must be text or json",
                "--format html | --format html is not there yet",
                "--compare =x | --compare must be like agentId or segment=basic",
                "--from someday | --from must be an ISO date or date-time",
                "--interactions nofile.csv | file nofile.csv does not exist",
                "--interactions . | file . is a folder",
                "--by nosuch | interactions have no field 'nosuch'",
                "--per month@endedAt2 | have no instant 'endedAt2'",
            })
    void anOptionThatCannotBeIsRefused(String options, String message) {
        Run run = Run.of((Object[]) options.split(" ", -1));
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()
                        .lines()
                        .filter(line -> line.startsWith("scorecard: "))
                        .toList())
                .hasSize(1);
        assertThat(run.err()).contains(message).doesNotContain("\tat ");
        assertThat(run.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "interaction.id=id | no record 'interaction', the nearest are 'interactions'",
                "interactions | unknown map key interactions",
                "interactions.id=idd | no column 'idd' in",
                "interactions.id=#9 | there is no column #9",
                "interactions.id='x | a constant is not closed",
                "interactions.id=a+ | a column name or 'constant' is missing",
                "interactions.wait=a~b&interactions.wait=w | map key interactions.wait stands twice",
                "interactions.disposition=a&interactions.disposition.HANG=ABANDONED | write disposition.ABANDONED=HANG",
                "interactions.disposition=a&interactions.disposition.HUNG=x | 'HUNG' is not a word of disposition",
                "interactions.disposition.ABANDONED=HANG | disposition is not mapped",
                "interactions.wait=w&interactions.wait.format=foo | must be one of HH:mm:ss mm:ss ms s min h d",
                "interactions.wait=w&interactions.wait.foo=bar | wait has no option 'foo'",
                "interactions.startedAt=t&interactions.startedAt.format=QQQQQQ | is no date format",
                "interactions.agentId=a&interactions.agentId.format=yyyy | agentId is no time and no duration",
                "interactions.wait=w&interactions.wait.cuts=1,2 | only attributes and texts can be cut",
                "interactions.band=w&interactions.band.cuts=2,1 | bounds must ascend",
                "interactions.zone=Nowhere | interactions.zone must be a time zone",
                "interactions.charset=klingon | unknown charset 'klingon'",
                "interactions.delimiter=ab | must be one character or tab",
                "interactions.decimal=; | must be . or ,",
                "interactions[x].id=id | only surveys may have several blocks",
                "surveys.file=interactions&surveys.kind='csatt'&surveys.score=w | kind must be one of csat nps",
                "surveys.file=interactions&surveys.kind='csat'&surveys.scale='1-x' | scale must be like 1-5",
            })
    void aMapThatCannotBeIsRefusedBeforeAnyRow(String keys, String message) throws IOException {
        Path file = Files.writeString(folder.resolve("f.csv"), "id,w,t,a\nthis,is,not,readable\n");
        Path map = Files.writeString(folder.resolve("m.properties"), keys.replace('&', '\n') + "\n");
        Run run = Run.of("--interactions", file, "--map", map);
        assertThat(run.status()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).contains(message).hasLineCount(1);
    }

    @Test
    void withoutOptionsTheSampleIsPrinted() {
        Run run = Run.of();
        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("Service level 20 s", "CSAT", "NPS", "Churn", "not counted: ", "95 % interval");
        assertThat(run.out().lines().mapToInt(String::length).max().orElse(0)).isLessThan(180);
    }

    @Test
    void helpAndListSayWhatThereIs() {
        assertThat(Run.of("--help").out()).contains("--interactions", "--as-of", "Exit status");
        assertThat(Run.of("--list").out()).contains("serviceLevel.exclShort[20s,5s]", "churn.hazard", "interactions: ");
    }

    @Test
    void theAnswerCanGoToAFile() throws IOException {
        Path file = folder.resolve("out.json");
        Run run = Run.of("--metric", "nps", "--format", "json", "--out", file);
        assertThat(run.out()).isEmpty();
        assertThat(Run.tree(Files.readString(file)).get("measurements")).hasSize(1);
    }

    @Test
    void everyListedMetricAnswersOnTheSampleOrSaysWhatItNeeds() {
        List<String> answered = new ArrayList<>();
        for (Entry<?, ?> entry : new Catalogue(Set.of()).entries()) {
            Run run = Run.of("--metric", entry.asked(), "--format", "json");
            if (run.status() == 0) {
                assertThat(run.json().get("measurements").get(0).get("metric").asText())
                        .startsWith(entry.id());
                answered.add(entry.id());
            } else {
                assertThat(run.err()).containsAnyOf("needs the field", "needs --", "belong to no one period");
            }
        }
        assertThat(answered).hasSizeGreaterThan(30);
    }
}
