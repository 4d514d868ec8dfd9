package dev.tributary.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.config.SettingValues;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ActivityConfigTest {
  @Test
  void theDefaultsOfTheSettingsAreTheDefaultsInCode() {
    assertThat(read(Map.of())).isEqualTo(ActivityConfig.defaults());
  }

  @Test
  void everySettingIsRead() {
    ActivityConfig config =
        read(
            Map.of(
                "commit.interval.ms", "1",
                "commit.rows", "2",
                "commit.bytes", "3KB",
                "commit.idle.interval.ms", "4",
                "restart.abort.after.crashes", "5",
                "restart.initial.delay.ms", "6",
                "restart.delay.increment.ms", "7",
                "restart.max.delay.ms", "8",
                "restart.healthy.after.ms", "9",
                "freshness.limit.ms", "10"));
    assertThat(config.commit())
        .isEqualTo(new CommitTrigger(Duration.ofMillis(1), 2, 3072, Duration.ofMillis(4)));
    assertThat(config.restart())
        .isEqualTo(
            new RestartPolicy(
                5,
                Duration.ofMillis(6),
                Duration.ofMillis(7),
                Duration.ofMillis(8),
                Duration.ofMillis(9)));
    assertThat(config.freshnessLimit()).isEqualTo(Duration.ofMillis(10));
    assertThat(read(Map.of("memory.max.bytes", "64MB")).memoryMaxBytes()).isEqualTo(64L << 20);
  }

  @Test
  void theNamesOfTheSeedAreAliases() {
    RestartPolicy policy =
        read(Map.of(
                "abortAfterCrashes", "-1",
                "initialRestartDelayMS", "6",
                "restartDelayIncMS", "7",
                "maxRestartDelayMS", "8"))
            .restart();
    assertThat(policy.abortAfterCrashes()).isEqualTo(-1);
    assertThat(policy.initialDelay()).isEqualTo(Duration.ofMillis(6));
    assertThat(policy.delayIncrement()).isEqualTo(Duration.ofMillis(7));
    assertThat(policy.maxDelay()).isEqualTo(Duration.ofMillis(8));
  }

  @Test
  void aFreshnessLimitBelowTheCommitIntervalIsRefused() {
    assertThatThrownBy(() -> read(Map.of("commit.interval.ms", "60000")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Invalid freshness.limit.ms: must be longer than commit.interval.ms,"
                + " got 60000 and 60000");
  }

  @Test
  void noMemoryIsRefused() {
    assertThatThrownBy(
            () ->
                new ActivityConfig(
                    CommitTrigger.defaults(), RestartPolicy.defaults(), Duration.ofDays(1), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid memory.max.bytes: must be at least 1, got 0");
  }

  private static ActivityConfig read(Map<String, String> texts) {
    return ActivityConfig.from(SettingValues.of(ActivityConfig.SETTINGS, texts));
  }
}
