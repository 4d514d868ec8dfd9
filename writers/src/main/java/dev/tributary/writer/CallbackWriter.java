package dev.tributary.writer;

import dev.tributary.TributaryException;
import dev.tributary.TributaryException.Recovery;
import dev.tributary.endpoint.Position;
import dev.tributary.endpoint.RecordBatch;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Holds batches until the checkpoint, hands them over, then moves the state. */
final class CallbackWriter implements ContinuousWriter {
  private final String target;
  private final BatchCallback callback;
  private final FencedState state;
  private final InstantSource clock;
  private final HeldBatches held = new HeldBatches();
  private volatile PendingRows pending = PendingRows.NONE;

  CallbackWriter(String target, BatchCallback callback, FencedState state, InstantSource clock) {
    this.target = target;
    this.callback = callback;
    this.state = state;
    this.clock = clock;
  }

  @Override
  public Optional<Position> state() {
    return state.position();
  }

  @Override
  public void write(RecordBatch batch) {
    held.hold(batch);
    pending = pending.plus(batch.rowCount(), batch.sourceBytes());
  }

  @Override
  public CommitReceipt checkpoint(Position next) throws InterruptedException {
    Instant begin = clock.instant();
    state.requireUnmoved();
    for (RecordBatch batch : held.batches()) {
      handOver(batch);
    }
    String id = state.move(next);
    long rows = pending.rows();
    held.close();
    pending = PendingRows.NONE;
    Instant end = clock.instant();
    return new CommitReceipt(id, rows, 0, 0, 1, end, Duration.between(begin, end));
  }

  @Override
  public PendingRows pending() {
    return pending;
  }

  @Override
  public String target() {
    return target;
  }

  @Override
  public void close(boolean failed) {
    held.close();
    pending = PendingRows.NONE;
  }

  private void handOver(RecordBatch batch) throws InterruptedException {
    try {
      callback.accept(batch);
    } catch (TributaryException | InterruptedException e) {
      throw e;
    } catch (Exception e) {
      throw new TributaryException(
          Recovery.RESTART,
          "Cannot hand "
              + batch.rowCount()
              + " rows from "
              + batch.before()
              + " to "
              + target
              + ": "
              + e,
          e);
    }
  }
}
