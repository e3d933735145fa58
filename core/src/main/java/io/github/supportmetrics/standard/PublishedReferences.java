package io.github.supportmetrics.standard;

import java.time.LocalDate;
import java.util.Map;

/**
 * What others have published about themselves, to be asked for and never applied by itself. None of it is a target: it is of other
 * customers, other work and another year, and most published numbers are of those who chose to be measured. Look at date and source, and
 * use your own peers where you have some.
 */
public final class PublishedReferences {
    /**
     * First contact resolution of call centres in North America, asked of customers after the call: about 70 % in the middle, 80 % and more in
     * one of twenty. Only for {@code Resolution.fcrBySurvey}; by repeated contacts or by code the same centres have other numbers.
     */
    public static final PeerReference FCR_BY_SURVEY = PeerReference.ofQuantiles(
            "call centres in North America, asked after the call",
            LocalDate.of(2022, 5, 16),
            "SQM Group, press release of 2022-05-16, and its list of industry standards",
            Map.of(.5, .70, .95, .80));

    /** Customer satisfaction of the United States, all sectors, on a scale of 0 to 100: a single number to look at beside one's own index. */
    public static final PeerReference ACSI_NATIONAL = PeerReference.of(
            "ACSI, United States, all sectors",
            LocalDate.of(2024, 3, 31),
            "American Customer Satisfaction Index",
            78.0);

    private PublishedReferences() {}
}
