package dev.tributary.activity;

import static dev.tributary.activity.Rig.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ActivityIsolationTest {
  @Test
  void anActivityThatFailsForEverDoesNotTouchAnother() {
    try (Rig broken = new Rig();
        Rig sound = new Rig();
        ContinuousActivity failing =
            broken
                .activity()
                .restart(
                    RestartPolicy.defaults()
                        .withInitialDelay(Duration.ZERO)
                        .withDelayIncrement(Duration.ZERO))
                .build();
        ContinuousActivity well =
            sound.activity().commit(CommitTrigger.defaults().withRows(1)).build()) {
      broken.endpoint.append(0, 1);
      broken.script.failAlways(Step.WRITE, StackOverflowError::new);
      failing.start();
      well.start();
      for (int i = 1; i <= 20; i++) {
        int attempts = failing.status().attempt();
        sound.endpoint.append(0, i);
        int rows = i;
        eventually(() -> sound.sink.rows().size() == rows);
        eventually(() -> failing.status().attempt() > attempts);
      }
      assertThat(well.status().state()).isEqualTo(ActivityState.RUNNING);
      assertThat(well.status().attempt()).isEqualTo(1);
      assertThat(well.status().lastFailure()).isEmpty();
      assertThat(broken.sink.rows()).isEmpty();
      assertThat(broken.endpoint.acknowledged()).isEmpty();
    }
  }
}
