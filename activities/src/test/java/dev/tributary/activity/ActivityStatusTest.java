package dev.tributary.activity;

import static dev.tributary.activity.Rig.awaitState;
import static dev.tributary.activity.Rig.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.checkpoint.Checkpointer;
import dev.tributary.writer.CallbackSink;
import dev.tributary.writer.CommitReceipt;
import dev.tributary.writer.Guarantee;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an activity says about itself, and when it counts as degraded. */
final class ActivityStatusTest {
  private final Rig rig = new Rig();
  private ContinuousActivity activity = rig.activity().build();

  @AfterEach
  void nothingIsLeft() {
    activity.close();
    rig.close();
  }

  @Test
  void aCommitThatHangsDegradesTheActivityThoughItsThreadSaysNothing() throws Exception {
    Script.Gate gate = rig.script.block(Step.CHECKPOINT_BEFORE);
    rig.endpoint.append(0, 1, 2);
    activity.start();
    eventually(() -> activity.status().uncommitted().rows() == 2);
    rig.ticker.advance(Duration.ofSeconds(1));
    gate.reached().await();
    rig.ticker.advance(Duration.ofSeconds(59));
    assertThat(activity.status().state()).isEqualTo(ActivityState.RUNNING);
    rig.ticker.advance(Duration.ofSeconds(1));
    assertThat(activity.status().state()).isEqualTo(ActivityState.DEGRADED);
    assertThat(activity.status().reason())
        .isEqualTo("2 rows were read and not committed for 61000 ms, freshness.limit.ms is 60000");
    gate.open();
    awaitState(activity, ActivityState.RUNNING);
    assertThat(activity.status().reason()).isEmpty();
  }

  @Test
  void recordsThatWaitAtTheSourceDegradeTheActivity() {
    rig.endpoint.pretendLag(12);
    activity = rig.activity().freshnessLimit(Duration.ofSeconds(10)).start();
    eventually(() -> activity.status().recordsBehind().orElse(0) == 12);
    assertThat(activity.status().state()).isEqualTo(ActivityState.RUNNING);
    rig.ticker.advance(Duration.ofSeconds(11));
    awaitState(activity, ActivityState.DEGRADED);
    assertThat(activity.status().reason())
        .startsWith("12 records wait at the source and nothing was committed for 11000 ms");
    rig.endpoint.pretendLag(0);
    awaitState(activity, ActivityState.RUNNING);
  }

  @Test
  void troubleAtTheSourceDegradesTheActivity() {
    activity.start();
    awaitState(activity, ActivityState.RUNNING);
    rig.endpoint.trouble("the broker does not answer");
    awaitState(activity, ActivityState.DEGRADED);
    assertThat(activity.status().reason()).isEqualTo("the broker does not answer");
    rig.endpoint.trouble(null);
    awaitState(activity, ActivityState.RUNNING);
  }

  @Test
  void troubleAtTheTargetDegradesTheActivity() {
    activity.start();
    awaitState(activity, ActivityState.RUNNING);
    rig.sink.trouble("the catalog is locked");
    awaitState(activity, ActivityState.DEGRADED);
    assertThat(activity.status().reason()).isEqualTo("the catalog is locked");
    rig.sink.trouble(null);
    awaitState(activity, ActivityState.RUNNING);
  }

  @Test
  void anIdleActivityIsNotDegraded() {
    activity.start();
    awaitState(activity, ActivityState.RUNNING);
    rig.ticker.advance(Duration.ofDays(1));
    rig.letItLookAround();
    assertThat(activity.status().state()).isEqualTo(ActivityState.RUNNING);
    rig.endpoint.append(0, 1);
    eventually(() -> activity.status().uncommitted().rows() == 1);
    assertThat(activity.status().state()).isEqualTo(ActivityState.RUNNING);
  }

  @Test
  void aListenerHearsStatesCommitsAndFailuresInOrder() throws Exception {
    List<String> heard = new CopyOnWriteArrayList<>();
    rig.script.failOnce(Step.OPEN_READER, () -> new IllegalStateException("not yet"));
    rig.endpoint.append(0, 1);
    activity = rig.activity().listener(new Writing(heard)).start();
    awaitState(activity, ActivityState.RESTARTING);
    rig.ticker.advance(Duration.ofSeconds(1));
    eventually(() -> activity.status().uncommitted().rows() == 1);
    activity.stop();
    activity.awaitStopped();
    assertThat(heard)
        .containsExactly(
            "STARTING",
            "failed: not yet",
            "RESTARTING",
            "STARTING",
            "RUNNING",
            "STOPPING",
            "committed 1 of 1",
            "STOPPED");
  }

  @Test
  void aListenerThatFailsIsNoFailureOfTheActivity() {
    activity =
        rig.activity()
            .commit(CommitTrigger.defaults().withRows(1))
            .listener(
                new ActivityListener() {
                  @Override
                  public void committed(ActivityStatus now, CommitReceipt receipt) {
                    throw new IllegalStateException("listener is broken");
                  }
                })
            .start();
    rig.endpoint.append(0, 1);
    eventually(() -> rig.endpoint.acknowledged().contains(rig.endpoint.end()));
    assertThat(activity.status().state()).isEqualTo(ActivityState.RUNNING);
    assertThat(activity.status().lastFailure()).isEmpty();
  }

  @Test
  void theGuaranteeFollowsFromEndpointAndTarget() {
    assertThat(activity.status().guarantee()).isEqualTo(Guarantee.EXACTLY_ONCE);
    try (Checkpointer checkpointer = Checkpointer.inMemory();
        ContinuousActivity other =
            rig.activity().into(CallbackSink.of("list", batch -> {}, checkpointer)).build()) {
      assertThat(other.status().guarantee()).isEqualTo(Guarantee.AT_LEAST_ONCE);
    }
  }

  private record Writing(List<String> heard) implements ActivityListener {
    @Override
    public void stateChanged(ActivityStatus now) {
      heard.add(now.state().toString());
    }

    @Override
    public void committed(ActivityStatus now, CommitReceipt receipt) {
      heard.add("committed " + receipt.rows() + " of " + now.rows());
    }

    @Override
    public void failed(ActivityStatus now, Throwable failure) {
      heard.add("failed: " + now.lastFailure().orElseThrow().message());
    }
  }
}
