package dev.tributary.activity;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/** Faults as a test writes them. */
final class Script implements Faults {
  private final Map<Step, Deque<Runnable>> once = new EnumMap<>(Step.class);
  private final Map<Step, Runnable> always = new EnumMap<>(Step.class);
  private final Map<Step, Integer> hits = new EnumMap<>(Step.class);

  /** The next time this step is reached, this is thrown; call again for the time after that. */
  synchronized void failOnce(Step step, Supplier<? extends Throwable> thrown) {
    once.computeIfAbsent(step, s -> new ArrayDeque<>()).add(() -> raise(thrown));
  }

  /** From now on this step throws this, until it is calmed. */
  synchronized void failAlways(Step step, Supplier<? extends Throwable> thrown) {
    always.put(step, () -> raise(thrown));
  }

  synchronized void calm(Step step) {
    always.remove(step);
  }

  /** The next time this step is reached, the activity stays there until the gate is opened. */
  synchronized Gate block(Step step) {
    Gate gate = new Gate(new CountDownLatch(1), new CountDownLatch(1));
    once.computeIfAbsent(step, s -> new ArrayDeque<>()).add(gate::pass);
    return gate;
  }

  synchronized int hits(Step step) {
    return hits.getOrDefault(step, 0);
  }

  @Override
  public void hit(Step step) {
    next(step).run();
  }

  private synchronized Runnable next(Step step) {
    hits.merge(step, 1, Integer::sum);
    Deque<Runnable> planned = once.get(step);
    if (planned != null && !planned.isEmpty()) {
      return planned.poll();
    }
    return always.getOrDefault(step, () -> {});
  }

  private static void raise(Supplier<? extends Throwable> thrown) {
    throw Faults.sneak(thrown.get());
  }

  /** A place where an activity stays until it is let go. */
  record Gate(CountDownLatch reached, CountDownLatch opened) {
    private void pass() {
      reached.countDown();
      try {
        opened.await();
      } catch (InterruptedException e) {
        throw Faults.sneak(e);
      }
    }

    void open() {
      opened.countDown();
    }
  }
}
