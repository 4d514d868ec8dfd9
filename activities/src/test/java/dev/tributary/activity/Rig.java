package dev.tributary.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.awaitility.core.ThrowingRunnable;

/**
 * An endpoint, a target, faults and a clock, all in memory, around activities that a test builds.
 */
final class Rig implements AutoCloseable {
  final ManualTicker ticker = new ManualTicker();
  final Script script = new Script();
  final InMemoryEndpoint endpoint = new InMemoryEndpoint(1, 10, ticker);
  final InMemorySink sink = new InMemorySink();
  final BufferAllocator memory = new RootAllocator();

  /** An activity named "numbers" over all of it. */
  ActivityBuilder activity() {
    return ContinuousActivity.named("numbers")
        .from(new FaultyEndpoint(endpoint, script))
        .recipe(
            batch -> {
              script.hit(Step.RECIPE);
              return batch;
            })
        .into(new FaultySink(sink, script))
        .allocator(memory)
        .ticker(ticker);
  }

  /** Waits until the activity has looked at everything at least twice more. */
  void letItLookAround() {
    int seen = script.hits(Step.POLL);
    eventually(() -> script.hits(Step.POLL) > seen + 2);
  }

  static void eventually(Callable<Boolean> condition) {
    await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(2)).until(condition);
  }

  static void eventuallyAsserted(ThrowingRunnable assertion) {
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(2))
        .untilAsserted(assertion);
  }

  static void awaitState(ContinuousActivity activity, ActivityState state) {
    eventuallyAsserted(() -> assertThat(activity.status().state()).isEqualTo(state));
  }

  static boolean anyActivityThread() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().startsWith("tributary-activity-"));
  }

  /** Nothing is left: no memory, no thread. */
  @Override
  public void close() {
    assertThat(memory.getAllocatedMemory()).as("leaked memory").isZero();
    memory.close();
    eventually(() -> !anyActivityThread());
  }
}
