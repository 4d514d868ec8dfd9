package dev.tributary.activity;

import dev.tributary.writer.PendingRows;
import java.time.Duration;
import java.util.Objects;

/**
 * When an activity commits: as soon as one of these is reached, and when it is stopped. Immutable.
 *
 * @param interval age of the oldest row that is not committed
 * @param rows rows that are not committed
 * @param bytes size of those rows as they came from the source
 * @param idleInterval age of a position that has moved without any row to commit, as behind a
 *     transaction marker or rows that the recipe dropped
 */
public record CommitTrigger(Duration interval, long rows, long bytes, Duration idleInterval) {
  private static final CommitTrigger DEFAULTS =
      new CommitTrigger(Duration.ofSeconds(1), 1_000_000, 256L << 20, Duration.ofSeconds(60));

  public CommitTrigger {
    requirePositive("interval", interval);
    requirePositive("idle interval", idleInterval);
    requirePositive("rows", rows);
    requirePositive("bytes", bytes);
  }

  /** After 1 s, 1,000,000 rows or 256 MiB; a mere position after 60 s. */
  public static CommitTrigger defaults() {
    return DEFAULTS;
  }

  public CommitTrigger withInterval(Duration age) {
    return new CommitTrigger(age, rows, bytes, idleInterval);
  }

  public CommitTrigger withRows(long count) {
    return new CommitTrigger(interval, count, bytes, idleInterval);
  }

  public CommitTrigger withBytes(long size) {
    return new CommitTrigger(interval, rows, size, idleInterval);
  }

  public CommitTrigger withIdleInterval(Duration age) {
    return new CommitTrigger(interval, rows, bytes, age);
  }

  /**
   * Whether it is time to commit.
   *
   * @param pending what is not committed
   * @param age of the oldest row of it; without rows, of the first move of the position
   */
  boolean isDue(PendingRows pending, Duration age) {
    return remaining(pending, age).isZero();
  }

  /** How long until it is time to commit if nothing more comes; zero when it is. */
  Duration remaining(PendingRows pending, Duration age) {
    if (pending.rows() >= rows || pending.bytes() >= bytes) {
      return Duration.ZERO;
    }
    Duration left = (pending.rows() > 0 ? interval : idleInterval).minus(age);
    return left.isNegative() ? Duration.ZERO : left;
  }

  private static void requirePositive(String what, Duration duration) {
    Objects.requireNonNull(duration, what + " is null");
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException(
          "Invalid commit trigger: " + what + " must be positive, got " + duration);
    }
  }

  private static void requirePositive(String what, long number) {
    if (number < 1) {
      throw new IllegalArgumentException(
          "Invalid commit trigger: " + what + " must be at least 1, got " + number);
    }
  }
}
