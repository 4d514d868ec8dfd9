package dev.tributary.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.endpoint.Position;
import dev.tributary.writer.CommitReceipt;
import dev.tributary.writer.ContinuousSink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.arrow.memory.BufferAllocator;

/** One seed's stream, and an activity that fails at random until its faults are used up. */
final class Simulation {
  static final String OWNER = "simulated";
  private static final int PARTITION_BASE = 1_000_000;

  private final long seed;
  private final BufferAllocator memory;
  private final Random random;
  private final LeapingTicker ticker = new LeapingTicker();
  private final InMemoryEndpoint endpoint;
  private final RandomFaults faults;
  private final CommitTrigger trigger;

  Simulation(long seed, BufferAllocator memory) {
    this.seed = seed;
    this.memory = memory;
    this.random = new Random(seed);
    this.endpoint = new InMemoryEndpoint(1 + random.nextInt(3), 1 + random.nextInt(20), ticker);
    for (int partition = 0; partition < partitions(); partition++) {
      fill(partition, random.nextInt(150));
    }
    this.trigger =
        new CommitTrigger(
            Duration.ofMillis(1 + random.nextInt(1000)),
            1 + random.nextInt(60),
            1 + random.nextInt(2000),
            Duration.ofMillis(1 + random.nextInt(5000)));
    this.faults = new RandomFaults(random);
  }

  /** Position that the target holds for {@link #OWNER}. */
  interface Committed {
    Optional<Position> position() throws InterruptedException;
  }

  /** Runs until everything is committed, in as many processes as that takes. */
  void run(ContinuousSink sink, Committed committed) throws InterruptedException {
    List<Position> wrong = new ArrayList<>();
    endpoint.onAcknowledge(
        position -> {
          if (!isCommitted(committed, position)) {
            wrong.add(position);
          }
        });
    for (int process = 0; !isCommitted(committed, endpoint.end()); process++) {
      assertThat(process).as("processes of seed %d", seed).isLessThan(200);
      try (ContinuousActivity activity = activity(sink)) {
        faults.in(activity);
        do {
          activity.start();
          assertThat(activity.awaitStopped(Duration.ofSeconds(60)))
              .as("seed %d ends: %s", seed, activity.status())
              .isTrue();
        } while (!isCommitted(committed, endpoint.end()) && random.nextBoolean());
      }
    }
    assertThat(wrong).as("acknowledged before committed, seed %d", seed).isEmpty();
  }

  /** A place of the target's own at which it can fail. */
  void hit(Step step) {
    faults.hit(step);
  }

  int faults() {
    return faults.raised();
  }

  int partitions() {
    return endpoint.partitionCount();
  }

  List<Integer> expected(int partition) {
    return endpoint.rows(partition);
  }

  static List<Integer> ofPartition(List<Integer> rows, int partition) {
    return rows.stream().filter(row -> row / PARTITION_BASE == partition).toList();
  }

  private ContinuousActivity activity(ContinuousSink sink) {
    return ContinuousActivity.named(OWNER)
        .from(new FaultyEndpoint(endpoint, faults))
        .recipe(
            batch -> {
              faults.hit(Step.RECIPE);
              return batch;
            })
        .into(new FaultySink(sink, faults))
        .commit(trigger)
        .allocator(memory)
        .ticker(ticker)
        .listener(new StopAtTheEnd())
        .build();
  }

  private void fill(int partition, int entries) {
    for (int i = 0; i <= entries; i++) {
      if (random.nextInt(10) == 0) {
        endpoint.appendMarker(partition);
      } else {
        endpoint.append(partition, partition * PARTITION_BASE + i);
      }
    }
  }

  private static boolean isCommitted(Committed committed, Position position) {
    try {
      return committed.position().equals(Optional.of(position));
    } catch (InterruptedException e) {
      throw Faults.sneak(e);
    }
  }

  /** Asks the activity to stop when it holds the last position. */
  private final class StopAtTheEnd implements ActivityListener {
    @Override
    public void stateChanged(ActivityStatus now) {
      look(now);
    }

    @Override
    public void committed(ActivityStatus now, CommitReceipt receipt) {
      look(now);
    }

    private void look(ActivityStatus now) {
      if (now.position().equals(Optional.of(endpoint.end()))) {
        faults.stopActivity();
      }
    }
  }
}
