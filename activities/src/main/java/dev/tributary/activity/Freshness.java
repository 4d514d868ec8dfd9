package dev.tributary.activity;

import dev.tributary.endpoint.ReaderStatus;
import dev.tributary.writer.PendingRows;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * Whether what comes in also goes out: input that waits longer than the limit is stale. Rows wait
 * from the first that is read and not committed; records at the source wait from when they were
 * first seen, and anew from each commit and each move of the position. Not thread-safe.
 */
final class Freshness {
  private final Duration limit;
  private PendingRows pending = PendingRows.NONE;
  private long pendingSince;
  private ReaderStatus reader = ReaderStatus.unknown();
  private long behindSince;
  private Supplier<Optional<String>> writer = Optional::empty;

  Freshness(Duration limit) {
    this.limit = limit;
  }

  /** Nothing is known: no attempt runs. */
  void reset() {
    pending = PendingRows.NONE;
    reader = ReaderStatus.unknown();
    writer = Optional::empty;
  }

  /** An attempt runs, and this tells what its writer waits for. */
  void writes(Supplier<Optional<String>> writerTrouble) {
    writer = writerTrouble;
  }

  void read(PendingRows nowPending, long now) {
    if (pending.rows() == 0) {
      pendingSince = now;
    }
    if (nowPending.rows() == 0) {
      behindSince = now;
    }
    pending = nowPending;
  }

  void committed(long now) {
    pending = PendingRows.NONE;
    behindSince = now;
  }

  void seen(ReaderStatus status, long now) {
    if (behind(reader) == 0) {
      behindSince = now;
    }
    reader = status;
  }

  PendingRows pending() {
    return pending;
  }

  OptionalLong recordsBehind() {
    return reader.recordsBehind();
  }

  /** What is wrong, in one sentence; empty when nothing is. */
  Optional<String> trouble(long now) {
    if (reader.trouble().isPresent()) {
      return reader.trouble();
    }
    Optional<String> writing = writer.get();
    if (writing.isPresent()) {
      return writing;
    }
    if (pending.rows() > 0 && now - pendingSince > limit.toNanos()) {
      return Optional.of(
          stale(pending.rows() + " rows were read and not committed", pendingSince, now));
    }
    if (behind(reader) > 0 && now - behindSince > limit.toNanos()) {
      return Optional.of(
          stale(
              behind(reader) + " records wait at the source and nothing was committed",
              behindSince,
              now));
    }
    return Optional.empty();
  }

  private String stale(String what, long since, long now) {
    return what
        + " for "
        + Duration.ofNanos(now - since).toMillis()
        + " ms, "
        + ActivityConfig.FRESHNESS_LIMIT
        + " is "
        + limit.toMillis();
  }

  private static long behind(ReaderStatus status) {
    return status.recordsBehind().orElse(0);
  }
}
