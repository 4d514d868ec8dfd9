package dev.tributary.activity;

import static dev.tributary.activity.Rig.awaitState;
import static dev.tributary.activity.Rig.eventually;
import static dev.tributary.activity.Rig.eventuallyAsserted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.endpoint.EndpointUnavailableException;
import dev.tributary.writer.Guarantee;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Start, commit, stop, start again. */
final class ContinuousActivityTest {
  private final Rig rig = new Rig();
  private ContinuousActivity activity = rig.activity().build();

  @AfterEach
  void nothingIsLeft() {
    activity.close();
    rig.close();
  }

  @Test
  void anActivityThatNobodyStartedDoesNothing() throws Exception {
    ActivityStatus status = activity.status();
    assertThat(status.name()).isEqualTo("numbers");
    assertThat(status.desired()).isEqualTo(DesiredState.STOPPED);
    assertThat(status.state()).isEqualTo(ActivityState.STOPPED);
    assertThat(status.startedAt()).isEmpty();
    assertThat(status.attempt()).isZero();
    assertThat(status.guarantee()).isEqualTo(Guarantee.EXACTLY_ONCE);
    activity.awaitStopped();
    assertThat(activity.awaitStopped(Duration.ZERO)).isTrue();
    activity.stop();
    assertThat(rig.script.hits(Step.OPEN_WRITER)).isZero();
  }

  @Test
  void rowsAreCommittedByAgeThenAcknowledged() {
    rig.endpoint.append(0, 1, 2, 3);
    activity.start();
    eventually(() -> activity.status().uncommitted().rows() == 3);
    rig.ticker.advance(Duration.ofMillis(999));
    rig.letItLookAround();
    assertThat(rig.sink.rows()).isEmpty();
    assertThat(rig.endpoint.acknowledged()).isEmpty();

    rig.ticker.advance(Duration.ofMillis(1));
    eventually(() -> !rig.endpoint.acknowledged().isEmpty());
    assertThat(rig.sink.rows()).containsExactly(1, 2, 3);
    assertThat(rig.sink.state("numbers")).hasValue(rig.endpoint.end());
    assertThat(rig.endpoint.acknowledged()).containsExactly(rig.endpoint.end());
    ActivityStatus status = activity.status();
    assertThat(status.state()).isEqualTo(ActivityState.RUNNING);
    assertThat(status.rows()).isEqualTo(3);
    assertThat(status.bytes()).isEqualTo(12);
    assertThat(status.files()).isEqualTo(1);
    assertThat(status.commits()).isEqualTo(1);
    assertThat(status.uncommitted().rows()).isZero();
    assertThat(status.lastCommit().orElseThrow().id()).isEqualTo("commit-1");
    assertThat(status.position()).hasValue(rig.endpoint.end());
    assertThat(status.recordsBehind()).hasValue(0);
    assertThat(status.attempt()).isEqualTo(1);
  }

  @Test
  void rowsAreCommittedByNumber() {
    activity = rig.activity().commit(CommitTrigger.defaults().withRows(3)).start();
    rig.endpoint.append(0, 1, 2);
    eventually(() -> activity.status().uncommitted().rows() == 2);
    rig.endpoint.append(0, 3);
    eventually(() -> rig.sink.rows().size() == 3);
  }

  @Test
  void rowsAreCommittedBySize() {
    activity = rig.activity().commit(CommitTrigger.defaults().withBytes(25)).start();
    rig.endpoint.append(0, 1, 2);
    eventually(() -> activity.status().uncommitted().rows() == 2);
    rig.letItLookAround();
    assertThat(rig.sink.rows()).isEmpty();
    rig.endpoint.append(0, 3);
    eventually(() -> rig.sink.rows().size() == 3);
  }

  @Test
  void aPositionWithoutRowsIsCommittedAfterTheIdleInterval() {
    rig.endpoint.appendMarker(0);
    activity.start();
    eventually(() -> activity.status().recordsBehind().orElse(1) == 0);
    rig.ticker.advance(Duration.ofSeconds(59));
    rig.letItLookAround();
    assertThat(rig.sink.commits()).isZero();
    assertThat(activity.status().state()).isEqualTo(ActivityState.RUNNING);
    rig.ticker.advance(Duration.ofSeconds(1));
    eventually(() -> rig.endpoint.acknowledged().contains(rig.endpoint.end()));
    assertThat(rig.sink.state("numbers")).hasValue(rig.endpoint.end());
    rig.ticker.advance(Duration.ofDays(1));
    rig.letItLookAround();
    assertThat(rig.sink.commits()).as("nothing moved since").isEqualTo(1);
  }

