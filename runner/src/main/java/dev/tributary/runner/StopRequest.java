package dev.tributary.runner;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Tells a command that the process is asked to end. Thread-safe.
 *
 * <p>A command that has something to finish sets {@link #allow(Duration)}; one that has not is
 * ended at once.
 */
final class StopRequest {
  private final CountDownLatch requested = new CountDownLatch(1);
  private volatile Duration allowed = Duration.ZERO;

  void request() {
    requested.countDown();
  }

  boolean isRequested() {
    return requested.getCount() == 0;
  }

  /** Waits for the request, at most so long; true when it has come. */
  boolean await(Duration atMost) throws InterruptedException {
    return requested.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** How long finishing may take after the request. */
  void allow(Duration time) {
    allowed = time;
  }

  Duration allowed() {
    return allowed;
  }
}
