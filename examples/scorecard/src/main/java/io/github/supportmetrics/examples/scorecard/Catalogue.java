package io.github.supportmetrics.examples.scorecard;

import io.github.supportmetrics.event.CustomerPeriod;
import io.github.supportmetrics.event.Interaction;
import io.github.supportmetrics.event.Scale;
import io.github.supportmetrics.event.SurveyResponse;
import io.github.supportmetrics.metric.Handling;
import io.github.supportmetrics.metric.Loyalty;
import io.github.supportmetrics.metric.Measurement;
import io.github.supportmetrics.metric.Metric;
import io.github.supportmetrics.metric.Resolution;
import io.github.supportmetrics.metric.Retention;
import io.github.supportmetrics.metric.Satisfaction;
import io.github.supportmetrics.metric.ServiceLevel;
import io.github.supportmetrics.metric.Timing;
import io.github.supportmetrics.metric.Volume;
import io.github.supportmetrics.metric.Waiting;
import io.github.supportmetrics.stats.QuantileDefinition;
import io.github.supportmetrics.stats.Summary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Every metric that can be asked for by id. */
final class Catalogue {
    private static final Pattern QUANTILE = Pattern.compile("(.+)\\.p(\\d{1,2}(?:\\.\\d{1,4})?|100)");
    private static final Scale FIVE = Scale.of(1, 5);
    private static final Scale SEVEN = Scale.of(1, 7);

    private final Map<String, Entry<?, ?>> entries = new LinkedHashMap<>();
    private final Map<String, TimingEntry> timings = new LinkedHashMap<>();

    private record TimingEntry(String topic, List<String> needs, Function<Request, Timing<Interaction>> timing) {}

    Catalogue() {
        contacts();
        surveys();
        customers();
    }

    private void contacts() {
        contact("volume", "Queue", List.of(), r -> Volume.VOLUME);
        contact("answerRate", "Queue", List.of("disposition|answered"), r -> Waiting.ANSWER_RATE);
        contact("abandonment", "Queue", List.of("disposition|answered"), r -> Waiting.ABANDONMENT);
        contact(
                "abandonment.exclShort",
                "Queue",
                List.of("disposition|answered", "wait|abandonedAt"),
                List.of("short"),
                List.of("5s"),
                r -> Waiting.abandonmentWithoutShort(r.length(0)));
        serviceLevel("answered", false, r -> level(r).answered());
        serviceLevel("offered", false, r -> level(r).offered());
        serviceLevel("exclWithin", false, r -> level(r).excludingWithin());
        serviceLevel("creditWithin", false, r -> level(r).creditingWithin());
        serviceLevel("exclShort", true, r -> level(r).excludingShort(r.length(1)));
        serviceLevel("creditShort", true, r -> level(r).creditingShort(r.length(1)));
        timing("asa", "Queue", List.of("wait|answeredAt"), r -> Waiting.SPEED_OF_ANSWER);
        timing("wait", "Queue", List.of("wait|answeredAt"), r -> Waiting.WAIT);
        timing("abandonedAfter", "Queue", List.of("wait|abandonedAt"), r -> Waiting.ABANDONED_AFTER);
        timing("aht", "Handling", List.of("talk|hold|wrapUp"), r -> Handling.aht(parts(r)));
        timing("talk", "Handling", List.of("talk"), r -> Handling.TALK);
        timing("hold", "Handling", List.of("hold"), r -> Handling.HOLD);
        timing("acw", "Handling", List.of("wrapUp"), r -> Handling.WRAP_UP);
        List<String> resolved = List.of("resolved|resolvedAt");
        contact("resolutionRate.answered", "Resolution", resolved, r -> Resolution.OF_ANSWERED);
        contact("resolutionRate.offered", "Resolution", resolved, r -> Resolution.OF_OFFERED);
        contact("fcr.coded", "Resolution", resolved, r -> Resolution.FCR_CODED);
        contact("fcr.gross", "Resolution", resolved, r -> Resolution.FCR_GROSS);
        contact(
                "fcr.net",
                "Resolution",
                List.of("resolved|resolvedAt", "resolvableAtFirstLevel"),
                r -> Resolution.FCR_NET);
        contact("fcr.oneTouch", "Resolution", List.of("resolved|resolvedAt", "replies"), r -> Resolution.ONE_TOUCH);
    }

