package io.github.supportmetrics.metric;

import io.github.supportmetrics.event.Disposition;
import io.github.supportmetrics.event.Interaction;
import io.github.supportmetrics.stats.Summary;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Which contacts the metrics of contacts count; the others are excluded under the name of their disposition. */
final class Contacts {
    /** Contacts that came in, answered or not; the others were never real: spam, test, deleted, merged and duplicate ones. */
    static final Set<Disposition> REAL =
            Collections.unmodifiableSet(EnumSet.range(Disposition.HANDLED, Disposition.CALLBACK));

    private Contacts() {}

    static <S extends Summary<S>> Rule<Interaction, S> handled(Rule<Interaction, S> rule) {
        return only(EnumSet.of(Disposition.HANDLED), rule);
    }

    static <S extends Summary<S>> Rule<Interaction, S> offered(Rule<Interaction, S> rule) {
        return only(EnumSet.of(Disposition.HANDLED, Disposition.ABANDONED), rule);
    }

    static <S extends Summary<S>> Rule<Interaction, S> only(Set<Disposition> counted, Rule<Interaction, S> rule) {
        List<Disposition> excluded = Arrays.stream(Disposition.values())
                .filter(disposition -> !counted.contains(disposition))
                .toList();
        int[] place = new int[Disposition.values().length];
        for (Disposition disposition : Disposition.values()) {
            place[disposition.ordinal()] = excluded.indexOf(disposition);
        }
        return rule.unless(
                excluded.stream().map(Disposition::name).toList(),
                contact -> place[contact.disposition().ordinal()]);
    }

    static <S extends Summary<S>> Rule<Interaction, S> waited(Rule<Interaction, S> rule) {
        return rule.unless("END_BEFORE_START", Interaction::waitEndsBeforeStart)
                .unless("NO_WAIT", contact -> contact.waitMillis() < 0);
    }
}
