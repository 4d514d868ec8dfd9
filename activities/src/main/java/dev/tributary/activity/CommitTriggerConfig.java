package dev.tributary.activity;

import dev.tributary.config.Setting;
import dev.tributary.config.SettingValues;
import dev.tributary.config.Settings;
import java.time.Duration;

/** The settings of a {@link CommitTrigger}. */
public final class CommitTriggerConfig {
  private static final long ONE_DAY_MS = 86_400_000;

  public static final Setting<Duration> INTERVAL =
      Setting.millis(
          "commit.interval.ms",
          1000,
          1,
          ONE_DAY_MS,
          "How old the oldest uncommitted row may get before the activity commits.");

  public static final Setting<Long> ROWS =
      Setting.number(
          "commit.rows",
          1_000_000,
          1,
          Long.MAX_VALUE,
          "How many uncommitted rows there may be before the activity commits.");

  public static final Setting<Long> BYTES =
      Setting.bytes(
          "commit.bytes",
          256L << 20,
          1,
          Long.MAX_VALUE,
          "How large the uncommitted rows, as they came from the source, may be before the activity"
              + " commits.");

  public static final Setting<Duration> IDLE_INTERVAL =
      Setting.millis(
          "commit.idle.interval.ms",
          60_000,
          1,
          ONE_DAY_MS,
          "How long a position that moved without rows may stay uncommitted.");

  public static final Settings SETTINGS = Settings.of(INTERVAL, ROWS, BYTES, IDLE_INTERVAL);

  private CommitTriggerConfig() {}

  /** Reads the trigger from checked values that know {@link #SETTINGS}. */
  public static CommitTrigger from(SettingValues values) {
    return new CommitTrigger(
        values.get(INTERVAL), values.get(ROWS), values.get(BYTES), values.get(IDLE_INTERVAL));
  }
}
