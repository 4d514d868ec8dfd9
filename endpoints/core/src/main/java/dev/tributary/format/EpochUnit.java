package dev.tributary.format;

/** What a number in a timestamp column counts since 1970-01-01T00:00:00Z. */
public enum EpochUnit {
  /**
   * Told by magnitude, each value for itself: below 10<sup>11</sup> seconds, below 10<sup>14</sup>
   * milliseconds, below 10<sup>17</sup> microseconds, else nanoseconds; the sign does not matter.
   * Right for moments between March 1973 and November 5138; moments nearer to 1970 need the unit
   * itself.
   */
  AUTO(0),
  /** Seconds. */
  S(0),
  /** Milliseconds. */
  MS(3),
  /** Microseconds. */
  US(6),
  /** Nanoseconds. */
  NS(9);

  private final int digits;

  EpochUnit(int digits) {
    this.digits = digits;
  }

  /** How many decimal digits of a second one unit leaves to its fraction. */
  int digits() {
    return digits;
  }

  /** The unit of a value whose whole part, without sign, is this. */
  EpochUnit of(long magnitude) {
    if (this != AUTO) {
      return this;
    }
    if (magnitude < 100_000_000_000L) {
      return S;
    }
    if (magnitude < 100_000_000_000_000L) {
      return MS;
    }
    return magnitude < 100_000_000_000_000_000L ? US : NS;
  }
}
