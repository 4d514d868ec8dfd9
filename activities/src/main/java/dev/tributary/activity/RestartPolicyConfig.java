package dev.tributary.activity;

import dev.tributary.config.Setting;
import dev.tributary.config.SettingValues;
import dev.tributary.config.Settings;
import java.time.Duration;

/** The settings of a {@link RestartPolicy}. */
public final class RestartPolicyConfig {
  private static final long ONE_DAY_MS = 86_400_000;

  public static final Setting<Long> ABORT_AFTER_CRASHES =
      Setting.number(
              "restart.abort.after.crashes",
              -1,
              -1,
              Integer.MAX_VALUE,
              "Crashes in a row after which the activity is not restarted any more; -1 to never"
                  + " give up.")
          .alsoKnownAs("abortAfterCrashes");

  public static final Setting<Duration> INITIAL_DELAY =
      Setting.millis(
              "restart.initial.delay.ms",
              1000,
              0,
              ONE_DAY_MS,
              "Delay before the first restart after a crash.")
          .alsoKnownAs("initialRestartDelayMS");

  public static final Setting<Duration> DELAY_INCREMENT =
      Setting.millis(
              "restart.delay.increment.ms",
              1000,
              0,
              ONE_DAY_MS,
              "How much longer the delay gets with each further crash in a row.")
          .alsoKnownAs("restartDelayIncMS");

  public static final Setting<Duration> MAX_DELAY =
      Setting.millis(
              "restart.max.delay.ms", 60_000, 0, ONE_DAY_MS, "Longest delay before a restart.")
          .alsoKnownAs("maxRestartDelayMS");

  public static final Setting<Duration> HEALTHY_AFTER =
      Setting.millis(
          "restart.healthy.after.ms",
          60_000,
          0,
          ONE_DAY_MS,
          "How long an activity must run, and then commit, for its earlier crashes to be"
              + " forgotten.");

  public static final Settings SETTINGS =
      Settings.of(ABORT_AFTER_CRASHES, INITIAL_DELAY, DELAY_INCREMENT, MAX_DELAY, HEALTHY_AFTER);

  private RestartPolicyConfig() {}

  /** Reads the policy from checked values that know {@link #SETTINGS}. */
  public static RestartPolicy from(SettingValues values) {
    return new RestartPolicy(
        Math.toIntExact(values.get(ABORT_AFTER_CRASHES)),
        values.get(INITIAL_DELAY),
        values.get(DELAY_INCREMENT),
        values.get(MAX_DELAY),
        values.get(HEALTHY_AFTER));
  }
}
