package dev.tributary.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.endpoint.ReaderStatus;
import dev.tributary.writer.PendingRows;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class FreshnessTest {
  private final Freshness freshness = new Freshness(Duration.ofSeconds(60));
  private long now = -5;

  @Test
  void rowsThatWaitLongerThanTheLimitAreStale() {
    freshness.read(new PendingRows(3, 30), now);
    pass(50);
    freshness.read(new PendingRows(7, 70), now);
    pass(10);
    assertThat(freshness.trouble(now)).isEmpty();
    pass(1);
    assertThat(freshness.trouble(now))
        .hasValue("7 rows were read and not committed for 61000 ms, freshness.limit.ms is 60000");
    freshness.committed(now);
    assertThat(freshness.trouble(now)).isEmpty();
    assertThat(freshness.pending()).isEqualTo(PendingRows.NONE);
  }

  @Test
  void anIdleStreamIsNeverStaleAndNeitherIsItsFirstRow() {
    freshness.seen(behind(0), now);
    pass(100_000);
    assertThat(freshness.trouble(now)).isEmpty();
    freshness.read(new PendingRows(1, 10), now);
    assertThat(freshness.trouble(now)).isEmpty();
  }

  @Test
  void recordsThatWaitAtTheSourceAreStaleFromWhenTheyWereSeen() {
    freshness.seen(behind(0), now);
    pass(1000);
    freshness.seen(behind(5), now);
    pass(30);
    freshness.seen(behind(9), now);
    pass(30);
    assertThat(freshness.trouble(now)).isEmpty();
    pass(1);
    assertThat(freshness.trouble(now))
        .hasValue(
            "9 records wait at the source and nothing was committed for 61000 ms,"
                + " freshness.limit.ms is 60000");
    freshness.seen(behind(0), now);
    assertThat(freshness.trouble(now)).isEmpty();
  }

  @Test
  void whoLagsButCommitsOrMovesIsFresh() {
    freshness.seen(behind(5), now);
    for (int i = 0; i < 10; i++) {
      pass(50);
      freshness.committed(now);
      freshness.seen(behind(5 + i), now);
      assertThat(freshness.trouble(now)).isEmpty();
      pass(50);
      freshness.read(PendingRows.NONE, now);
      assertThat(freshness.trouble(now)).isEmpty();
    }
  }

  @Test
  void troubleAtTheSourceIsToldAtOnce() {
    freshness.seen(new ReaderStatus(OptionalLong.empty(), Optional.of("the broker is away")), now);
    assertThat(freshness.trouble(now)).hasValue("the broker is away");
    freshness.reset();
    assertThat(freshness.trouble(now)).isEmpty();
    assertThat(freshness.recordsBehind()).isEmpty();
  }

  private void pass(long seconds) {
    now += Duration.ofSeconds(seconds).toNanos();
  }

  private static ReaderStatus behind(long records) {
    return new ReaderStatus(OptionalLong.of(records), Optional.empty());
  }
}
