package dev.tributary.activity;

import dev.tributary.endpoint.Position;
import dev.tributary.endpoint.ReaderStatus;
import dev.tributary.writer.CommitReceipt;
import dev.tributary.writer.Guarantee;
import dev.tributary.writer.PendingRows;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Everything that is known about an activity: written by its thread, read by anybody. Decides
 * nothing. Thread-safe.
 */
final class Ledger {
  private final String name;
  private final Guarantee guarantee;
  private final Ticker ticker;
  private final Freshness freshness;
  private DesiredState desired = DesiredState.STOPPED;
  private ActivityState state = ActivityState.STOPPED;
  private String reason = "";
  private Optional<Instant> startedAt = Optional.empty();
  private int attempt;
  private int crashes;
  private Optional<ActivityStatus.Failure> lastFailure = Optional.empty();
  private long rows;
  private long bytes;
  private long commits;
  private long files;
  private Optional<CommitReceipt> lastCommit = Optional.empty();
  private Optional<Position> position = Optional.empty();

  Ledger(ActivityPlan plan) {
    this.name = plan.name();
    this.guarantee = plan.guarantee();
    this.ticker = plan.ticker();
    this.freshness = new Freshness(plan.config().freshnessLimit());
  }

  synchronized void wantStopped() {
    desired = DesiredState.STOPPED;
  }

  synchronized void wantStarted() {
    desired = DesiredState.STARTED;
  }

  synchronized void runBegins(Instant now) {
    startedAt = Optional.of(now);
    attempt = 0;
    crashes = 0;
    state = ActivityState.STARTING;
    reason = "";
  }

  synchronized void attemptBegins() {
    attempt++;
  }

  synchronized void attemptEnds() {
    freshness.reset();
  }

  synchronized void enter(ActivityState next, String because) {
    state = next;
    reason = because;
  }

  synchronized void found(Optional<Position> committed) {
    position = committed;
  }

  synchronized void writes(Supplier<Optional<String>> writerTrouble) {
    freshness.writes(writerTrouble);
  }

  synchronized void read(PendingRows pending) {
    freshness.read(pending, ticker.nanos());
  }

  synchronized void seen(ReaderStatus reader) {
    freshness.seen(reader, ticker.nanos());
  }

  synchronized void committed(CommitReceipt receipt, Position at) {
    freshness.committed(ticker.nanos());
    rows += receipt.rows();
    bytes += receipt.bytes();
    files += receipt.files();
    commits++;
    lastCommit = Optional.of(receipt);
    position = Optional.of(at);
  }

  synchronized void crashes(int inARow) {
    crashes = inARow;
  }

  synchronized void failed(ActivityStatus.Failure failure) {
    lastFailure = Optional.of(failure);
  }

  synchronized ActivityStatus status() {
    ActivityState shown = state;
    String why = reason;
    Optional<String> trouble = freshness.trouble(ticker.nanos());
    if (desired == DesiredState.STOPPED && !state.ended()) {
      shown = ActivityState.STOPPING;
    } else if (state == ActivityState.RUNNING && trouble.isPresent()) {
      shown = ActivityState.DEGRADED;
      why = trouble.get();
    }
    return new ActivityStatus(
        name,
        desired,
        shown,
        why,
        startedAt,
        attempt,
        crashes,
        lastFailure,
        rows,
        bytes,
        commits,
        files,
        freshness.pending(),
        lastCommit,
        position,
        freshness.recordsBehind(),
        guarantee);
  }
}
