package dev.tributary.activity;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;

/** Time that stands still until a test moves it. */
final class ManualTicker implements Ticker {
  private static final long LOOK_AGAIN = TimeUnit.MILLISECONDS.toNanos(1);

  private final AtomicLong now = new AtomicLong();

  void advance(Duration time) {
    now.addAndGet(time.toNanos());
  }

  @Override
  public long nanos() {
    return now.get();
  }

  @Override
  public void await(Condition condition, long nanos) throws InterruptedException {
    condition.awaitNanos(LOOK_AGAIN);
  }
}