  @Test
  void stopCommitsAndAcknowledgesWhatWasRead() throws Exception {
    rig.endpoint.append(0, 1, 2, 3);
    rig.endpoint.appendMarker(0);
    activity.start();
    eventually(() -> activity.status().recordsBehind().orElse(1) == 0);
    activity.stop();
    activity.awaitStopped();
    assertThat(activity.status().state()).isEqualTo(ActivityState.STOPPED);
    assertThat(activity.status().reason()).isEmpty();
    assertThat(rig.sink.rows()).containsExactly(1, 2, 3);
    assertThat(rig.endpoint.acknowledged()).containsExactly(rig.endpoint.end());
    assertThat(rig.sink.closedAsFailed()).containsExactly(false);
  }

  @Test
  void stoppedWithNothingReadNothingIsCommitted() throws Exception {
    activity.start();
    awaitState(activity, ActivityState.RUNNING);
    activity.stop();
    activity.awaitStopped();
    assertThat(rig.sink.commits()).isZero();
    assertThat(rig.sink.state("numbers")).isEmpty();
  }

  @Test
  void startedAgainItGoesOnWhereItStopped() throws Exception {
    rig.endpoint.append(0, 1, 2);
    activity.start();
    eventually(() -> activity.status().uncommitted().rows() == 2);
    activity.stop();
    activity.awaitStopped();
    rig.endpoint.append(0, 3);
    activity.start();
    eventually(() -> activity.status().uncommitted().rows() == 1);
    activity.stop();
    activity.awaitStopped();
    assertThat(rig.sink.rows()).containsExactly(1, 2, 3);
    assertThat(rig.endpoint.opened().get(0)).isEmpty();
    assertThat(rig.endpoint.opened().get(1)).isEqualTo(Optional.of(Offsets.print(List.of(2))));
    assertThat(activity.status().rows()).isEqualTo(3);
  }

  @Test
  void startedWhileItStopsItStartsAgainWhenItHasStopped() throws Exception {
    Script.Gate gate = rig.script.block(Step.CHECKPOINT_BEFORE);
    rig.endpoint.append(0, 1);
    activity.start();
    eventually(() -> activity.status().uncommitted().rows() == 1);
    activity.stop();
    gate.reached().await();
    assertThat(activity.status().state()).isEqualTo(ActivityState.STOPPING);
    activity.start();
    assertThat(activity.status().desired()).isEqualTo(DesiredState.STARTED);
    gate.open();
    eventually(() -> rig.script.hits(Step.OPEN_WRITER) == 2);
    rig.endpoint.append(0, 2);
    eventually(() -> activity.status().uncommitted().rows() == 1);
    assertThat(rig.sink.rows()).containsExactly(1);
  }

  @Test
  void startingTwiceIsStartingOnce() {
    activity.start();
    awaitState(activity, ActivityState.RUNNING);
    activity.start();
    rig.letItLookAround();
    assertThat(rig.script.hits(Step.OPEN_WRITER)).isEqualTo(1);
  }

  @Test
  void stopEndsAWaitForARestartAtOnce() throws Exception {
    rig.script.failAlways(
        Step.OPEN_READER, () -> new EndpointUnavailableException("Cannot reach it: away", null));
    activity.start();
    awaitState(activity, ActivityState.WAITING);
    activity.stop();
    activity.awaitStopped();
    assertThat(activity.status().state()).isEqualTo(ActivityState.STOPPED);
  }

  @Test
  void stopEndsALongWaitInRealTimeToo() throws Exception {
    rig.script.failOnce(Step.OPEN_WRITER, () -> new IllegalStateException("no"));
    activity =
        rig.activity()
            .ticker(Ticker.SYSTEM)
            .restart(
                RestartPolicy.defaults()
                    .withInitialDelay(Duration.ofDays(1))
                    .withMaxDelay(Duration.ofDays(1)))
            .start();
    awaitState(activity, ActivityState.RESTARTING);
    activity.stop();
    assertThat(activity.awaitStopped(Duration.ofSeconds(20))).isTrue();
  }

  @Test
  void stopEndsAnOpenThatTakesLong() throws Exception {
    Script.Gate never = rig.script.block(Step.OPEN_READER);
    activity.start();
    never.reached().await();
    assertThat(activity.status().state()).isEqualTo(ActivityState.STARTING);
    activity.stop();
    activity.awaitStopped();
    assertThat(activity.status().state()).isEqualTo(ActivityState.STOPPED);
    assertThat(activity.status().lastFailure()).isEmpty();
    assertThat(rig.sink.closedAsFailed()).containsExactly(true);
  }

