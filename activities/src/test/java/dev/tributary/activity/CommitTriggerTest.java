package dev.tributary.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.writer.PendingRows;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class CommitTriggerTest {
  private static final CommitTrigger TRIGGER =
      new CommitTrigger(Duration.ofMillis(100), 10, 1000, Duration.ofMillis(500));

  @Test
  void rowsAreDueByAge() {
    PendingRows one = new PendingRows(1, 1);
    assertThat(TRIGGER.isDue(one, Duration.ofMillis(99))).isFalse();
    assertThat(TRIGGER.remaining(one, Duration.ofMillis(99))).isEqualTo(Duration.ofMillis(1));
    assertThat(TRIGGER.isDue(one, Duration.ofMillis(100))).isTrue();
    assertThat(TRIGGER.remaining(one, Duration.ofDays(1))).isZero();
  }

  @Test
  void rowsAreDueByNumberAndBySize() {
    assertThat(TRIGGER.isDue(new PendingRows(9, 999), Duration.ZERO)).isFalse();
    assertThat(TRIGGER.isDue(new PendingRows(10, 1), Duration.ZERO)).isTrue();
    assertThat(TRIGGER.isDue(new PendingRows(1, 1000), Duration.ZERO)).isTrue();
  }

  @Test
  void aMerePositionIsDueByTheIdleInterval() {
    assertThat(TRIGGER.isDue(PendingRows.NONE, Duration.ofMillis(499))).isFalse();
    assertThat(TRIGGER.isDue(PendingRows.NONE, Duration.ofMillis(500))).isTrue();
  }

  @Test
  void withersChangeOneThing() {
    assertThat(
            CommitTrigger.defaults()
                .withInterval(Duration.ofMillis(100))
                .withRows(10)
                .withBytes(1000)
                .withIdleInterval(Duration.ofMillis(500)))
        .isEqualTo(TRIGGER);
  }

  @Test
  void valuesThatAreNoneAreRefused() {
    assertThatThrownBy(() -> TRIGGER.withInterval(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid commit trigger: interval must be positive, got PT0S");
    assertThatThrownBy(() -> TRIGGER.withIdleInterval(Duration.ofMillis(-1)))
        .hasMessage("Invalid commit trigger: idle interval must be positive, got PT-0.001S");
    assertThatThrownBy(() -> TRIGGER.withRows(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid commit trigger: rows must be at least 1, got 0");
    assertThatThrownBy(() -> TRIGGER.withBytes(-5))
        .hasMessage("Invalid commit trigger: bytes must be at least 1, got -5");
  }
}
