package io.github.supportmetrics.examples.jshell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import jdk.jshell.tool.JavaShellToolBuilder;
import org.junit.jupiter.api.Test;

class ShellTest {
    @Test
    void theSampleAnswersInOneLine() throws Exception {
        String shown = run("""
                Satisfaction.csat(Scale.of(1, 5)).topTwo().of(answers)
                show(Handling.AHT.by(AGENT).of(calls))
                Waiting.ABANDONMENT.of(calls).n()
                show(FairComparison.of(Satisfaction.csat(Scale.of(1, 5)).topTwo().by(AGENT).of(answers)))
                Standard.of("Fast", Waiting.ASA, Target.atMost(60)).evaluate(Waiting.ASA.of(calls))
                Wording.in(Locale.ENGLISH).language()
                /exit
                """);
        assertThat(shown).contains("CSAT 79.5 % (95 % CI 74.8 … 83.5 %, n = 327)", "agentId", "Ada", "2528");
        assertThat(shown).contains("AS_EXPECTED", "kinds of work not told apart", "Fast: M", "$6 ==> en");
        assertThat(shown).doesNotContain("Error", "SLF4J");
    }

    private static String run(String script) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        Main.start(
                JavaShellToolBuilder.builder()
                        .in(new ByteArrayInputStream(script.getBytes(StandardCharsets.UTF_8)), null)
                        .out(print, print, print)
                        .err(print),
                List.of());
        return out.toString(StandardCharsets.UTF_8);
    }
}
