package dev.tributary.activity;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The wish that one run of an activity ends: raised once, by any thread, and noticed at once by the
 * activity's thread wherever it waits. Thread-safe.
 */
final class StopSignal {
  private static final Runnable NOTHING = () -> {};

  private final Ticker ticker;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition raisedNow = lock.newCondition();
  private volatile boolean raised;
  private Runnable wake = NOTHING;

  StopSignal(Ticker ticker) {
    this.ticker = ticker;
  }

  void raise() {
    lock.lock();
    try {
      if (!raised) {
        raised = true;
        raisedNow.signalAll();
        wake.run();
      }
    } finally {
      lock.unlock();
    }
  }

  boolean raised() {
    return raised;
  }

  /**
   * Says how to wake the activity's thread where it waits from now on; done at once when the signal
   * is already raised. After this returns the earlier way is not used any more.
   */
  void wakeBy(Runnable how) {
    lock.lock();
    try {
      wake = how;
      if (raised) {
        how.run();
      }
    } finally {
      lock.unlock();
    }
  }

  /** The activity's thread waits nowhere that it could be woken from. */
  void wakeByNothing() {
    wakeBy(NOTHING);
  }

  /** Waits until raised, at most so long. */
  void await(Duration longest) throws InterruptedException {
    long deadline = ticker.nanos() + longest.toNanos();
    lock.lockInterruptibly();
    try {
      for (long left = longest.toNanos(); left > 0 && !raised; left = deadline - ticker.nanos()) {
        ticker.await(raisedNow, left);
      }
    } finally {
      lock.unlock();
    }
  }
}
