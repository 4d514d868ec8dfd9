package dev.tributary.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.checkpoint.Checkpointer;
import dev.tributary.writer.CallbackSink;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.Test;

/** Everything that can fail fails at random, for many seeds; nothing may be lost or repeated. */
final class CrashRestoreSimulationTest {
  private static final int SEEDS = 500;

  @Test
  void intoAnAtomicTargetEachRecordComesOnceAndInOrder() throws Exception {
    long faults = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      InMemorySink sink = new InMemorySink();
      try (RootAllocator memory = new RootAllocator()) {
        Simulation simulation = new Simulation(seed, memory);
        simulation.run(sink, () -> sink.state(Simulation.OWNER));
        faults += simulation.faults();
        for (int partition = 0; partition < simulation.partitions(); partition++) {
          assertThat(Simulation.ofPartition(sink.rows(), partition))
              .as("seed %d, partition %d", seed, partition)
              .containsExactlyElementsOf(simulation.expected(partition));
        }
        assertThat(memory.getAllocatedMemory()).as("memory of seed %d", seed).isZero();
      }
    }
    assertThat(faults).as("the simulation does something").isGreaterThan(SEEDS * 5);
    assertThat(Rig.anyActivityThread()).isFalse();
  }

  @Test
  void intoACallbackEachRecordComesAtLeastOnceAndInOrderAtFirst() throws Exception {
    long repeated = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      List<Integer> handedOver = new ArrayList<>();
      try (RootAllocator memory = new RootAllocator();
          Checkpointer checkpointer = Checkpointer.inMemory()) {
        Simulation simulation = new Simulation(seed, memory);
        CallbackSink sink =
            CallbackSink.of(
                "list",
                batch -> {
                  handedOver.addAll(Numbers.values(batch));
                  simulation.hit(Step.HAND_OVER);
                },
                checkpointer);
        simulation.run(sink, () -> sink.openWriter(Simulation.OWNER).state());
        int sent = 0;
        for (int partition = 0; partition < simulation.partitions(); partition++) {
          List<Integer> came = Simulation.ofPartition(handedOver, partition);
          assertThat(new LinkedHashSet<>(came))
              .as("seed %d, partition %d", seed, partition)
              .containsExactlyElementsOf(simulation.expected(partition));
          sent += simulation.expected(partition).size();
        }
        repeated += handedOver.size() - sent;
        assertThat(memory.getAllocatedMemory()).as("memory of seed %d", seed).isZero();
      }
    }
    assertThat(repeated).as("the guarantee is not stronger than claimed").isPositive();
    assertThat(Rig.anyActivityThread()).isFalse();
  }
}
