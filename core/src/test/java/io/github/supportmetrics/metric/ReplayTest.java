package io.github.supportmetrics.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.supportmetrics.SharedData;
import io.github.supportmetrics.event.Disposition;
import io.github.supportmetrics.event.Interaction;
import io.github.supportmetrics.event.ticket.ActorKind;
import io.github.supportmetrics.event.ticket.Ticket;
import io.github.supportmetrics.event.ticket.TicketEvent;
import io.github.supportmetrics.event.ticket.TicketLog;
import io.github.supportmetrics.event.ticket.TicketStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Real logs, told as a help desk tells them: facts in versions, some more than once, late, and out of order. However they are replayed,
 * the numbers are those of the last versions in one batch.
 */
class ReplayTest {
    private static final int SHARDS = 7;
    private static final int THREADS = 8;

    /** A version of a fact as it is delivered. */
    private record Delivery<E>(String id, long version, Instant at, E fact) {}

    /** A log as it came, and what stands at its end. */
    private record Log<E>(List<Delivery<E>> deliveries, List<E> facts, Instant end) {}

    /** The calls of a bank in February 1999: begun without an end, then ended, and some with a wrong agent at first. */
    private static Log<Interaction> calls() {
        ZoneId zone = ZoneId.of("Asia/Jerusalem");
        Random random = new Random(1999);
        List<Delivery<Interaction>> deliveries = new ArrayList<>();
        List<Interaction> facts = new ArrayList<>();
        Instant end = Instant.EPOCH;
        int row = 0;
        for (Map<String, String> call : SharedData.table("data/anonymous-bank/february1999.csv")) {
            if (call.getOrDefault("outcome", "").equals("PHANTOM")) {
                continue;
            }
            LocalDateTime entry = LocalDateTime.parse(
                    "19" + call.getOrDefault("date", "")
                            + String.format("%8s", call.getOrDefault("vru_entry", ""))
                                    .replace(' ', '0'),
                    DateTimeFormatter.ofPattern("yyyyMMddHH:mm:ss"));
            Instant start = entry.atZone(zone).toInstant();
            String id = "call " + row++;
            boolean handled = call.getOrDefault("outcome", "").equals("AGENT");
            long talk = Long.parseLong(call.getOrDefault("ser_time", ""));
            Interaction.Builder begun = Interaction.builder(id)
                    .customer(
                            call.getOrDefault("customer_id", "").equals("0")
                                    ? null
                                    : call.getOrDefault("customer_id", ""))
                    .topic(call.getOrDefault("type", ""))
                    .startedAt(start)
                    .waiting(Duration.ofSeconds(Math.max(0, Long.parseLong(call.getOrDefault("q_time", "")))));
            deliveries.add(new Delivery<>(id, 1, start, begun.build()));
            Instant over = start.plusSeconds(talk + 60);
            if (random.nextInt(20) == 0) {
                deliveries.add(new Delivery<>(
                        id,
                        2,
                        over,
                        begun.agent("WRONG").talk(Duration.ofSeconds(talk + 5)).build()));
            }
            Interaction last = begun.agent(handled ? call.getOrDefault("server", "") : null)
                    .talk(handled ? Duration.ofSeconds(talk) : null)
                    .disposition(handled ? Disposition.HANDLED : Disposition.ABANDONED)
                    .build();
            deliveries.add(new Delivery<>(id, 3, over.plusSeconds(random.nextInt(3600)), last));
            facts.add(last);
            end = over.isAfter(end) ? over : end;
        }
        deliveries.sort(Comparator.comparing(Delivery::at));
        return new Log<>(deliveries, facts, end.plus(Duration.ofHours(1)));
    }

