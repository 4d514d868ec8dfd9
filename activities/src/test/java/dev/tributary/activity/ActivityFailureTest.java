package dev.tributary.activity;

import static dev.tributary.activity.Rig.awaitState;
import static dev.tributary.activity.Rig.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.TributaryException;
import dev.tributary.TributaryException.Recovery;
import dev.tributary.endpoint.EndpointUnavailableException;
import dev.tributary.endpoint.SourceChangedException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What follows when something is thrown. */
final class ActivityFailureTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private final Rig rig = new Rig();
  private ContinuousActivity activity =
      rig.activity().clock(InstantSource.fixed(NOON)).commit(everyRow()).build();

  @AfterEach
  void nothingIsLeft() {
    activity.close();
    rig.close();
  }

  @Test
  void aBrokenRecordFailsTheAttemptAndEverythingBeforeItIsCommitted() throws Exception {
    activity = rig.activity().restart(RestartPolicy.defaults().withAbortAfterCrashes(2)).build();
    rig.endpoint.append(0, 1, 2);
    rig.endpoint.appendBroken(0, 3);
    rig.endpoint.append(0, 4);
    activity.start();
    awaitState(activity, ActivityState.RESTARTING);
    assertThat(rig.sink.rows()).containsExactly(1, 2);
    assertThat(rig.endpoint.acknowledged()).containsExactly(Offsets.print(List.of(2)));
    assertThat(activity.status().reason())
        .isEqualTo(
            "restarts after 1000 ms, crash 1:"
                + " Cannot decode record numbers/0/2: field value is no int");
    assertThat(activity.status().crashes()).isEqualTo(1);

    rig.ticker.advance(Duration.ofSeconds(1));
    activity.awaitStopped();
    ActivityStatus status = activity.status();
    assertThat(status.state()).isEqualTo(ActivityState.FAILED);
    assertThat(status.desired()).isEqualTo(DesiredState.STARTED);
    assertThat(status.reason())
        .isEqualTo(
            "gave up after 2 crashes in a row, restart.abort.after.crashes is 2:"
                + " Cannot decode record numbers/0/2: field value is no int");
    assertThat(status.attempt()).isEqualTo(2);
    assertThat(rig.sink.rows()).containsExactly(1, 2);

    rig.endpoint.repairAll();
    activity.start();
    eventually(() -> activity.status().uncommitted().rows() == 2);
    activity.stop();
    activity.awaitStopped();
    assertThat(rig.sink.rows()).containsExactly(1, 2, 3, 4);
  }

  @ParameterizedTest
  @EnumSource(
      value = Step.class,
      names = {
        "OPEN_WRITER",
        "STATE",
        "OPEN_READER",
        "POLL",
        "RECIPE",
        "WRITE",
        "CHECKPOINT_BEFORE",
        "CHECKPOINT_AFTER"
      })
  void aCrashAnywhereLeadsToARestartAndNothingIsLostOrTwice(Step step) {
    rig.script.failOnce(step, () -> new IllegalStateException("broken at " + step));
    rig.endpoint.append(0, 1, 2, 3);
    activity.start();
    awaitState(activity, ActivityState.RESTARTING);
    assertThat(rig.endpoint.acknowledged()).isEmpty();
    ActivityStatus status = activity.status();
    assertThat(status.reason())
        .isEqualTo(
            "restarts after 1000 ms, crash 1: java.lang.IllegalStateException: broken at " + step);
    assertThat(status.lastFailure())
        .hasValue(
            new ActivityStatus.Failure(
                "broken at " + step, NOON, "java.lang.IllegalStateException"));
    assertThat(rig.sink.closedAsFailed()).doesNotContain(false);
    assertThat(rig.memory.getAllocatedMemory()).isZero();

    rig.ticker.advance(Duration.ofMillis(999));
    assertThat(activity.status().state()).isEqualTo(ActivityState.RESTARTING);
    rig.ticker.advance(Duration.ofMillis(1));
    rig.endpoint.append(0, 4);
    eventually(() -> rig.endpoint.acknowledged().contains(rig.endpoint.end()));
    assertThat(rig.sink.rows()).containsExactly(1, 2, 3, 4);
    assertThat(activity.status().lastFailure()).isPresent();
  }

  @Test
  void anInterruptInACommitIsNoCommit() {
    rig.script.failOnce(Step.CHECKPOINT_BEFORE, InterruptedException::new);
    rig.endpoint.append(0, 1);
    activity.start();
    awaitState(activity, ActivityState.RESTARTING);
    assertThat(rig.endpoint.acknowledged()).isEmpty();
    assertThat(rig.sink.rows()).isEmpty();
    assertThat(activity.status().lastFailure().orElseThrow().message())
        .isEqualTo("java.lang.InterruptedException");
  }

  @Test
  void aStackOverflowFollowsThePolicy() {
    rig.script.failOnce(Step.RECIPE, StackOverflowError::new);
    rig.endpoint.append(0, 1);
    activity.start();
    awaitState(activity, ActivityState.RESTARTING);
    assertThat(rig.endpoint.acknowledged()).isEmpty();
    rig.ticker.advance(Duration.ofSeconds(1));
    eventually(() -> rig.sink.rows().size() == 1);
  }

  @Test
  void anErrorOfTheMachineEndsTheActivityAndSaysSo() throws Exception {
    rig.script.failOnce(Step.WRITE, () -> new OutOfMemoryError("Java heap space"));
    rig.endpoint.append(0, 1);
    activity.start();
    activity.awaitStopped();
    ActivityStatus status = activity.status();
    assertThat(status.state()).isEqualTo(ActivityState.FAILED);
    assertThat(status.reason()).isEqualTo("java.lang.OutOfMemoryError: Java heap space");
    assertThat(status.lastFailure())
        .hasValue(
            new ActivityStatus.Failure("Java heap space", NOON, "java.lang.OutOfMemoryError"));
    assertThat(rig.endpoint.acknowledged()).isEmpty();
    activity.start();
    eventually(() -> rig.sink.rows().size() == 1);
  }

  @Test
  void aFailureThatNeedsAPersonEndsTheActivity() throws Exception {
    rig.script.failOnce(
        Step.OPEN_READER, () -> new SourceChangedException("Cannot read numbers: recreated"));
    activity.start();
    activity.awaitStopped();
    assertThat(activity.status().state()).isEqualTo(ActivityState.FAILED);
    assertThat(activity.status().reason()).isEqualTo("Cannot read numbers: recreated");
    assertThat(activity.status().attempt()).isEqualTo(1);
  }

  @Test
  void ofTwoActivitiesOfOneNameTheSlowerIsFenced() throws Exception {
    Script.Gate gate = rig.script.block(Step.CHECKPOINT_BEFORE);
    rig.endpoint.append(0, 1, 2);
    activity.start();
    gate.reached().await();
    try (ContinuousActivity rival = rig.activity().commit(everyRow()).start()) {
      eventually(() -> rig.sink.rows().size() == 2);
      gate.open();
      activity.awaitStopped();
      ActivityStatus status = activity.status();
      assertThat(status.state()).isEqualTo(ActivityState.FENCED);
      assertThat(status.reason())
          .isEqualTo("Cannot commit to list of numbers: the state of numbers has moved");
      rig.endpoint.append(0, 3);
      eventually(() -> rig.sink.rows().size() == 3);
      assertThat(rival.status().state()).isEqualTo(ActivityState.RUNNING);
    }
    assertThat(rig.sink.rows()).containsExactly(1, 2, 3);
  }

  @Test
  void aFailedAcknowledgementIsNoFailureAndTheNextMakesGood() {
    rig.script.failOnce(Step.ACKNOWLEDGE, () -> new IllegalStateException("not now"));
    rig.endpoint.append(0, 1);
    activity.start();
    eventually(() -> rig.script.hits(Step.ACKNOWLEDGE) == 1);
    rig.endpoint.append(0, 2);
    eventually(() -> rig.endpoint.acknowledged().contains(rig.endpoint.end()));
    assertThat(activity.status().state()).isEqualTo(ActivityState.RUNNING);
    assertThat(activity.status().attempt()).isEqualTo(1);
    assertThat(activity.status().lastFailure()).isEmpty();
  }

  @Test
  void whenTheCommitBeforeABrokenRecordFailsTooBothAreTold() {
    activity = rig.activity().build();
    rig.script.failOnce(Step.CHECKPOINT_BEFORE, () -> new IllegalStateException("no disk"));
    rig.endpoint.append(0, 1);
    rig.endpoint.appendBroken(0, 2);
    activity.start();
    awaitState(activity, ActivityState.RESTARTING);
    assertThat(activity.status().reason()).endsWith("no disk");
    assertThat(rig.sink.rows()).isEmpty();
    assertThat(rig.endpoint.acknowledged()).isEmpty();
  }

  @Test
  void whatIsAwayIsWaitedForHoweverLongAndThatIsNoCrash() {
    activity =
        rig.activity()
            .commit(everyRow())
            .restart(RestartPolicy.defaults().withAbortAfterCrashes(1))
            .build();
    rig.script.failAlways(Step.OPEN_READER, away());
    rig.endpoint.append(0, 1);
    activity.start();
    int[] delays = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20};
    for (int seconds : delays) {
      awaitReason(
          "tries again after " + seconds + "000 ms: Cannot reach numbers: connection refused");
      assertThat(activity.status().state()).isEqualTo(ActivityState.WAITING);
      rig.ticker.advance(Duration.ofSeconds(seconds));
    }
    for (int more = 21; more <= 32; more++) {
      int attempt = more;
      eventually(() -> activity.status().attempt() == attempt);
      awaitState(activity, ActivityState.WAITING);
      rig.ticker.advance(Duration.ofSeconds(30));
    }
    awaitReason("tries again after 30000 ms: Cannot reach numbers: connection refused");
    assertThat(activity.status().crashes()).isZero();
    rig.script.calm(Step.OPEN_READER);
    rig.ticker.advance(Duration.ofSeconds(30));
    eventually(() -> rig.sink.rows().size() == 1);
    assertThat(activity.status().state()).isEqualTo(ActivityState.RUNNING);
  }

  @Test
  void crashesAreForgottenAfterAHealthyTimeWithACommit() {
    rig.script.failOnce(Step.OPEN_WRITER, () -> new IllegalStateException("first"));
    rig.script.failOnce(Step.OPEN_WRITER, () -> new IllegalStateException("second"));
    activity.start();
    awaitReason("restarts after 1000 ms, crash 1: java.lang.IllegalStateException: first");
    rig.ticker.advance(Duration.ofSeconds(1));
    awaitReason("restarts after 2000 ms, crash 2: java.lang.IllegalStateException: second");
    rig.ticker.advance(Duration.ofSeconds(2));
    awaitState(activity, ActivityState.RUNNING);
    assertThat(activity.status().crashes()).isEqualTo(2);
    rig.ticker.advance(Duration.ofSeconds(60));
    rig.letItLookAround();
    assertThat(activity.status().crashes()).isEqualTo(2);
    rig.endpoint.append(0, 1);
    eventually(() -> activity.status().crashes() == 0);
    rig.script.failOnce(Step.POLL, () -> new IllegalStateException("third"));
    awaitReason("restarts after 1000 ms, crash 1: java.lang.IllegalStateException: third");
  }

  @Test
  void aFailureWhileItStopsLeavesItStoppedAndTellsWhy() throws Exception {
    activity = rig.activity().build();
    rig.script.failOnce(Step.CHECKPOINT_BEFORE, () -> new IllegalStateException("no disk"));
    rig.endpoint.append(0, 1);
    activity.start();
    eventually(() -> activity.status().uncommitted().rows() == 1);
    activity.stop();
    activity.awaitStopped();
    assertThat(activity.status().state()).isEqualTo(ActivityState.STOPPED);
    assertThat(activity.status().reason()).isEqualTo("stopped after a failure: no disk");
    assertThat(rig.endpoint.acknowledged()).isEmpty();
    activity.start();
    eventually(() -> activity.status().uncommitted().rows() == 1);
    activity.stop();
    activity.awaitStopped();
    assertThat(rig.sink.rows()).containsExactly(1);
  }

  @Test
  void thingsThatFailToCloseDoNotMatter() throws Exception {
    rig.script.failAlways(Step.CLOSE_READER, () -> new IllegalStateException("stuck"));
    rig.script.failAlways(Step.CLOSE_WRITER, () -> new IllegalStateException("stuck too"));
    rig.endpoint.append(0, 1);
    activity.start();
    eventually(() -> rig.sink.rows().size() == 1);
    activity.stop();
    activity.awaitStopped();
    assertThat(activity.status().state()).isEqualTo(ActivityState.STOPPED);
    assertThat(rig.script.hits(Step.CLOSE_WRITER)).isEqualTo(1);
  }

  @Test
  void aCallbackOfTheListenerThatIsAnErrorIsNoSilentEnd() throws Exception {
    activity =
        rig.activity()
            .listener(
                new ActivityListener() {
                  @Override
                  public void stateChanged(ActivityStatus now) {
                    throw new AssertionError("listener is broken");
                  }

                  @Override
                  public void failed(ActivityStatus now, Throwable failure) {
                    throw new AssertionError("listener is really broken");
                  }
                })
            .start();
    activity.awaitStopped();
    assertThat(activity.status().state()).isEqualTo(ActivityState.FAILED);
    assertThat(activity.status().reason())
        .isEqualTo("Cannot go on: java.lang.AssertionError: listener is broken");
  }

  @Test
  void knownFailuresOfRestartKindFollowThePolicy() {
    rig.script.failOnce(
        Step.WRITE, () -> new TributaryException(Recovery.RESTART, "Cannot write: no"));
    rig.endpoint.append(0, 1);
    activity.start();
    awaitReason("restarts after 1000 ms, crash 1: Cannot write: no");
  }

  private void awaitReason(String reason) {
    Rig.eventuallyAsserted(() -> assertThat(activity.status().reason()).isEqualTo(reason));
  }

  private static Supplier<Throwable> away() {
    return () -> new EndpointUnavailableException("Cannot reach numbers: connection refused", null);
  }

  private static CommitTrigger everyRow() {
    return CommitTrigger.defaults().withRows(1);
  }
}
