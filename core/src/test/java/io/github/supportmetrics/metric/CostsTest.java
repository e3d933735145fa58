package io.github.supportmetrics.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.supportmetrics.event.Interaction;
import io.github.supportmetrics.event.Money;
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

        assertThat(Costs.perContact(EUR).of(contacts).value()).hasValue(5.2);
        assertThat(Costs.perContact(EUR).of(contacts).definition().unit().symbol())
                .isEqualTo("EUR");
        assertThat(Costs.perResolution(EUR).of(contacts).value().orElseThrow()).isCloseTo(520 / 72., within(1e-12));
        assertThat(Costs.perResolution(EUR).of(contacts).detail()).hasToString("{numerator=520.0, denominator=72}");
        assertThat(Costs.perResolution(EUR).of(contacts).interval().low()).isBetween(6., 7.);
        assertThat(Costs.salesPerContact(EUR).of(contacts).value()).hasValue(5);
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

        assertThat(Costs.perContact(EUR).of(contacts).excluded()).hasToString("NO_COST 1, OTHER_CURRENCY 1");
        assertThat(Costs.perResolution(EUR).of(contacts).excluded())
                .hasToString("NO_COST 1, NO_RESOLUTION 1, OTHER_CURRENCY 1");
        assertThat(Costs.salesPerContact(EUR).of(contacts).excluded()).hasToString("NO_SALES 1, OTHER_CURRENCY 1");
        assertThat(Costs.ofSales(EUR).of(contacts).value()).isEmpty();
        assertThat(Costs.CONVERSION.of(contacts).n()).isEqualTo(2);
    }
}
