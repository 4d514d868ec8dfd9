package dev.tributary.lakehouse;

/** How the rows of a table are divided by time. */
public enum Partitioning {
  /** One partition an hour, in folders {@code date=YYYY-MM-DD/hour=HH}. */
  HOUR,
  /** One partition a day, in folders {@code date=YYYY-MM-DD}. */
  DAY
}