    private static ServiceLevel level(Request request) {
        return Waiting.serviceLevel(request.length(0));
    }

    private static EnumSet<Handling.Part> parts(Request request) {
        EnumSet<Handling.Part> parts = EnumSet.noneOf(Handling.Part.class);
        if (request.mapped().contains("talk")) {
            parts.add(Handling.Part.TALK);
        }
        if (request.mapped().contains("hold")) {
            parts.add(Handling.Part.HOLD);
        }
        if (request.mapped().contains("wrapUp")) {
            parts.add(Handling.Part.WRAP_UP);
        }
        return parts.isEmpty() ? EnumSet.allOf(Handling.Part.class) : parts;
    }

    private void surveys() {
        csat("csat.t2b", Satisfaction.Csat::topTwo);
        csat("csat.top", Satisfaction.Csat::topBox);
        csat("csat.mean", Satisfaction.Csat::mean);
        csat("csat.net", Satisfaction.Csat::net);
        csat("csat.goodBad", Satisfaction.Csat::goodAmongGoodAndBad);
        csat("csat.rescaled", Satisfaction.Csat::rescaledMean);
        csat("csat.ofMax", Satisfaction.Csat::shareOfMaximum);
        survey("nps", "Loyalty", List.of("kind", "score"), r -> Loyalty.NPS);
        survey("enps", "Loyalty", List.of("kind", "score"), r -> Loyalty.ENPS);
        ces("ces.mean", Satisfaction.Ces::mean);
        ces("ces.easy", Satisfaction.Ces::easy);
        ces("ces.net", Satisfaction.Ces::net);
    }

    private void customers() {
        customer("churn.cohort", r -> Retention.CHURN);
        customer("churn.allOfStart", r -> Retention.CHURN_ALL_OF_START);
        customer("churn.allOfAverage", r -> Retention.CHURN_ALL_OF_AVERAGE);
        customer("churn.allOfStartPlusNew", r -> Retention.CHURN_ALL_OF_START_PLUS_NEW);
        customer("churn.hazard", r -> Retention.CHURN_HAZARD);
        customer("churn.daily", r -> Retention.churnDaily(r.zone()));
        customer("retention.crr", r -> Retention.CRR);
        customer("retention.crrTextbook", r -> Retention.CRR_TEXTBOOK);
    }

    private void add(Entry<?, ?> entry) {
        entries.put(entry.id(), entry);
    }

    private <S extends Summary<S>> void contact(
            String id,
            String topic,
            List<String> needs,
            Function<Request, Metric<Interaction, Measurement<S>>> metric) {
        contact(id, topic, needs, List.of(), List.of(), metric);
    }

    private <S extends Summary<S>> void contact(
            String id,
            String topic,
            List<String> needs,
            List<String> parameters,
            List<String> defaults,
            Function<Request, Metric<Interaction, Measurement<S>>> metric) {
        add(new Entry<>(id, RecordKind.INTERACTIONS, topic, needs, parameters, defaults, metric));
    }

    private <S extends Summary<S>> void serviceLevel(
            String variant, boolean isShort, Function<Request, Metric<Interaction, Measurement<S>>> metric) {
        contact(
                "serviceLevel." + variant,
                "Queue",
                List.of("wait|answeredAt"),
                isShort ? List.of("threshold", "short") : List.of("threshold"),
                isShort ? List.of("20s", "5s") : List.of("20s"),
                metric);
    }

    private void timing(String id, String topic, List<String> needs, Function<Request, Timing<Interaction>> timing) {
        timings.put(id, new TimingEntry(topic, needs, timing));
        contact(id, topic, needs, r -> timing.apply(r).mean());
    }

    private <S extends Summary<S>> void survey(
            String id,
            String topic,
            List<String> needs,
            Function<Request, Metric<SurveyResponse, Measurement<S>>> metric) {
        add(new Entry<>(id, RecordKind.SURVEYS, topic, needs, List.of(), List.of(), metric));
    }

    private <S extends Summary<S>> void csat(
            String id, Function<Satisfaction.Csat, Metric<SurveyResponse, Measurement<S>>> metric) {
        survey(
                id,
                "Satisfaction",
                List.of("kind", "score", "scale"),
                r -> metric.apply(Satisfaction.csat(Objects.requireNonNullElse(r.scale(), FIVE))));
    }

