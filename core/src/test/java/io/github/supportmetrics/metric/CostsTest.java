package io.github.supportmetrics.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.supportmetrics.event.Interaction;
import io.github.supportmetrics.event.Money;
import io.github.supportmetrics.stats.ConfidenceLevel;
import io.github.supportmetrics.stats.Proportion;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.Test;

class CostsTest {
    private static final Currency EUR = Currency.getInstance("EUR");

    private static Money euro(String amount) {
        return Money.of(new BigDecimal(amount), "EUR");
    }

    @Test
    void aTotalSpreadOverContactsAndOverResolutions() {
        // DOMAIN.md §1.6
        assertThat(Costs.each(euro("52000"), 10_000).orElseThrow()).isEqualByComparingTo("5.2");
        assertThat(Costs.each(euro("52000"), 7_200).orElseThrow().doubleValue()).isCloseTo(7.22, within(.005));
        assertThat(Costs.each(euro("52000"), 0)).isEmpty();
        assertThatThrownBy(() -> Costs.each(euro("1"), -1)).hasMessageContaining("units must be");
    }

    @Test
    void itemisedCostsHaveAnInterval() {
        List<Interaction> contacts = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            contacts.add(Interaction.builder("c" + i)
                    .cost(euro(i % 2 == 0 ? "4.20" : "6.20"))
                    .sales(euro(i % 10 == 0 ? "50" : "0"))
                    .resolved(i < 72)
                    .build());
        }

        assertThat(Costs.perContact(EUR).mean().of(contacts).value()).hasValue(5.2);
        assertThat(Costs.perContact(EUR).mean().of(contacts).definition().unit().symbol())
                .isEqualTo("EUR");
        assertThat(Costs.perResolution(EUR).of(contacts).value().orElseThrow()).isCloseTo(520 / 72., within(1e-12));
        assertThat(Costs.perResolution(EUR).of(contacts).detail()).hasToString("{numerator=520.0, denominator=72}");
        assertThat(Costs.perResolution(EUR).of(contacts).interval().low()).isBetween(6., 7.);
        assertThat(Costs.salesPerContact(EUR).mean().of(contacts).value()).hasValue(5);
        assertThat(Costs.CONVERSION.of(contacts).summary()).isEqualTo(new Proportion(10, 100));
        assertThat(Costs.ofSales(EUR).of(contacts).value().orElseThrow()).isCloseTo(1.04, within(1e-12));
    }

    @Test
    void moneyOfAnotherCurrencyIsNeverAdded() {
        List<Interaction> contacts = List.of(
                Interaction.builder("1")
                        .cost(Money.of(BigDecimal.TEN, "USD"))
                        .sales(euro("1"))
                        .resolved(true)
                        .build(),
                Interaction.builder("2")
                        .sales(Money.of(BigDecimal.TEN, "USD"))
                        .cost(euro("2"))
                        .build(),
                Interaction.builder("3").build());

        assertThat(Costs.perContact(EUR).mean().of(contacts).excluded()).hasToString("NO_COST 1, OTHER_CURRENCY 1");
        assertThat(Costs.perResolution(EUR).of(contacts).excluded())
                .hasToString("NO_COST 1, NO_RESOLUTION 1, OTHER_CURRENCY 1");
        assertThat(Costs.salesPerContact(EUR).mean().of(contacts).excluded())
                .hasToString("NO_SALES 1, OTHER_CURRENCY 1");
        assertThat(Costs.ofSales(EUR).of(contacts).value()).isEmpty();
        assertThat(Costs.CONVERSION.of(contacts).n()).isEqualTo(2);
    }

    @Test
    void amountsHaveQuantilesAndClassesToo() {
        List<Interaction> contacts = new ArrayList<>();
        for (int i = 1; i <= 11; i++) {
            contacts.add(Interaction.builder("c" + i).cost(euro(i + ".50")).build());
        }
        contacts.add(Interaction.builder("x").build());
        Amount<Interaction> cost = Costs.perContact(EUR);

        assertThat(cost.quantile(.5).of(contacts).value()).hasValue(6.5);
        assertThat(cost.quantile(.5).of(contacts).definition().unit().symbol()).isEqualTo("EUR");
        assertThat(cost.quantile(.5).of(contacts).excluded()).hasToString("NO_COST 1");
        assertThat(cost.quantile(.9).of(contacts).detail()).containsEntry("max", 11.5);
        assertThat(cost.within(euro("3.50")).of(contacts).summary()).isEqualTo(new Proportion(3, 11));
        assertThat(cost.within(euro("3.50")).signature()).contains("threshold=3.50 EUR");
        assertThat(cost.histogram(euro("2.50"), euro("10"))
                        .of(contacts)
                        .points(ConfidenceLevel.P95)
                        .toString())
                .isEqualTo("[{from=0.0, to=2.5, count=2}, {from=2.5, to=10.0, count=7}, {from=10.0, count=2}]");
        assertThatThrownBy(() -> cost.within(Money.of(BigDecimal.ONE, "USD")))
                .hasMessageContaining("currency must be EUR, got USD");
    }
}
