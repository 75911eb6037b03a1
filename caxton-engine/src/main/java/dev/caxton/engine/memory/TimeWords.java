package dev.caxton.engine.memory;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * The time that a query names: a year, a month of a year, a day, in words or as ISO 8601; English, UTC.
 *
 * @param from first millisecond
 * @param to first millisecond after it
 */
record TimeWords(long from, long to) {

    private static final List<String> MONTHS = List.of(
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december");
    private static final int EARLIEST_YEAR = 1900;
    private static final int LATEST_YEAR = 2100;

    /** The first time with a year in it; "May" alone may be a name or a verb. */
    static Optional<TimeWords> of(String query) {
        List<String> words = Words.unstemmed(query);
        for (int i = 0; i < words.size(); i++) {
            int year = number(words.get(i), EARLIEST_YEAR, LATEST_YEAR);
            if (year > 0) {
                return Optional.of(around(words, i, year));
            }
        }
        return Optional.empty();
    }

    private static TimeWords around(List<String> words, int at, int year) {
        int before = month(words, at - 1);
        if (before > 0) { // 8 May 2023, May 2023
            return of(year, before, number(words, at - 2));
        }
        int twoBefore = month(words, at - 2);
        if (twoBefore > 0) { // May 8, 2023
            return of(year, twoBefore, number(words, at - 1));
        }
        int following = at + 1 < words.size() ? number(words.get(at + 1), 1, 12) : 0;
        if (following > 0) { // 2023-05-08
            return of(year, following, number(words, at + 2));
        }
        return between(LocalDate.of(year, 1, 1), LocalDate.of(year + 1, 1, 1));
    }

    private static TimeWords of(int year, int month, int day) {
        if (day > 0) {
            try {
                LocalDate date = LocalDate.of(year, month, day);
                return between(date, date.plusDays(1));
            } catch (DateTimeException e) {
                // No such day: the month is meant, or at least the best guess.
                return of(year, month, 0);
            }
        }
        YearMonth whole = YearMonth.of(year, month);
        return between(whole.atDay(1), whole.plusMonths(1).atDay(1));
    }

    private static TimeWords between(LocalDate from, LocalDate to) {
        return new TimeWords(
                from.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli(),
                to.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli());
    }

    private static int month(List<String> words, int at) {
        return at < 0 ? 0 : MONTHS.indexOf(words.get(at)) + 1;
    }

    private static int number(List<String> words, int at) {
        return at < 0 || at >= words.size() ? 0 : number(words.get(at).replaceFirst("(st|nd|rd|th)$", ""), 1, 31);
    }

    private static int number(String word, int least, int most) {
        if (word.isEmpty() || word.length() > 4 || !word.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return 0;
        }
        int number = Integer.parseInt(word);
        return number >= least && number <= most ? number : 0;
    }

    boolean contains(long moment) {
        return moment >= from && moment < to;
    }
}
