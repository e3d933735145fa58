package io.github.supportmetrics.examples.scorecard;

import io.github.supportmetrics.event.AgentActivity;
import io.github.supportmetrics.event.Customer;
import io.github.supportmetrics.event.Feedback;
import io.github.supportmetrics.event.Interaction;
import io.github.supportmetrics.event.Purchase;
import io.github.supportmetrics.event.QualityReview;
import io.github.supportmetrics.event.SurveyResponse;
import io.github.supportmetrics.event.ticket.Ticket;
import io.github.supportmetrics.time.BusinessCalendar;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the files hold, as facts of core. Names to group by stand in each fact's attributes.
 *
 * @param interactions the contacts
 * @param surveys the survey answers
 * @param customers the customers
 * @param purchases the orders
 * @param reviews the checklists
 * @param complaints what was said unasked
 * @param activities how agents spent their time
 * @param tickets the tickets that their events make
 * @param brokenReviews the ids of checklists of which a line could not be read
 * @param inputs the files
 * @param mapped the canonical fields that each record's files feed
 * @param labelled the names to group by that each record has, itself or from a record it belongs to
 * @param zones each record's zone
 * @param currencies each record's currency
 * @param latest the latest instant read
 * @param rejections the rows that could not be read
 * @param calendar working hours, or null
 */
record Facts(
        List<Interaction> interactions,
        List<SurveyResponse> surveys,
        List<Customer> customers,
        List<Purchase> purchases,
        List<QualityReview> reviews,
        List<Feedback> complaints,
        List<AgentActivity> activities,
        List<Ticket> tickets,
        Set<String> brokenReviews,
        List<Input> inputs,
        Map<RecordKind, Set<String>> mapped,
        Map<RecordKind, Set<String>> labelled,
        Map<RecordKind, ZoneId> zones,
        Map<RecordKind, String> currencies,
        @Nullable Instant latest,
        Rejections rejections,
        @Nullable BusinessCalendar calendar) {
    /** What a metric in working time needs beside its fields. */
    static final String CALENDAR = "calendar";

    /**
     * A file and how it was read.
     *
     * @param record the record
     * @param file the file
     * @param rows how many rows it has
     * @param rejected how many of them could not be read
     */
    record Input(RecordKind record, String file, long rows, long rejected) {}

    /** The same with other reviews. */
    Facts with(List<QualityReview> others) {
        return with(surveys, purchases, others);
    }

    /** The same with other survey answers. */
    Facts withSurveys(List<SurveyResponse> others) {
        return with(others, purchases, reviews);
    }

    /** The same with other orders. */
    Facts withPurchases(List<Purchase> others) {
        return with(surveys, others, reviews);
    }

    private Facts with(List<SurveyResponse> newSurveys, List<Purchase> newPurchases, List<QualityReview> newReviews) {
        return new Facts(
                interactions,
                newSurveys,
                customers,
                newPurchases,
                newReviews,
                complaints,
                activities,
                tickets,
                brokenReviews,
                inputs,
                mapped,
                labelled,
                zones,
                currencies,
                latest,
                rejections,
                calendar);
    }

    /** The same with working hours, which then feed all records. */
    Facts in(BusinessCalendar hours) {
        Map<RecordKind, Set<String>> fed = new EnumMap<>(RecordKind.class);
        mapped.forEach((kind, fields) -> {
            Set<String> more = new HashSet<>(fields);
            more.add(CALENDAR);
            fed.put(kind, more);
        });
        return new Facts(
                interactions,
                surveys,
                customers,
                purchases,
                reviews,
                complaints,
                activities,
                tickets,
                brokenReviews,
                inputs,
                fed,
                labelled,
                zones,
                currencies,
                latest,
                rejections,
                hours);
    }

    boolean has(RecordKind kind) {
        return mapped.containsKey(kind);
    }

    boolean feeds(RecordKind kind, String field) {
        return mapped.getOrDefault(kind, Set.of()).contains(field);
    }

    static Map<RecordKind, Set<String>> sets() {
        Map<RecordKind, Set<String>> sets = new EnumMap<>(RecordKind.class);
        for (RecordKind kind : EnumSet.allOf(RecordKind.class)) {
            sets.put(kind, new HashSet<>());
        }
        return sets;
    }
}
