package dev.tributary.format;

/**
 * Reads dates and moments as text, in the forms of ISO-8601 that {@link JsonFormat} names, without
 * making objects. The calendar is the Gregorian one for all years 0000 to 9999, without leap
 * seconds. Mutable, to be used again. Not thread-safe.
 */
final class TimestampText {
  private static final int MAX_OFFSET_SECONDS = 18 * 3600;

  private char[] text;
  private int at;
  private int end;
  private long day;
  private long seconds;
  private int nanos;

  /** Whether the text is a date; {@link #day()} then has it. */
  boolean readDate(char[] chars, int start, int length) {
    begin(chars, start, length);
    return date() && at == end;
  }

  /** Whether the text is a moment; {@link #seconds()} and {@link #nanos()} then have it. */
  boolean readMoment(char[] chars, int start, int length) {
    begin(chars, start, length);
    nanos = 0;
    if (!date()) {
      return false;
    }
    seconds = day * 86_400;
    if (at == end) {
      return true;
    }
    return (accept('T') || accept('t') || accept(' ')) && time() && zone() && at == end;
  }

  /** Days since 1970-01-01. */
  long day() {
    return day;
  }

  /** Seconds since 1970-01-01T00:00:00Z, rounded down. */
  long seconds() {
    return seconds;
  }

  /** Nanoseconds within the second, not negative. */
  int nanos() {
    return nanos;
  }

  private void begin(char[] chars, int start, int length) {
    text = chars;
    at = start;
    end = start + length;
  }

  private boolean date() {
    int year = digits(4);
    char separator = accept('/') ? '/' : '-';
    if (year < 0 || separator == '-' && !accept('-')) {
      return false;
    }
    int month = digits(2);
    if (month < 1 || month > 12 || !accept(separator)) {
      return false;
    }
    int dayOfMonth = digits(2);
    if (dayOfMonth < 1 || dayOfMonth > lengthOfMonth(year, month)) {
      return false;
    }
    day = epochDay(year, month, dayOfMonth);
    return true;
  }

  private boolean time() {
    int hour = digits(2);
    if (hour < 0 || hour > 23 || !accept(':')) {
      return false;
    }
    int minute = digits(2);
    if (minute < 0 || minute > 59) {
      return false;
    }
    int second = 0;
    if (accept(':')) {
      second = digits(2);
      if (second < 0 || second > 59 || accept('.') && !fraction()) {
        return false;
      }
    }
    seconds += hour * 3600L + minute * 60L + second;
    return true;
  }

  private boolean fraction() {
    int count = 0;
    int value = 0;
    while (at < end && text[at] >= '0' && text[at] <= '9') {
      if (++count > 9) {
        return false;
      }
      value = value * 10 + (text[at++] - '0');
    }
    if (count == 0) {
      return false;
    }
    nanos = value * (int) ExactNumber.powerOfTen(9 - count);
    return true;
  }

  private boolean zone() {
    if (at == end || accept('Z') || accept('z')) {
      return true;
    }
    boolean west = accept('-');
    if (!west && !accept('+')) {
      return false;
    }
    int hours = digits(2);
    int minutes = 0;
    if (at < end) {
      accept(':');
      minutes = digits(2);
    }
    int offset = hours * 3600 + minutes * 60;
    if (hours < 0 || minutes < 0 || minutes > 59 || offset > MAX_OFFSET_SECONDS) {
      return false;
    }
    seconds += west ? offset : -offset;
    return true;
  }

  /** The value of so many digits; -1 when there are not so many. */
  private int digits(int count) {
    if (end - at < count) {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < count; i++) {
      char c = text[at + i];
      if (c < '0' || c > '9') {
        return -1;
      }
      value = value * 10 + (c - '0');
    }
    at += count;
    return value;
  }

  private boolean accept(char wanted) {
    if (at < end && text[at] == wanted) {
      at++;
      return true;
    }
    return false;
  }

  private static int lengthOfMonth(int year, int month) {
    if (month == 2) {
      return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
    }
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
  }

  /** Counts days in years that begin in March, so that the leap day is the last of its year. */
  private static long epochDay(int year, int month, int dayOfMonth) {
    int marchYear = month > 2 ? year : year - 1;
    int marchMonth = month > 2 ? month - 3 : month + 9;
    int era = Math.floorDiv(marchYear, 400);
    int yearOfEra = marchYear - era * 400;
    int dayOfYear = (153 * marchMonth + 2) / 5 + dayOfMonth - 1;
    int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * 146_097L + dayOfEra - 719_468;
  }
}
