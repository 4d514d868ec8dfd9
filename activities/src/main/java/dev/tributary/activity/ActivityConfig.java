package dev.tributary.activity;

import dev.tributary.config.Setting;
import dev.tributary.config.SettingValues;
import dev.tributary.config.Settings;
import java.time.Duration;
import java.util.Objects;

/**
 * Everything about an activity that is a number. Immutable.
 *
 * @param freshnessLimit how long input may wait without a commit before the activity counts as
 *     degraded; longer than the commit interval
 * @param memoryMaxBytes the most Arrow memory that one attempt may hold, in bytes
 */
public record ActivityConfig(
    CommitTrigger commit, RestartPolicy restart, Duration freshnessLimit, long memoryMaxBytes) {
  private static final long ONE_WEEK_MS = 7 * 86_400_000L;

  public static final Setting<Duration> FRESHNESS_LIMIT =
      Setting.millis(
          "freshness.limit.ms",
          60_000,
          1,
          ONE_WEEK_MS,
          "How long input may wait without a commit before the activity counts as degraded; longer"
              + " than commit.interval.ms.");

  public static final Setting<Long> MEMORY_MAX_BYTES =
      Setting.bytes(
          "memory.max.bytes",
          512L << 20,
          1 << 20,
          Long.MAX_VALUE,
          "Most Arrow memory that the rows of this activity may take; it commits early at half of"
              + " it.");

  public static final Settings SETTINGS =
      CommitTriggerConfig.SETTINGS
          .and(RestartPolicyConfig.SETTINGS)
          .and(Settings.of(FRESHNESS_LIMIT, MEMORY_MAX_BYTES));

  private static final ActivityConfig DEFAULTS =
      new ActivityConfig(
          CommitTrigger.defaults(), RestartPolicy.defaults(), Duration.ofSeconds(60), 512L << 20);

  public ActivityConfig {
    Objects.requireNonNull(commit, "commit is null");
    Objects.requireNonNull(restart, "restart is null");
    Objects.requireNonNull(freshnessLimit, "freshnessLimit is null");
    if (freshnessLimit.compareTo(commit.interval()) <= 0) {
      throw new IllegalArgumentException(
          "Invalid "
              + FRESHNESS_LIMIT
              + ": must be longer than "
              + CommitTriggerConfig.INTERVAL
              + ", got "
              + freshnessLimit.toMillis()
              + " and "
              + commit.interval().toMillis());
    }
    if (memoryMaxBytes < 1) {
      throw new IllegalArgumentException(
          "Invalid " + MEMORY_MAX_BYTES + ": must be at least 1, got " + memoryMaxBytes);
    }
  }

  public static ActivityConfig defaults() {
    return DEFAULTS;
  }

  /**
   * Reads everything from checked values that know {@link #SETTINGS}.
   *
   * @throws IllegalArgumentException when values that are right by themselves do not go together
   */
  public static ActivityConfig from(SettingValues values) {
    return new ActivityConfig(
        CommitTriggerConfig.from(values),
        RestartPolicyConfig.from(values),
        values.get(FRESHNESS_LIMIT),
        values.get(MEMORY_MAX_BYTES));
  }
}
