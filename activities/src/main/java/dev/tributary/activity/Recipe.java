package dev.tributary.activity;

import dev.tributary.endpoint.RecordBatch;

/**
 * Records in, zero or more records out. Called on the activity's thread, once for each batch that
 * has rows, in order; one recipe serves one activity. Does no I/O of its own.
 *
 * <p>What a recipe keeps between batches is lost at a restart, and the batches since the last
 * commit come again, perhaps cut differently.
 */
@FunctionalInterface
public interface Recipe {

  /** Passes every batch through untouched. */
  static Recipe sync() {
    return batch -> batch;
  }

  /**
   * Turns one batch into another.
   *
   * <p>The recipe owns the batch it is given: it returns that batch, or closes it and returns a new
   * one. The caller owns what is returned, which may have no rows but is not null. When the recipe
   * throws, the caller closes the batch it gave, and the recipe everything that it made.
   *
   * <p>The position that is committed is always that of the batch given, whatever the returned
   * batch says.
   *
   * @throws RuntimeException when the batch cannot be turned; everything before it is committed,
   *     then the restart policy applies
   */
  RecordBatch apply(RecordBatch batch);
}
