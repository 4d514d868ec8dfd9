package dev.tributary.activity;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;

/** Time that leaps over every wait, so that a test waits for nothing. */
final class LeapingTicker implements Ticker {
  private static final long BREATH = 20_000;

  private final AtomicLong now = new AtomicLong();

  @Override
  public long nanos() {
    return now.get();
  }

  @Override
  public void await(Condition condition, long nanos) throws InterruptedException {
    now.addAndGet(nanos);
    condition.awaitNanos(BREATH);
  }
}
