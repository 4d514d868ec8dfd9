package dev.tributary.format;

import java.math.BigDecimal;

/**
 * A JSON number as {@code unscaled × 10^-scale} with a long for its digits, and whole numbers of
 * some unit out of it, never rounded. Mutable, to be used again. Not thread-safe.
 */
final class ExactNumber {
  private static final int SAFE_DIGITS = 18;
  private static final long[] POWERS = new long[SAFE_DIGITS + 1];

  static {
    POWERS[0] = 1;
    for (int i = 1; i < POWERS.length; i++) {
      POWERS[i] = POWERS[i - 1] * 10;
    }
  }

  /** Whether a number could be taken as it is. */
  enum Fit {
    EXACT,
    /** It has digits below the unit. */
    TOO_FINE,
    /** Its digits are more than a long holds. */
    TOO_LARGE
  }

  private long unscaled;
  private long scale;
  private long result;

  /** Ten to the power of 0 to 18. */
  static long powerOfTen(int exponent) {
    return POWERS[exponent];
  }

  void set(long whole) {
    unscaled = whole;
    scale = 0;
  }

  /** Reads a JSON number literal. */
  Fit read(char[] text, int start, int length) {
    long digits = 0;
    int count = 0;
    int behindPoint = -1;
    boolean negative = text[start] == '-';
    for (int i = negative ? start + 1 : start; i < start + length; i++) {
      char c = text[i];
      if (c == '.') {
        behindPoint = count;
      } else if (c < '0' || c > '9' || count == SAFE_DIGITS) {
        return readSlowly(text, start, length);
      } else {
        digits = digits * 10 + (c - '0');
        count++;
      }
    }
    unscaled = negative ? -digits : digits;
    scale = behindPoint < 0 ? 0 : count - behindPoint;
    return Fit.EXACT;
  }

  /** The whole part without its sign; {@link Long#MAX_VALUE} when it is more than that. */
  long magnitude() {
    if (scale > SAFE_DIGITS) {
      return 0;
    }
    if (scale >= 0) {
      long whole = unscaled / POWERS[(int) scale];
      return whole == Long.MIN_VALUE ? Long.MAX_VALUE : Math.abs(whole);
    }
    return toScale(0) == Fit.EXACT && result != Long.MIN_VALUE ? Math.abs(result) : Long.MAX_VALUE;
  }

  /** Counts the number in units of {@code 10^-digits}; {@link #result()} has the count. */
  Fit toScale(int digits) {
    long shift = digits - scale;
    if (unscaled == 0 || shift == 0) {
      result = unscaled;
      return Fit.EXACT;
    }
    if (shift > 0) {
      if (shift > SAFE_DIGITS) {
        return Fit.TOO_LARGE;
      }
      long limit = Long.MAX_VALUE / POWERS[(int) shift];
      if (unscaled > limit || unscaled < -limit) {
        return Fit.TOO_LARGE;
      }
      result = unscaled * POWERS[(int) shift];
      return Fit.EXACT;
    }
    if (-shift > SAFE_DIGITS || unscaled % POWERS[(int) -shift] != 0) {
      return Fit.TOO_FINE;
    }
    result = unscaled / POWERS[(int) -shift];
    return Fit.EXACT;
  }

  /** What {@link #toScale} counted when its answer was {@link Fit#EXACT}. */
  long result() {
    return result;
  }

  /** With an exponent, or with many digits. */
  private Fit readSlowly(char[] text, int start, int length) {
    BigDecimal number;
    try {
      number = new BigDecimal(text, start, length).stripTrailingZeros();
    } catch (NumberFormatException | ArithmeticException e) {
      return Fit.TOO_LARGE; // an exponent beyond two thousand millions
    }
    if (number.unscaledValue().bitLength() > 63) {
      return number.scale() > 0 ? Fit.TOO_FINE : Fit.TOO_LARGE;
    }
    unscaled = number.unscaledValue().longValue();
    scale = number.scale();
    return Fit.EXACT;
  }
}
