package io.github.supportmetrics.examples.scorecard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong in a file is said with its line, costs its row and no other, and never shows a stack trace. */
class BrokenFilesTest {
    private static final String MAP = """
            interactions.id=id
            interactions.wait=w
            interactions.startedAt=t
            interactions.answered=a
            interactions.zone=UTC
            """;
    private static final String HEAD = "id,w,t,a\n";
    private static final String GOOD = "1,10,2021-01-01T10:00:00,Y\n";

    @TempDir
    Path folder;

    private Path map;

    @BeforeEach
    void writeMap() throws IOException {
        map = Files.writeString(folder.resolve("m.properties"), MAP);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2,-5,2021-01-01T10:00:00,Y | wait must be at least 0, got '-5'",
                "2,abc,2021-01-01T10:00:00,Y | wait must be a duration like 90, 1:30:00 or PT90S, got 'abc'",
                "2,NaN,2021-01-01T10:00:00,Y | wait must be a duration like 90, 1:30:00 or PT90S, got 'NaN'",
                "2,1e400,2021-01-01T10:00:00,Y | wait must be a duration like 90, 1:30:00 or PT90S, got '1e400'",
                "2,99999999999999999,2021-01-01T10:00:00,Y | wait must be at most 2^53 ms, got '99999999999999999'",
                "2,10,2021-02-30T10:00:00,Y | startedAt must be an ISO date or date-time, got '2021-02-30T10:00:00'",
                "2,10,yesterday,Y | startedAt must be an ISO date or date-time, got 'yesterday'",
                "2,10,2021-01-01T10:00:00,maybe | answered must be true/false, yes/no, y/n or 1/0, got 'maybe'",
                "2,10 | has 2 values, the header has 4",
                "2,10,2021-01-01T10:00:00,Y,extra | has 5 values, the header has 4",
                "1,10,2021-01-01T10:00:00,Y | id '1' stands on line 2 already",
                "2,\"10,2021-01-01T10:00:00,Y | a quoted value is never closed",
            })
    void aBadRowIsRejectedAloneWithItsReason(String row, String reason) throws IOException {
        Run run = run(HEAD + GOOD + row + "\n3,20,2021-01-01T11:00:00,N\n4,30,2021-01-01T12:00:00,Y\n");
        assertThat(run.status()).isZero();
        JsonNode rejected = run.json().get("rejected");
        assertThat(rejected).hasSize(1);
        assertThat(rejected.get(0).get("line").asLong()).isEqualTo(3);
        assertThat(rejected.get(0).get("reason").asText()).isEqualTo(reason);
        assertThat(run.err()).contains("line 3 (interactions): " + reason).doesNotContain("\tat ");
        JsonNode input = run.json().get("inputs").get(0);
        assertThat(input.get("rows").asLong()).isEqualTo(4);
        assertThat(input.get("rejected").asLong()).isEqualTo(1);
        JsonNode asa = run.json().get("measurements").get(0);
        assertThat(asa.get("n").asLong()).isEqualTo(2);
        assertThat(asa.get("excluded").get("ABANDONED").asLong()).isEqualTo(1);
    }

    @Test
    void everyRowIsCountedExcludedOrRejected() throws IOException {
        Run run = run(HEAD + GOOD + "2,,2021-01-01T10:00:00,Y\n3,5,2021-01-01T10:00:00,N\n4,x,2021-01-01T10:00:00,Y\n");
        JsonNode asa = run.json().get("measurements").get(0);
        assertThat(asa.get("n").asLong()).isEqualTo(1);
        assertThat(asa.get("excluded").get("NO_WAIT").asLong()).isEqualTo(1);
        assertThat(asa.get("excluded").get("ABANDONED").asLong()).isEqualTo(1);
        assertThat(run.json().get("rejected")).hasSize(1);
    }

    @Test
    void anEndlessLineCostsOneRowAndLittleMemory() throws IOException {
        Path file = folder.resolve("long.csv");
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write((HEAD + GOOD).getBytes(StandardCharsets.UTF_8));
            byte[] chunk = "x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 50; i++) {
                out.write(chunk);
            }
            out.write("\n2,20,2021-01-01T10:00:00,Y\n".getBytes(StandardCharsets.UTF_8));
        }
        Run run = Run.of("--interactions", file, "--map", map, "--metric", "asa", "--format", "json");
        assertThat(run.status()).isZero();
        assertThat(run.err()).contains("line 3 (interactions): the line is longer than 1 MiB");
        assertThat(run.json().get("measurements").get(0).get("n").asLong()).isEqualTo(2);
    }

    @Test
    void bytesOfAnotherEncodingCostTheirRow() throws IOException {
        Path file = folder.resolve("latin.csv");
        Files.write(file, (HEAD + GOOD + "Müller,20,2021-01-01T10:00:00,Y\n").getBytes(StandardCharsets.ISO_8859_1));
        Run run = Run.of("--interactions", file, "--map", map, "--metric", "asa");
        assertThat(run.err()).contains("line 3 (interactions): bytes that are not UTF-8");
        Files.writeString(map, MAP + "interactions.charset=ISO-8859-1\n");
        assertThat(Run.of("--interactions", file, "--map", map, "--metric", "asa")
                        .err())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"UTF-8", "UTF-16", "UTF-16LE", "windows-1252"})
    void anyCharsetCanBeNamed(String charset) throws IOException {
        Path file = folder.resolve("c.csv");
        Files.write(file, (HEAD + GOOD + "Müller,20,2021-01-01T10:00:00,Y\n").getBytes(Charset.forName(charset)));
        Files.writeString(map, MAP + "interactions.charset=" + charset + "\n");
        Run run = Run.of("--interactions", file, "--map", map, "--metric", "asa", "--by", "id", "--format", "json");
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("Müller");
    }

    @Test
    void aByteOrderMarkAndAnyLineEndAreRead() throws IOException {
        for (String end : List.of("\n", "\r\n", "\r")) {
            Run run = run("\uFEFF" + (HEAD + GOOD + "2,20,2021-01-01T10:00:00,Y").replace("\n", end));
            assertThat(run.err()).isEmpty();
            assertThat(run.json().get("measurements").get(0).get("n").asLong()).isEqualTo(2);
        }
    }

    @Test
    void quotedLineBreaksBelongToTheirValue() throws IOException {
        Run run = run("id,w,t,a\n\"1\n\"\"x\"\",y\",10,2021-01-01T10:00:00,Y\n2,x,2021-01-01T10:00:00,Y\n");
        assertThat(run.json().get("measurements").get(0).get("n").asLong()).isEqualTo(1);
        assertThat(run.json().get("rejected").get(0).get("line").asLong()).isEqualTo(4);
    }

    @Test
    void anEmptyFileHasNoHeader() throws IOException {
        Run run = run("");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("is empty: it has no header row").hasLineCount(1);
    }

    @Test
    void aHeaderAloneHasNoData() throws IOException {
        Run run = run(HEAD);
        assertThat(run.status()).isZero();
        assertThat(run.err()).contains("has no rows");
        JsonNode asa = run.json().get("measurements").get(0);
        assertThat(asa.get("state").asText()).isEqualTo("NO_DATA");
        assertThat(asa.has("value")).isFalse();
        assertThat(asa.has("low")).isFalse();
    }

    @Test
    void aDoubledColumnMustBeNamedByItsNumber() throws IOException {
        Run run = run("id,w,t,a,w\n1,10,2021-01-01T10:00:00,Y,7\n");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err())
                .contains("column 'w' stands twice")
                .contains("write #2 or #5")
                .hasLineCount(1);
        Files.writeString(map, MAP.replace("wait=w", "wait=#5"));
        assertThat(run("id,w,t,a,w\n1,10,2021-01-01T10:00:00,Y,7\n")
                        .json()
                        .get("measurements")
                        .get(0)
                        .get("value")
                        .asDouble())
                .isEqualTo(7);
    }

    @Test
    void strictStopsAtTheFirstBadRow() throws IOException {
        Path file = Files.writeString(folder.resolve("f.csv"), HEAD + GOOD + "2,x,2021-01-01T10:00:00,Y\n");
        Run run = Run.of("--interactions", file, "--map", map, "--strict");
        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err()).hasLineCount(1);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void onlyTwentyRejectedRowsAreShownAndAThousandKept() throws IOException {
        StringBuilder rows = new StringBuilder(HEAD + GOOD);
        for (int i = 2; i < 1502; i++) {
            rows.append(i).append(",x,2021-01-01T10:00:00,Y\n");
        }
        Run run = run(rows.toString());
        assertThat(run.err().lines().count()).isEqualTo(21);
        assertThat(run.err()).contains("1500 rows in all");
        assertThat(run.json().get("rejected")).hasSize(1000);
        assertThat(run.json().get("inputs").get(0).get("rejected").asLong()).isEqualTo(1500);
    }

    @Test
    void aHigherVersionReplacesALowerOne() throws IOException {
        Files.writeString(map, MAP + "interactions.version=v\n");
        List<String> rows = new ArrayList<>(List.of(
                "7,10,2021-01-01T10:00:00,Y,1", "7,30,2021-01-01T10:00:00,Y,3", "7,20,2021-01-01T10:00:00,Y,2"));
        Run run = run("id,w,t,a,v\n" + String.join("\n", rows) + "\n");
        JsonNode asa = run.json().get("measurements").get(0);
        assertThat(asa.get("value").asDouble()).isEqualTo(30);
        assertThat(asa.get("excluded").get("DUPLICATE").asLong()).isEqualTo(2);
    }

    private Run run(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("f.csv"), content);
        return Run.of("--interactions", file, "--map", map, "--metric", "asa", "--format", "json");
    }
}