    private <S extends Summary<S>> void ces(
            String id, Function<Satisfaction.Ces, Metric<SurveyResponse, Measurement<S>>> metric) {
        survey(
                id,
                "Effort",
                List.of("kind", "score", "scale"),
                r -> metric.apply(Satisfaction.ces(Objects.requireNonNullElse(r.scale(), SEVEN))));
    }

    private <S extends Summary<S>> void customer(
            String id, Function<Request, Metric<CustomerPeriod, Measurement<S>>> metric) {
        List<String> needs = new ArrayList<>(List.of("churned|endedAt"));
        if (id.equals("churn.hazard")) {
            needs.add("tenureMonths|startedAt");
        }
        if (id.equals("churn.daily")) {
            needs.add("endedAt");
        }
        add(new Entry<>(id, RecordKind.CUSTOMERS, "Customers", needs, List.of(), List.of(), metric));
    }

    List<Entry<?, ?>> entries() {
        return List.copyOf(entries.values());
    }

    /** The entry that a request asks for, and the request with all parameters. */
    record Found(Entry<?, ?> entry, Request request) {}

    Found find(Request request) {
        Entry<?, ?> entry = entries.get(request.id());
        if (entry == null) {
            entry = variant(request);
        }
        if (entry.kind() == RecordKind.SURVEYS) {
            return new Found(entry, scaled(request));
        }
        int given = request.parameters().size();
        if (given > entry.parameters().size()) {
            throw new UsageException("metric " + request.text() + " has too many parameters; it takes "
                    + (entry.parameters().isEmpty() ? "none" : entry.parameters()));
        }
        List<String> parameters = new ArrayList<>(request.parameters());
        for (int i = given; i < entry.parameters().size(); i++) {
            if (i >= entry.defaults().size()) {
                throw new UsageException("metric " + request.text() + " lacks its parameter "
                        + entry.parameters().get(i) + ", like " + entry.id() + "[20s]");
            }
            parameters.add(entry.defaults().get(i));
        }
        Request whole = request.with(parameters);
        // Made once to see that the parameters can be read.
        entry.metric().apply(whole).empty();
        return new Found(entry, whole);
    }

    private static Request scaled(Request request) {
        if (request.parameters().isEmpty()) {
            return request;
        }
        try {
            return request.on(Scale.parse(String.join(",", request.parameters())));
        } catch (IllegalArgumentException e) {
            throw new UsageException("metric " + request.text() + ": " + e.getMessage());
        }
    }

    /** A quantile, or the share within a threshold, of a length of time. */
    private Entry<Interaction, ?> variant(Request request) {
        Matcher quantile = QUANTILE.matcher(request.id());
        if (quantile.matches() && timings.containsKey(quantile.group(1))) {
            TimingEntry timing = Objects.requireNonNull(timings.get(quantile.group(1)));
            double q = Double.parseDouble(quantile.group(2)) / 100;
            return new Entry<>(
                    request.id(),
                    RecordKind.INTERACTIONS,
                    timing.topic(),
                    timing.needs(),
                    List.of("definition"),
                    List.of("type7"),
                    r -> timing.timing().apply(r).quantile(q, definition(r)));
        }
        String within = ".within";
        String base = request.id().endsWith(within)
                ? request.id().substring(0, request.id().length() - within.length())
                : "";
        if (timings.containsKey(base)) {
            TimingEntry timing = Objects.requireNonNull(timings.get(base));
            return new Entry<>(
                    request.id(),
                    RecordKind.INTERACTIONS,
                    timing.topic(),
                    timing.needs(),
                    List.of("threshold"),
                    List.of(),
                    r -> timing.timing().apply(r).within(r.length(0)));
        }
        throw new UsageException("unknown metric '" + request.text() + "'; the nearest are "
                + Nearest.to(request.id(), entries.keySet()) + "; --list shows all");
    }

    private static QuantileDefinition definition(Request request) {
        String name = request.parameters().get(0);
        return Arrays.stream(QuantileDefinition.values())
                .filter(type -> type.toString().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new UsageException(
                        "metric " + request.text() + ": '" + name + "' must be one of type1 to type9"));
    }
}
