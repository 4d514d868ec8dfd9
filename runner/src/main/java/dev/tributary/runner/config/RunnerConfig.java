package dev.tributary.runner.config;

import dev.tributary.config.Setting;
import dev.tributary.config.SettingValues;
import dev.tributary.config.Settings;
import java.time.Duration;

/**
 * How the runner itself behaves.
 *
 * @param statusInterval time between two status lines where the output is no terminal
 * @param stopTimeout how long a stop may take until the process ends without having finished it
 */
public record RunnerConfig(Duration statusInterval, Duration stopTimeout) {
  public static final Setting<Duration> STATUS_INTERVAL =
      Setting.millis(
          "status.interval.ms",
          5_000,
          100,
          86_400_000,
          "Time between two status lines when the output is no terminal; on a terminal the line is"
              + " rewritten every second.");
  public static final Setting<Duration> STOP_TIMEOUT =
      Setting.millis(
          "stop.timeout.ms",
          30_000,
          100,
          3_600_000,
          "How long draining and committing may take after Ctrl-C or SIGTERM; after it the process"
              + " ends with code 1, and the next start goes on from the last commit.");
  public static final Settings SETTINGS = Settings.of(STATUS_INTERVAL, STOP_TIMEOUT);

  public static RunnerConfig from(SettingValues values) {
    return new RunnerConfig(values.get(STATUS_INTERVAL), values.get(STOP_TIMEOUT));
  }
}
