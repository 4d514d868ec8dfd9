package dev.tributary.writer;

import dev.tributary.endpoint.RecordBatch;

/** A program's own target: gets the rows of a {@link CallbackSink}. */
@FunctionalInterface
public interface BatchCallback {

  /**
   * Stores the rows of one batch. Called on the activity's thread, once for each batch since the
   * last checkpoint, in order. Rows that were handed over may come again after a restart.
   *
   * @param batch only lent: it is closed after the call, so what is kept must be copied
   * @throws Exception when the rows are not stored; then no state is stored either, and they come
   *     again. A {@link dev.tributary.TributaryException} says what may help; anything else means
   *     that a restart may
   */
  void accept(RecordBatch batch) throws Exception;
}
