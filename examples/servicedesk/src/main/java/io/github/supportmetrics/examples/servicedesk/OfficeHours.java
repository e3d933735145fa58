package io.github.supportmetrics.examples.servicedesk;

import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayCalendar;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import io.github.supportmetrics.time.BusinessCalendar;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.Year;
import java.time.ZoneId;
import java.util.EnumSet;

/** Working hours that know the public holidays, which a library of its own keeps. */
final class OfficeHours {
    private OfficeHours() {}

    /** Monday to Friday from nine to five in Berlin, but for its public holidays. */
    static BusinessCalendar berlin(int firstYear, int lastYear) {
        BusinessCalendar.Builder hours = BusinessCalendar.builder(ZoneId.of("Europe/Berlin"))
                .open(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), LocalTime.of(9, 0), LocalTime.of(17, 0));
        HolidayManager holidays = HolidayManager.getInstance(ManagerParameters.create(HolidayCalendar.GERMANY));
        for (int year = firstYear; year <= lastYear; year++) {
            for (Holiday holiday : holidays.getHolidays(Year.of(year), "be")) {
                hours.closed(holiday.getDate());
            }
        }
        return hours.build();
    }
}