  @Test
  void waitingForAnActivityThatIsStuckEndsWhenToldTo() throws Exception {
    Script.Gate gate = rig.script.block(Step.POLL);
    activity.start();
    gate.reached().await();
    activity.stop();
    assertThat(activity.awaitStopped(Duration.ofMillis(20))).isFalse();
    assertThat(activity.status().state()).isEqualTo(ActivityState.STOPPING);
    gate.open();
    assertThat(activity.awaitStopped(Duration.ofSeconds(20))).isTrue();
  }

  @Test
  void closedItCannotBeStarted() {
    activity.start();
    activity.close();
    activity.close();
    assertThat(activity.status().state()).isEqualTo(ActivityState.STOPPED);
    assertThatThrownBy(activity::start)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Cannot start activity numbers: it is closed");
  }

  @Test
  void closingByAnInterruptedThreadReturnsAndTheActivityStillEnds() throws Exception {
    Script.Gate gate = rig.script.block(Step.POLL);
    activity.start();
    gate.reached().await();
    Thread.currentThread().interrupt();
    activity.close();
    assertThat(Thread.interrupted()).isTrue();
    gate.open();
    activity.awaitStopped();
    assertThat(activity.status().state()).isEqualTo(ActivityState.STOPPED);
  }

  @Test
  void itCannotBeAwaitedOnItsOwnThread() {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    activity =
        rig.activity()
            .recipe(
                batch -> {
                  try {
                    activity.awaitStopped();
                  } catch (IllegalStateException | InterruptedException e) {
                    thrown.set(e);
                  }
                  return batch;
                })
            .start();
    rig.endpoint.append(0, 1);
    eventually(() -> thrown.get() != null);
    assertThat(thrown.get())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Cannot wait for activity numbers on its own thread: it would wait for ever");
  }

  @Test
  void itHasOneThreadOfItsOwnThatIsNoDaemon() {
    AtomicReference<Thread> thread = new AtomicReference<>();
    activity =
        rig.activity()
            .recipe(
                batch -> {
                  thread.set(Thread.currentThread());
                  return batch;
                })
            .start();
    rig.endpoint.append(0, 1);
    eventually(() -> thread.get() != null);
    assertThat(thread.get().getName()).isEqualTo("tributary-activity-numbers");
    assertThat(thread.get().isDaemon()).isFalse();
    activity.close();
    assertThat(thread.get().isAlive()).isFalse();
  }

  @Test
  void itIsDatedByTheClock() {
    Instant noon = Instant.parse("2026-01-01T12:00:00Z");
    activity = rig.activity().clock(InstantSource.fixed(noon)).start();
    assertThat(activity.status().startedAt()).hasValue(noon);
  }

  @Test
  void withoutAnAllocatorItHasMemoryOfItsOwn() {
    activity =
        ContinuousActivity.named("numbers")
            .from(rig.endpoint)
            .into(rig.sink)
            .ticker(rig.ticker)
            .start();
    rig.endpoint.append(0, 1);
    eventually(() -> activity.status().uncommitted().rows() == 1);
    activity.close();
    assertThat(rig.sink.rows()).containsExactly(1);
  }

  @Test
  void withTheSystemsTimeRowsArriveByThemselves() {
    InMemoryEndpoint real = new InMemoryEndpoint(1, 10, Ticker.SYSTEM);
    activity =
        ContinuousActivity.named("numbers")
            .from(real)
            .into(rig.sink)
            .commit(CommitTrigger.defaults().withInterval(Duration.ofMillis(20)))
            .start();
    real.append(0, 1, 2);
    eventuallyAsserted(() -> assertThat(rig.sink.rows()).containsExactly(1, 2));
    eventually(() -> real.acknowledged().contains(real.end()));
  }

  @Test
  void aDescriptionThatLacksSomethingIsRefused() {
    assertThatThrownBy(() -> ContinuousActivity.named(" "))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid activity: name is blank");
    assertThatThrownBy(() -> ContinuousActivity.named("a").into(rig.sink).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid activity a: it needs from(…)");
    assertThatThrownBy(() -> ContinuousActivity.named("a").from(rig.endpoint).start())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid activity a: it needs into(…)");
    assertThatThrownBy(() -> rig.activity().freshnessLimit(Duration.ofMillis(1)).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Invalid freshness.limit.ms");
  }
}
