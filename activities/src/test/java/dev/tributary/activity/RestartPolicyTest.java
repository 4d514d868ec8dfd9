package dev.tributary.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.activity.RestartPolicy.GiveUp;
import dev.tributary.activity.RestartPolicy.Restart;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class RestartPolicyTest {
  @Test
  void byDefaultTheDelayGrowsBySecondsToAMinuteAndItNeverGivesUp() {
    RestartPolicy policy = RestartPolicy.defaults();
    assertThat(policy.decide(1)).isEqualTo(new Restart(Duration.ofSeconds(1)));
    assertThat(policy.decide(2)).isEqualTo(new Restart(Duration.ofSeconds(2)));
    assertThat(policy.decide(59)).isEqualTo(new Restart(Duration.ofSeconds(59)));
    assertThat(policy.decide(60)).isEqualTo(new Restart(Duration.ofSeconds(60)));
    assertThat(policy.decide(61)).isEqualTo(new Restart(Duration.ofSeconds(60)));
    assertThat(policy.decide(Integer.MAX_VALUE)).isEqualTo(new Restart(Duration.ofSeconds(60)));
  }

  @Test
  void itGivesUpWhenTheNumberOfCrashesIsReached() {
    RestartPolicy policy = RestartPolicy.defaults().withAbortAfterCrashes(3);
    assertThat(policy.decide(2)).isInstanceOf(Restart.class);
    assertThat(policy.decide(3))
        .isEqualTo(new GiveUp("3 crashes in a row, restart.abort.after.crashes is 3"));
    assertThat(policy.decide(4)).isInstanceOf(GiveUp.class);
  }

  @Test
  void noneOrOneMeansThatTheFirstCrashIsTheLast() {
    assertThat(RestartPolicy.defaults().withAbortAfterCrashes(1).decide(1))
        .isEqualTo(new GiveUp("1 crash, restart.abort.after.crashes is 1"));
    assertThat(RestartPolicy.defaults().withAbortAfterCrashes(0).decide(1))
        .isInstanceOf(GiveUp.class);
  }

  @Test
  void delaysMayBeZeroOrHugeWithoutOverflow() {
    RestartPolicy none =
        RestartPolicy.defaults()
            .withInitialDelay(Duration.ZERO)
            .withDelayIncrement(Duration.ZERO)
            .withMaxDelay(Duration.ZERO);
    assertThat(none.decide(7)).isEqualTo(new Restart(Duration.ZERO));
    RestartPolicy huge =
        RestartPolicy.defaults()
            .withDelayIncrement(Duration.ofDays(100_000))
            .withMaxDelay(Duration.ofDays(200_000));
    assertThat(huge.decide(Integer.MAX_VALUE)).isEqualTo(new Restart(Duration.ofDays(200_000)));
  }

  @Test
  void theFirstDelayIsNeverLongerThanTheLongest() {
    RestartPolicy policy = RestartPolicy.defaults().withMaxDelay(Duration.ofMillis(10));
    assertThat(policy.decide(1)).isEqualTo(new Restart(Duration.ofMillis(10)));
  }

  @Test
  void withersChangeOneThing() {
    RestartPolicy policy = RestartPolicy.defaults().withHealthyAfter(Duration.ofSeconds(5));
    assertThat(policy.healthyAfter()).isEqualTo(Duration.ofSeconds(5));
    assertThat(policy.withHealthyAfter(Duration.ofSeconds(60))).isEqualTo(RestartPolicy.defaults());
  }

  @Test
  void valuesThatAreNoneAreRefused() {
    assertThatThrownBy(() -> RestartPolicy.defaults().withAbortAfterCrashes(-2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid restart policy: abort after crashes must be at least -1, got -2");
    assertThatThrownBy(() -> RestartPolicy.defaults().withMaxDelay(Duration.ofMillis(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid restart policy: max delay must not be negative, got PT-0.001S");
    assertThatThrownBy(() -> RestartPolicy.defaults().decide(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot decide about a restart: crashes must be at least 1, got 0");
  }
}