    /** A help desk's tickets as they stood after each of their events. */
    private static Log<Ticket> tickets() {
        ZoneId zone = ZoneId.of("Europe/Rome");
        List<TicketEvent> events = new ArrayList<>();
        for (Map<String, String> row : SharedData.table("data/italian-helpdesk/finale.csv")) {
            String id = row.getOrDefault("Case ID", "");
            Instant at = LocalDateTime.parse(
                            row.getOrDefault("Complete Timestamp", ""),
                            DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm:ss.SSS"))
                    .atZone(zone)
                    .toInstant();
            TicketEvent.Builder event = switch (row.getOrDefault("Activity", "")) {
                case "Resolve ticket" -> TicketEvent.status(id, at, TicketStatus.SOLVED);
                case "Closed" -> TicketEvent.status(id, at, TicketStatus.CLOSED);
                case "Take in charge ticket" -> TicketEvent.of(id, at, TicketEvent.Type.ASSIGNED);
                default -> TicketEvent.of(id, at, TicketEvent.Type.OTHER);
            };
            events.add(event.by(row.getOrDefault("Resource", ""), ActorKind.HUMAN)
                    .sequence(events.size())
                    .build());
        }
        List<TicketEvent> inOrder = new ArrayList<>(events);
        inOrder.sort(Comparator.comparing(TicketEvent::at).thenComparing(e -> e.sequence()));
        TicketLog log = new TicketLog();
        Map<String, Long> versions = new HashMap<>();
        Map<String, Ticket> last = new LinkedHashMap<>();
        List<Delivery<Ticket>> deliveries = new ArrayList<>();
        for (TicketEvent event : inOrder) {
            log.add(event);
            Ticket ticket = log.ticket(event.ticketId()).orElseThrow();
            last.put(ticket.id(), ticket);
            deliveries.add(new Delivery<>(ticket.id(), versions.merge(ticket.id(), 1L, Long::sum), event.at(), ticket));
        }
        return new Log<>(
                deliveries,
                List.copyOf(last.values()),
                inOrder.get(inOrder.size() - 1).at());
    }

    private static Axis<Interaction, String> agent() {
        return Axis.of("agent", Interaction::agentId);
    }

    private static Metric<Interaction, TimeSeries<Breakdown<String, Sheet>>> agentsDays() {
        Duration window = Duration.ofDays(7);
        return Metric.sheet(
                        Handling.TALK.mean(),
                        Handling.TALK.quantile(.9),
                        Waiting.WAIT.mean(),
                        Waiting.serviceLevel(Duration.ofSeconds(20)).offered(),
                        Resolution.fcrWithin(window),
                        Resolution.contactsPerEpisode(window, Resolution.Matter.CUSTOMER),
                        Resolution.CONTACTS_PER_CUSTOMER)
                .where("not internet help", call -> !"IN".equals(call.topic()))
                .by(agent())
                .over(Periods.daily(ZoneId.of("Asia/Jerusalem")).at("startedAt", Interaction::startedAt));
    }

    private static Metric<Ticket, TimeSeries<Breakdown<String, Sheet>>> agentsMonths() {
        return Metric.sheet(
                        TicketTimes.PICKUP.timing().mean(),
                        TicketTimes.FIRST_RESOLUTION.timing().quantile(.5),
                        TicketTimes.FULL_RESOLUTION.timing().mean(),
                        TicketTimes.CYCLE.timing().within(Duration.ofDays(40)))
                .by(Axis.<Ticket>of("agent", ticket -> ticket.subject().agentId()))
                .over(Periods.monthly(ZoneId.of("Europe/Rome")).at("createdAt", Ticket::createdAt));
    }

    @Test
    void callsOfABank() throws Exception {
        replay(agentsDays(), calls(), Duration.ofDays(40));
    }

    @Test
    void ticketsOfAHelpDesk() throws Exception {
        replay(agentsMonths(), tickets(), Duration.ofDays(2000));
    }

    private static <E, R extends Result<R>> void replay(Metric<E, R> metric, Log<E> log, Duration horizon)
            throws Exception {
        Horizon kept = Horizon.keep(horizon);
        R batch = metric.asOf(log.end()).of(log.facts()).coarse();

        MetricAccumulator<E, R> inOrder = metric.accumulator(kept);
        for (Delivery<E> d : log.deliveries()) {
            inOrder.upsert(d.id(), d.version(), d.fact());
            inOrder.advanceTo(d.at());
        }
        inOrder.advanceTo(log.end());
        assertThat(inOrder.snapshot().coarse()).isEqualTo(batch);

        MetricAccumulator<E, R> wild = metric.accumulator(kept);
        List<Delivery<E>> disordered = disordered(log.deliveries(), 1);
        for (int i = 0; i < disordered.size(); i++) {
            Delivery<E> d = disordered.get(i);
            wild.upsert(d.id(), d.version(), d.fact());
            if (i == disordered.size() / 2) {
                wild.advanceTo(log.deliveries().get(log.deliveries().size() / 2).at());
            }
        }
        wild.advanceTo(log.end());
        assertThat(wild.refused()).isZero();
        assertThat(wild.snapshot().coarse()).isEqualTo(batch);

        assertThat(sharded(metric, disordered(log.deliveries(), 2), kept)
                        .advanceTo(log.end())
                        .snapshot()
                        .coarse())
                .isEqualTo(batch);

        MetricRecorder<E, R> recorder = metric.recorder(kept);
        List<List<Delivery<E>>> parts = dealt(disordered(log.deliveries(), 3), THREADS);
        List<Thread> threads = parts.stream()
                .map(part -> new Thread(() -> part.forEach(d -> recorder.upsert(d.id(), d.version(), d.fact()))))
                .toList();
        threads.forEach(Thread::start);
        while (threads.stream().anyMatch(Thread::isAlive)) {
            recorder.snapshot();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(recorder.advanceTo(log.end()).snapshot().coarse()).isEqualTo(batch);

        MetricRecorder<E, R> plain = metric.recorder(kept);
        List<Thread> adding = dealt(log.facts(), THREADS).stream()
                .map(part -> new Thread(() -> part.forEach(plain::add)))
                .toList();
        adding.forEach(Thread::start);
        for (Thread thread : adding) {
            thread.join();
        }
        assertThat(plain.advanceTo(log.end()).snapshot())
                .isEqualTo(metric.asOf(log.end()).of(log.facts()));
    }

    /** In any order, a third of them twice. */
    private static <D> List<D> disordered(List<D> deliveries, long seed) {
        Random random = new Random(seed);
        List<D> wild = new ArrayList<>(deliveries);
        deliveries.stream().filter(d -> random.nextInt(3) == 0).forEach(wild::add);
        Collections.shuffle(wild, random);
        return wild;
    }

    private static <D> List<List<D>> dealt(List<D> all, int hands) {
        List<List<D>> dealt = new ArrayList<>();
        for (int i = 0; i < hands; i++) {
            dealt.add(new ArrayList<>());
        }
        for (int i = 0; i < all.size(); i++) {
            dealt.get(i % hands).add(all.get(i));
        }
        return dealt;
    }

    private static <E, R extends Result<R>> MetricAccumulator<E, R> sharded(
            Metric<E, R> metric, List<Delivery<E>> deliveries, Horizon kept) {
        List<byte[]> states = new ArrayList<>();
        for (List<Delivery<E>> part : dealt(deliveries, SHARDS)) {
            MetricAccumulator<E, R> shard = metric.accumulator(kept);
            part.forEach(d -> shard.upsert(d.id(), d.version(), d.fact()));
            states.add(shard.encode());
        }
        Collections.shuffle(states, new Random(4));
        MetricAccumulator<E, R> merged = metric.resume(states.get(0), kept);
        states.subList(1, SHARDS).forEach(state -> merged.merge(metric.resume(state, kept)));
        return merged;
    }
}
