package dev.tributary.query;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Lets a bounded number of queries run at a time, first come first served. Thread-safe. */
final class QuerySlots {
  private final QueryConfig config;
  private final Semaphore free;

  QuerySlots(QueryConfig config) {
    this.config = config;
    this.free = new Semaphore(config.concurrency(), true);
  }

  /**
   * Waits for a slot.
   *
   * @return gives the slot back; running it again does nothing
   * @throws QueryException when there is none in time
   */
  Runnable acquire() {
    try {
      if (!free.tryAcquire(config.queueTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
        throw new QueryException(
            QueryException.Reason.LIMIT,
            "Cannot run SQL: "
                + QueryConfig.CONCURRENCY
                + " = "
                + config.concurrency()
                + " queries are running, and none ended within "
                + QueryConfig.QUEUE_TIMEOUT
                + " = "
                + config.queueTimeout().toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new QueryException(
          QueryException.Reason.CANCELLED, "Cannot run SQL: interrupted while waiting", e);
    }
    AtomicBoolean given = new AtomicBoolean();
    return () -> {
      if (given.compareAndSet(false, true)) {
        free.release();
      }
    };
  }

  int free() {
    return free.availablePermits();
  }
}
