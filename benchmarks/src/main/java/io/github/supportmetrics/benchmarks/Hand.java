package io.github.supportmetrics.benchmarks;

/** What one would write by hand for these metrics and nothing else: the floor that the races are measured from. */
public final class Hand {
    private static final int PRECISION = 6;

    final int[] buckets = new int[index(Data.LONGEST) + 1];
    final int[] csat = new int[6];
    final int[] nps = new int[11];
    int fcr;
    int sla;
    long n;
    long sum;
    long squares;
    long min = Long.MAX_VALUE;
    long max;

    Hand() {}

    /** A bucket of a log-linear histogram, 64 to the octave. */
    static int index(long value) {
        int shift = 63 - PRECISION - Long.numberOfLeadingZeros(value | 1 << PRECISION);
        return (shift << PRECISION) + (int) (value >>> shift);
    }

    void addMoments(long[] millis) {
        long s = 0;
        long ss = 0;
        for (long value : millis) {
            s += value;
            ss += value * value;
        }
        sum += s;
        squares += ss;
        n += millis.length;
    }

    void addDurations(long[] millis) {
        int[] counts = buckets;
        long s = 0;
        long ss = 0;
        long least = min;
        long most = max;
        for (long value : millis) {
            counts[index(value)]++;
            s += value;
            ss += value * value;
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        sum += s;
        squares += ss;
        n += millis.length;
        min = least;
        max = most;
    }

    static void addAnswers(int[] answers, int[] counts) {
        for (int answer : answers) {
            counts[answer]++;
        }
    }

    void addAll(long[] millis, int[] csats, int[] npss, boolean[] fcrs, boolean[] slas) {
        int[] counts = buckets;
        int[] csatCounts = csat;
        int[] npsCounts = nps;
        long s = 0;
        long ss = 0;
        long least = min;
        long most = max;
        int resolved = 0;
        int inTime = 0;
        for (int i = 0; i < millis.length; i++) {
            long value = millis[i];
            counts[index(value)]++;
            s += value;
            ss += value * value;
            least = Math.min(least, value);
            most = Math.max(most, value);
            csatCounts[csats[i]]++;
            npsCounts[npss[i]]++;
            resolved += fcrs[i] ? 1 : 0;
            inTime += slas[i] ? 1 : 0;
        }
        sum += s;
        squares += ss;
        n += millis.length;
        min = least;
        max = most;
        fcr += resolved;
        sla += inTime;
    }

    /** One event at a time, into fields, as events arrive in a service. */
    void add(long value, int csatAnswer, int npsAnswer, boolean resolved, boolean inTime) {
        buckets[index(value)]++;
        sum += value;
        squares += value * value;
        min = Math.min(min, value);
        max = Math.max(max, value);
        n++;
        csat[csatAnswer]++;
        nps[npsAnswer]++;
        fcr += resolved ? 1 : 0;
        sla += inTime ? 1 : 0;
    }

    void addAll(Ticket[] tickets) {
        int[] counts = buckets;
        int[] csatCounts = csat;
        int[] npsCounts = nps;
        long s = 0;
        long ss = 0;
        long least = min;
        long most = max;
        int resolved = 0;
        int inTime = 0;
        for (Ticket ticket : tickets) {
            long value = ticket.millis();
            counts[index(value)]++;
            s += value;
            ss += value * value;
            least = Math.min(least, value);
            most = Math.max(most, value);
            csatCounts[ticket.csat()]++;
            npsCounts[ticket.nps()]++;
            resolved += ticket.fcr() ? 1 : 0;
            inTime += ticket.sla() ? 1 : 0;
        }
        sum += s;
        squares += ss;
        n += tickets.length;
        min = least;
        max = most;
        fcr += resolved;
        sla += inTime;
    }
}
