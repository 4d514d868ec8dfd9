package dev.tributary.activity;

import static dev.tributary.activity.Rig.awaitState;
import static dev.tributary.activity.Rig.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.endpoint.Position;
import dev.tributary.endpoint.RecordBatch;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What recipes may do, and who owns what. */
final class ActivityRecipeTest {
  private final Rig rig = new Rig();
  private ContinuousActivity activity;

  @AfterEach
  void nothingIsLeft() {
    activity.close();
    rig.close();
  }

  @Test
  void syncPassesTheSameBatchThrough() {
    activity = rig.activity().recipe(Recipe.sync()).commit(everyRow()).start();
    rig.endpoint.append(0, 1, 2);
    eventually(() -> rig.sink.rows().equals(List.of(1, 2)));
  }

  @Test
  void aRecipeMayReturnAnotherBatchAndItsPositionDoesNotCount() {
    activity = rig.activity().recipe(this::twice).commit(everyRow()).start();
    rig.endpoint.append(0, 1, 2);
    eventually(() -> rig.sink.rows().equals(List.of(1, 2, 1, 2)));
    assertThat(rig.sink.state("numbers")).hasValue(rig.endpoint.end());
  }

  @Test
  void aRecipeMayDropEverythingAndThePositionMovesByTheIdleInterval() {
    activity = rig.activity().recipe(this::nothing).commit(everyRow()).start();
    rig.endpoint.append(0, 1, 2);
    eventually(() -> activity.status().recordsBehind().orElse(1) == 0);
    rig.letItLookAround();
    assertThat(rig.sink.commits()).isZero();
    rig.ticker.advance(Duration.ofSeconds(60));
    eventually(() -> rig.sink.state("numbers").isPresent());
    assertThat(rig.sink.rows()).isEmpty();
    assertThat(rig.sink.state("numbers")).hasValue(rig.endpoint.end());
  }

  @Test
  void aRecipeIsNotAskedAboutBatchesWithoutRows() {
    activity =
        rig.activity()
            .recipe(
                batch -> {
                  throw new IllegalStateException("asked");
                })
            .start();
    rig.endpoint.appendMarker(0);
    eventually(() -> activity.status().recordsBehind().orElse(1) == 0);
    rig.letItLookAround();
    assertThat(activity.status().state()).isEqualTo(ActivityState.RUNNING);
  }

  @Test
  void whatARecipeFailsOnIsNotCommittedButEverythingBeforeIs() {
    activity =
        rig.activity()
            .recipe(
                batch -> {
                  if (Numbers.values(batch).contains(2)) {
                    throw new IllegalArgumentException("2 is no good");
                  }
                  return batch;
                })
            .start();
    rig.endpoint.append(0, 1);
    eventually(() -> activity.status().uncommitted().rows() == 1);
    rig.endpoint.append(0, 2);
    awaitState(activity, ActivityState.RESTARTING);
    assertThat(rig.sink.rows()).containsExactly(1);
    assertThat(rig.endpoint.acknowledged()).containsExactly(Offsets.print(List.of(1)));
    assertThat(activity.status().reason()).endsWith("IllegalArgumentException: 2 is no good");
    assertThat(rig.memory.getAllocatedMemory()).isZero();
  }

  @Test
  void nullIsNoBatch() {
    activity = rig.activity().recipe(batch -> null).start();
    rig.endpoint.append(0, 1);
    awaitState(activity, ActivityState.RESTARTING);
    assertThat(activity.status().lastFailure().orElseThrow().message())
        .isEqualTo(
            "Cannot write what the recipe of activity numbers made of the batch at"
                + " {\"next\":[0]}: it returned null");
    assertThat(rig.memory.getAllocatedMemory()).isZero();
  }

  private RecordBatch twice(RecordBatch batch) {
    try (batch) {
      List<Integer> values = Numbers.values(batch);
      List<Integer> doubled = Stream.concat(values.stream(), values.stream()).toList();
      Position elsewhere = Offsets.print(List.of(999));
      return Numbers.batch(rig.memory, doubled, elsewhere, elsewhere);
    }
  }

  private RecordBatch nothing(RecordBatch batch) {
    try (batch) {
      return Numbers.batch(rig.memory, List.of(), batch.before(), batch.after());
    }
  }

  private static CommitTrigger everyRow() {
    return CommitTrigger.defaults().withRows(1);
  }
}
