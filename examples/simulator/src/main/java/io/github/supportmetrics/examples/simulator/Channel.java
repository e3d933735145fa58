package io.github.supportmetrics.examples.simulator;

import java.time.ZonedDateTime;
import java.util.Locale;

/** Where contacts come in: its share of all, how long it takes compared with the phone, and when it is busy. */
enum Channel {
    PHONE(0.75, 1.0, 0.05, 4, 1),
    CHAT(0.13, 1.05, 0, 6, 2),
    EMAIL(0.12, 1.5, 0, 0, Double.POSITIVE_INFINITY);

    /** Monday to Sunday, compared with an average weekday. */
    private static final double[] WEEKDAYS = {1.20, 1.05, 1.00, 0.95, 0.80, 0.35, 0.20};
    /** The shares of a day's contacts by hour, which add up to 1. */
    private static final double[] PHONE_HOURS = day(8, 0.10, 0.13, 0.13, 0.11, 0.08, 0.09, 0.11, 0.10, 0.08, 0.07);

    private static final double[] CHAT_HOURS = day(8, 0.08, 0.10, 0.11, 0.11, 0.12, 0.11, 0.10, 0.10, 0.09, 0.08);
    private static final double[] EMAIL_HOURS = day(
            6, 0.02, 0.05, 0.08, 0.08, 0.07, 0.07, 0.06, 0.07, 0.07, 0.07, 0.06, 0.06, 0.05, 0.04, 0.05, 0.05, 0.03,
            0.02);

    final double share;
    /** Handle time compared with the phone. */
    final double length;
    /** Part of the handle time that the customer is on hold. */
    final double onHold;
    /** Seconds from a free agent to the answer. In it some hang up already: the short abandons. */
    final int pickUp;
    /** Patience compared with the phone; who writes an e-mail never gives up. */
    final double patience;

    Channel(double share, double length, double onHold, int pickUp, double patience) {
        this.share = share;
        this.length = length;
        this.onHold = onHold;
        this.pickUp = pickUp;
        this.patience = patience;
    }

    private static double[] day(int first, double... shares) {
        double[] day = new double[24];
        System.arraycopy(shares, 0, day, first, shares.length);
        return day;
    }

    private double[] hours() {
        return switch (this) {
            case PHONE -> PHONE_HOURS;
            case CHAT -> CHAT_HOURS;
            case EMAIL -> EMAIL_HOURS;
        };
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Contacts per second at a time, if {@code perWeekday} come on all channels. */
    double rate(double perWeekday, ZonedDateTime at) {
        return perWeekday * share * WEEKDAYS[at.getDayOfWeek().getValue() - 1] * hours()[at.getHour()] / 3600;
    }

    /** The highest {@link #rate}. */
    double peakRate(double perWeekday) {
        double busiest = 0;
        for (double hour : hours()) {
            busiest = StrictMath.max(busiest, hour);
        }
        return perWeekday * share * WEEKDAYS[0] * busiest / 3600;
    }
}
