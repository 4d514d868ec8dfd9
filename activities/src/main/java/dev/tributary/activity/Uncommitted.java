package dev.tributary.activity;

import dev.tributary.endpoint.Position;
import dev.tributary.writer.PendingRows;
import java.time.Duration;
import java.util.Optional;

/** What one attempt has read since its last commit. For the activity's thread only. */
final class Uncommitted {
  private Optional<Position> committed;
  private Optional<Position> read;
  private PendingRows rows = PendingRows.NONE;
  private long since;

  /**
   * @param committed where reading began; empty for the source's beginning
   */
  Uncommitted(Optional<Position> committed) {
    this.committed = committed;
    this.read = committed;
  }

  /** More was read, which may be no rows but a position. */
  void add(Position after, long moreRows, long moreBytes, long now) {
    boolean firstRow = rows.rows() == 0 && moreRows > 0;
    if (firstRow || isNone()) {
      since = now;
    }
    read = Optional.of(after);
    if (moreRows > 0) {
      rows = rows.plus(moreRows, moreBytes);
    }
  }

  void committed() {
    committed = read;
    rows = PendingRows.NONE;
  }

  boolean isNone() {
    return rows.rows() == 0 && read.equals(committed);
  }

  PendingRows rows() {
    return rows;
  }

  /** The position behind everything read. */
  Position after() {
    return read.orElseThrow(() -> new IllegalStateException("Cannot commit: nothing was read"));
  }

  /** Time since the first row, or without rows since the position first moved. */
  Duration age(long now) {
    return isNone() ? Duration.ZERO : Duration.ofNanos(now - since);
  }
}
