package dev.tributary.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.activity.RestartPolicy.Restart;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class StreakTest {
  private final Streak streak = new Streak(RestartPolicy.defaults());
  private long now = 17;

  @Test
  void crashesAddUpUntilAHealthyCommit() {
    assertThat(streak.crashed()).isEqualTo(new Restart(Duration.ofSeconds(1)));
    assertThat(streak.crashed()).isEqualTo(new Restart(Duration.ofSeconds(2)));
    streak.running(now);
    pass(Duration.ofSeconds(59));
    streak.committed(now);
    assertThat(streak.crashes()).isEqualTo(2);
    pass(Duration.ofSeconds(1));
    streak.committed(now);
    assertThat(streak.crashes()).isZero();
  }

  @Test
  void longRunningWithoutACommitForgetsNothing() {
    streak.crashed();
    streak.running(now);
    pass(Duration.ofDays(1));
    assertThat(streak.crashed()).isEqualTo(new Restart(Duration.ofSeconds(2)));
  }

  @Test
  void waitsGrowToHalfAMinuteAndAreNoCrashes() {
    assertThat(streak.waited(now)).isEqualTo(Duration.ofSeconds(1));
    assertThat(streak.waited(now)).isEqualTo(Duration.ofSeconds(2));
    for (int i = 0; i < 40; i++) {
      streak.waited(now);
    }
    assertThat(streak.waited(now)).isEqualTo(Duration.ofSeconds(30));
    assertThat(streak.crashes()).isZero();
  }

  @Test
  void waitsBeginAnewAfterACommitOrALongRun() {
    streak.waited(now);
    streak.waited(now);
    streak.running(now);
    streak.committed(now);
    assertThat(streak.waited(now)).isEqualTo(Duration.ofSeconds(1));
    streak.running(now);
    pass(Duration.ofSeconds(29));
    assertThat(streak.waited(now)).isEqualTo(Duration.ofSeconds(2));
    streak.running(now);
    pass(Duration.ofSeconds(30));
    assertThat(streak.waited(now)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void aWaitNeverSpins() {
    Streak eager =
        new Streak(RestartPolicy.defaults().withMaxDelay(Duration.ZERO).withAbortAfterCrashes(1));
    assertThat(eager.waited(now)).isEqualTo(Duration.ofSeconds(1));
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }
}
