package dev.tributary.writer;

import dev.tributary.endpoint.Position;
import dev.tributary.endpoint.RecordBatch;
import java.util.Optional;

/**
 * Where an activity's rows go: buffers them, and makes rows and the state that belongs to them
 * visible together.
 *
 * <p>Call order: {@link #state()}; then {@link #write} and {@link #checkpoint} any number of times;
 * {@link #close(boolean)} once. After any call but {@code state} has thrown, only {@code
 * close(true)} is allowed: what was not checkpointed is lost to this writer and comes again from
 * the source. One thread, except {@link #pending()} and {@link #trouble()}, which any thread may
 * call.
 */
public interface ContinuousWriter {

  /**
   * The state of the last checkpoint that took effect for this writer's owner, by whichever
   * process; empty when there never was one.
   *
   * @throws dev.tributary.TributaryException when it cannot be known; never guesses that there is
   *     none
   */
  Optional<Position> state();

  /**
   * Takes the rows of a batch; does not take the batch: the caller still closes it. Rows become
   * visible with the next {@link #checkpoint}, not before.
   *
   * @throws SchemaRefusedException when the batch's schema cannot be written and the policy does
   *     not allow to change the target
   */
  void write(RecordBatch batch) throws InterruptedException;

  /**
   * Makes all rows written so far visible, and this state with them, in one atomic step where
   * {@link ContinuousSink#atomic()} says so. Returns only when that is durable.
   *
   * @throws FencedException when another writer has moved this owner's state; nothing of this
   *     writer's rows is visible
   * @throws dev.tributary.TributaryException when it is not known to have happened; the next {@link
   *     #state()} of a new writer tells
   */
  CommitReceipt checkpoint(Position state) throws InterruptedException;

  /**
   * What keeps a call from returning right now, in one sentence: the target is away, full, or
   * refuses and is tried again. Empty when nothing does. Any thread may ask.
   */
  default Optional<String> trouble() {
    return Optional.empty();
  }

  /** What is written and not yet checkpointed. */
  PendingRows pending();

  /** The target, for people: {@code table air.flights}. */
  String target();

  /**
   * Frees everything; never throws.
   *
   * @param failed true to discard what was not checkpointed; false when everything was checkpointed
   *     or there is nothing to keep
   */
  void close(boolean failed);
}
