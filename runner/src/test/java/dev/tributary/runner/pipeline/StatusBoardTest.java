package dev.tributary.runner.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.activity.ActivityState;
import dev.tributary.activity.ActivityStatus;
import dev.tributary.activity.DesiredState;
import dev.tributary.writer.CommitReceipt;
import dev.tributary.writer.Guarantee;
import dev.tributary.writer.PendingRows;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class StatusBoardTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  private final StatusBoard board = new StatusBoard();

  @Test
  void aLineTellsRowsRateLagCommitAndFiles() {
    board.lines(List.of(running(1_000)), NOW.minusSeconds(2));

    assertThat(board.lines(List.of(running(11_000)), NOW))
        .containsExactly(
            "flights  RUNNING    11,000 rows  5,000 rows/s  12 behind  committed 0.4 s ago in 35 ms"
                + "  7 files");
  }

  @Test
  void whatIsNotKnownIsSaid() {
    assertThat(
            board.lines(List.of(status("a", ActivityState.STARTING, "", 0, Optional.empty())), NOW))
        .containsExactly("a  STARTING   0 rows  0 rows/s  lag unknown  no commit yet  0 files");
  }

  @Test
  void troubleIsOneSentenceUnderTheLine() {
    List<String> lines =
        board.lines(
            List.of(
                status(
                    "a", ActivityState.WAITING, "Cannot reach broker\n  x:1", 0, Optional.empty()),
                running(5)),
            NOW);

    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).startsWith("a        WAITING ");
    assertThat(lines.get(1)).isEqualTo("  Cannot reach broker | x:1");
  }

  private static ActivityStatus running(long rows) {
    return status(
        "flights",
        ActivityState.RUNNING,
        "",
        rows,
        Optional.of(
            new CommitReceipt("c", 10, 1, 100, 1, NOW.minusMillis(400), Duration.ofMillis(35))));
  }

  private static ActivityStatus status(
      String name, ActivityState state, String reason, long rows, Optional<CommitReceipt> commit) {
    return new ActivityStatus(
        name,
        DesiredState.STARTED,
        state,
        reason,
        Optional.of(NOW),
        1,
        0,
        Optional.empty(),
        rows,
        0,
        commit.isPresent() ? 1 : 0,
        commit.isPresent() ? 7 : 0,
        PendingRows.NONE,
        commit,
        Optional.empty(),
        commit.isPresent() ? OptionalLong.of(12) : OptionalLong.empty(),
        Guarantee.EXACTLY_ONCE);
  }
}
