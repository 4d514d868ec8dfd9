package dev.tributary.activity;

import static dev.tributary.activity.Rig.awaitState;
import static dev.tributary.activity.Rig.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.checkpoint.Checkpointer;
import dev.tributary.endpoint.RecordBatch;
import dev.tributary.writer.CallbackSink;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.junit.jupiter.api.Test;

/** Arrow memory is limited, given back, and watched. */
final class ActivityMemoryTest {
  @Test
  void rowsThatDoNotFitNameTheLimitAndWhatWasReadBeforeIsCommitted() {
    try (Rig rig = new Rig();
        ContinuousActivity activity = rig.activity().memoryMaxBytes(512).start()) {
      rig.endpoint.append(0, 1);
      eventually(() -> activity.status().uncommitted().rows() == 1);
      rig.script.failOnce(Step.POLL, () -> new OutOfMemoryException("Failure allocating buffer."));
      awaitState(activity, ActivityState.RESTARTING);
      assertThat(rig.sink.rows()).containsExactly(1);
      assertThat(activity.status().lastFailure().orElseThrow().message())
          .isEqualTo(
              "Cannot hold the rows of activity numbers: memory.max.bytes is 512, in use are 0;"
                  + " Failure allocating buffer.");
    }
  }

  @Test
  void aBatchThatIsTooLargeForTheLimitFailsTheAttempt() {
    try (Rig rig = new Rig();
        ContinuousActivity activity = rig.activity().memoryMaxBytes(16).start()) {
      rig.endpoint.append(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
      awaitState(activity, ActivityState.RESTARTING);
      assertThat(activity.status().reason())
          .contains("Cannot hold the rows of activity numbers: memory.max.bytes is 16");
    }
  }

  @Test
  void aTargetThatHoldsBatchesIsCommittedAtHalfOfTheMemory() {
    List<Integer> handedOver = new CopyOnWriteArrayList<>();
    try (Rig rig = new Rig();
        Checkpointer checkpointer = Checkpointer.inMemory();
        ContinuousActivity activity =
            rig.activity()
                .into(
                    CallbackSink.of(
                        "list", b -> handedOver.addAll(Numbers.values(b)), checkpointer))
                .memoryMaxBytes(4096)
                .start()) {
      int[] many = IntStream.range(0, 1000).toArray();
      rig.endpoint.append(0, many);
      eventually(() -> activity.status().recordsBehind().orElse(1) == 0);
      assertThat(activity.status().commits()).isPositive();
      assertThat(activity.status().attempt()).isEqualTo(1);
      assertThat(handedOver).isNotEmpty();
      activity.close();
      assertThat(handedOver).containsExactlyElementsOf(IntStream.of(many).boxed().toList());
    }
  }

  @Test
  void memoryThatSomebodyKeepsIsLoggedAndTheNextAttemptIsNotHeldUp() {
    List<RecordBatch> kept = new CopyOnWriteArrayList<>();
    try (LogTap log = LogTap.of(AttemptMemory.class);
        Rig rig = new Rig();
        ContinuousActivity activity =
            ContinuousActivity.named("numbers")
                .from(rig.endpoint)
                .recipe(batch -> keep(batch, kept, rig.memory))
                .into(rig.sink)
                .ticker(rig.ticker)
                .build()) {
      rig.endpoint.append(0, 1);
      activity.start();
      eventually(() -> activity.status().uncommitted().rows() == 1);
      activity.stop();
      eventually(() -> activity.status().state() == ActivityState.STOPPED);
      assertThat(log.messages())
          .singleElement()
          .asString()
          .startsWith("Activity numbers leaked Arrow memory: ");
      rig.endpoint.append(0, 2);
      activity.start();
      eventually(() -> activity.status().uncommitted().rows() == 1);
    }
  }

  /** Returns a copy, and never closes the batch. */
  private static RecordBatch keep(
      RecordBatch batch, List<RecordBatch> kept, BufferAllocator allocator) {
    kept.add(batch);
    return Numbers.batch(allocator, Numbers.values(batch), batch.before(), batch.after());
  }
}
