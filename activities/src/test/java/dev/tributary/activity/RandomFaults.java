package dev.tributary.activity;

import dev.tributary.TributaryException;
import dev.tributary.TributaryException.Recovery;
import dev.tributary.endpoint.EndpointUnavailableException;
import dev.tributary.endpoint.RecordFormatException;
import dev.tributary.endpoint.SourceChangedException;
import java.util.Random;

/** Any kind of fault at any step, until a number of them is used up. */
final class RandomFaults implements Faults {
  private final Random random;
  private final int percent;
  private int left;
  private int raised;
  private volatile ContinuousActivity activity;

  RandomFaults(Random random) {
    this.random = random;
    this.percent = 1 + random.nextInt(25);
    this.left = random.nextInt(50);
  }

  /** From here on the faults hit this activity. */
  void in(ContinuousActivity next) {
    activity = next;
  }

  void stopActivity() {
    activity.stop();
  }

  int raised() {
    return raised;
  }

  @Override
  public void hit(Step step) {
    if (left > 0 && random.nextInt(100) < percent) {
      left--;
      raised++;
      raise(step);
    }
  }

  private void raise(Step step) {
    String where = "simulated at " + step;
    switch (random.nextInt(10)) {
      case 0 -> throw new IllegalStateException(where);
      case 1 -> throw new TributaryException(Recovery.RESTART, where);
      case 2 -> throw new EndpointUnavailableException(where, null);
      case 3 -> throw new SourceChangedException(where);
      case 4 -> throw new RecordFormatException(where);
      case 5 -> throw new StackOverflowError(where);
      case 6 -> throw new OutOfMemoryError(where);
      case 7 -> throw Faults.sneak(new InterruptedException(where));
      case 8 -> Thread.currentThread().interrupt();
      default -> activity.stop();
    }
  }
}
