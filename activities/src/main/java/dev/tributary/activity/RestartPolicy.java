package dev.tributary.activity;

import java.time.Duration;
import java.util.Objects;

/**
 * Whether and when to start again after a crash: a delay that grows by the same step with each
 * crash in a row. Immutable, and pure: it counts nothing itself.
 *
 * @param abortAfterCrashes crashes in a row after which there is no more restart; -1 to never give
 *     up; 0 and 1 both mean that the first crash is the last
 * @param initialDelay before the first restart
 * @param delayIncrement added for each further crash in a row
 * @param maxDelay the longest delay
 * @param healthyAfter how long an attempt must have run, and then commit, for the crashes before it
 *     to be forgotten
 */
public record RestartPolicy(
    int abortAfterCrashes,
    Duration initialDelay,
    Duration delayIncrement,
    Duration maxDelay,
    Duration healthyAfter) {
  private static final RestartPolicy DEFAULTS =
      new RestartPolicy(
          -1,
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          Duration.ofSeconds(60),
          Duration.ofSeconds(60));

  public RestartPolicy {
    if (abortAfterCrashes < -1) {
      throw new IllegalArgumentException(
          "Invalid restart policy: abort after crashes must be at least -1, got "
              + abortAfterCrashes);
    }
    requireNotNegative("initial delay", initialDelay);
    requireNotNegative("delay increment", delayIncrement);
    requireNotNegative("max delay", maxDelay);
    requireNotNegative("healthy after", healthyAfter);
  }

  /** Never gives up; 1 s, then 1 s more each time, at most 60 s; healthy after 60 s. */
  public static RestartPolicy defaults() {
    return DEFAULTS;
  }

  public RestartPolicy withAbortAfterCrashes(int crashes) {
    return new RestartPolicy(crashes, initialDelay, delayIncrement, maxDelay, healthyAfter);
  }

  public RestartPolicy withInitialDelay(Duration delay) {
    return new RestartPolicy(abortAfterCrashes, delay, delayIncrement, maxDelay, healthyAfter);
  }

  public RestartPolicy withDelayIncrement(Duration increment) {
    return new RestartPolicy(abortAfterCrashes, initialDelay, increment, maxDelay, healthyAfter);
  }

  public RestartPolicy withMaxDelay(Duration delay) {
    return new RestartPolicy(abortAfterCrashes, initialDelay, delayIncrement, delay, healthyAfter);
  }

  public RestartPolicy withHealthyAfter(Duration time) {
    return new RestartPolicy(abortAfterCrashes, initialDelay, delayIncrement, maxDelay, time);
  }

  /**
   * What to do after a crash.
   *
   * @param crashes crashes in a row, this one included; at least 1
   */
  public Decision decide(int crashes) {
    requireCrashed(crashes);
    if (abortAfterCrashes >= 0 && crashes >= abortAfterCrashes) {
      return new GiveUp(
          crashes
              + (crashes == 1 ? " crash" : " crashes in a row")
              + ", "
              + RestartPolicyConfig.ABORT_AFTER_CRASHES
              + " is "
              + abortAfterCrashes);
    }
    return new Restart(delay(crashes));
  }

  /** The delay after so many failures in a row, at least 1, whatever they were. */
  Duration delay(int failures) {
    requireCrashed(failures);
    long steps = failures - 1L;
    if (!delayIncrement.isZero() && steps > maxDelay.dividedBy(delayIncrement)) {
      return maxDelay;
    }
    Duration delay = initialDelay.plus(delayIncrement.multipliedBy(steps));
    return delay.compareTo(maxDelay) < 0 ? delay : maxDelay;
  }

  private static void requireCrashed(int crashes) {
    if (crashes < 1) {
      throw new IllegalArgumentException(
          "Cannot decide about a restart: crashes must be at least 1, got " + crashes);
    }
  }

  private static void requireNotNegative(String what, Duration duration) {
    Objects.requireNonNull(duration, what + " is null");
    if (duration.isNegative()) {
      throw new IllegalArgumentException(
          "Invalid restart policy: " + what + " must not be negative, got " + duration);
    }
  }

  /** What to do after a crash. */
  public sealed interface Decision {}

  /** Start again, after a delay. */
  public record Restart(Duration after) implements Decision {}

  /** Do not start again. */
  public record GiveUp(String because) implements Decision {}
}
