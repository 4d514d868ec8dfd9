package dev.tributary.activity;

import java.util.concurrent.locks.Condition;

/** Time that only goes forward, and waits on it; tests move it by hand. */
interface Ticker {
  Ticker SYSTEM =
      new Ticker() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public void await(Condition condition, long nanos) throws InterruptedException {
          condition.awaitNanos(nanos);
        }
      };

  /** Nanoseconds since some moment; only differences mean anything. */
  long nanos();

  /**
   * Waits for a signal, at most so long; may return early. The caller holds the condition's lock.
   */
  void await(Condition condition, long nanos) throws InterruptedException;
}
