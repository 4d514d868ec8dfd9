package dev.tributary.lakehouse.commit;

import static dev.tributary.lakehouse.commit.CommitFixture.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.TributaryException;
import dev.tributary.writer.FencedException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.ExpireSnapshots;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafeCommitTest {
  @TempDir Path folder;
  private CommitFixture lake;

  @BeforeEach
  void open() {
    lake = new CommitFixture(folder);
    lake.makeTable();
  }

  @AfterEach
  void close() {
    lake.close();
  }

  @Test
  void rowsAndStateAppearTogether() throws Exception {
    OwnerState first = state(1);

    int attempts =
        lake.commitAs("a", lake.operations()).append(List.of(lake.file()), Optional.empty(), first);

    assertThat(attempts).isEqualTo(1);
    assertThat(lake.stateOf("a")).contains(first);
    assertThat(lake.paths()).hasSize(1);
  }

  @Test
  void aWriterWhoseStateWasMovedByAnotherIsFenced() throws Exception {
    OwnerState first = state(1);
    SafeCommit zombie = lake.commitAs("a", lake.operations());
    zombie.append(List.of(lake.file()), Optional.empty(), first);
    OwnerState second = state(2);
    lake.commitAs("a", lake.operations()).append(List.of(lake.file()), Optional.of(first), second);

    assertThatThrownBy(() -> zombie.append(List.of(lake.file()), Optional.of(first), state(2)))
        .isInstanceOf(FencedException.class)
        .hasMessageContaining("FENCED by another writer")
        .hasMessageContaining("started from {\"next\":1}")
        .hasMessageContaining("now holds {\"next\":2}");
    assertThat(lake.paths()).hasSize(2);
    assertThat(lake.stateOf("a")).contains(second);
  }

  @Test
  void twoOwnersDoNotFenceEachOtherAndKeepEachOthersState() throws Exception {
    SafeCommit a = lake.commitAs("a", lake.operations());
    SafeCommit b = lake.commitAs("b", lake.operations());
    OwnerState a1 = state(1);
    OwnerState b1 = state(10);
    OwnerState a2 = state(2);
    a.append(List.of(lake.file()), Optional.empty(), a1);
    b.append(List.of(lake.file()), Optional.empty(), b1);
    a.append(List.of(lake.file()), Optional.of(a1), a2);

    assertThat(lake.stateOf("a")).contains(a2);
    assertThat(lake.stateOf("b")).contains(b1);
  }

  @Test
  void threeWritersUnderLostRequestsAndAnswersCommitEachFileExactlyOnce() throws Exception {
    int commitsEach = 34;
    ExecutorService threads = Executors.newFixedThreadPool(3);
    List<String> written = new ArrayList<>();
    int lost = 0;
    try {
      List<Future<LossyWriter>> running = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        running.add(
            threads.submit(new LossyWriter("owner-" + i, commitsEach, new Random(100 + i))));
      }
      for (Future<LossyWriter> each : running) {
        LossyWriter writer = each.get();
        written.addAll(writer.written);
        lost += writer.operations.lostAnswers;
        assertThat(lake.stateOf(writer.owner)).contains(writer.last);
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(lost).as("lost answers").isGreaterThan(20);
    assertThat(lake.paths()).containsExactlyInAnyOrderElementsOf(written);
  }

  @Test
  void foreignCommitsAndForeignExpiryDoNotLoseTheState() throws Exception {
    OwnerState first = state(1);
    lake.commitAs("a", lake.operations()).append(List.of(lake.file()), Optional.empty(), first);
    lake.load().newAppend().appendFile(lake.file()).commit();
    lake.load()
        .expireSnapshots()
        .expireOlderThan(Long.MAX_VALUE)
        .retainLast(1)
        .cleanupLevel(ExpireSnapshots.CleanupLevel.NONE)
        .commit();
    assertThat(lake.load().snapshots()).hasSize(1);

    assertThat(lake.stateOf("a")).contains(first);
    OwnerState second = state(2);
    lake.commitAs("a", lake.operations()).append(List.of(lake.file()), Optional.of(first), second);
    assertThat(lake.stateOf("a")).contains(second);
    assertThat(lake.paths()).hasSize(3);
  }

  @Test
  void aTableRolledBackTakesItsPositionsBack() throws Exception {
    OwnerState first = state(1);
    SafeCommit commit = lake.commitAs("a", lake.operations());
    commit.append(List.of(lake.file()), Optional.empty(), first);
    long snapshot = lake.load().currentSnapshot().snapshotId();
    commit.append(List.of(lake.file()), Optional.of(first), state(2));

    lake.load().manageSnapshots().rollbackTo(snapshot).commit();

    assertThat(lake.stateOf("a")).contains(first);
  }

  @Test
  void aTableRolledBackToBeforeItsFirstStateHasNone() throws Exception {
    lake.load().newAppend().appendFile(lake.file()).commit();
    long foreign = lake.load().currentSnapshot().snapshotId();
    lake.commitAs("a", lake.operations()).append(List.of(lake.file()), Optional.empty(), state(3));

    lake.load().manageSnapshots().rollbackTo(foreign).commit();

    assertThat(lake.stateOf("a")).isEmpty();
  }

  @Test
  void aPositionThatCannotBeToldIsNotGuessed() throws Exception {
    OwnerState first = state(1);
    SafeCommit commit = lake.commitAs("a", lake.operations());
    commit.append(List.of(lake.file()), Optional.empty(), first);
    long rolledBackTo = lake.load().currentSnapshot().snapshotId();
    commit.append(List.of(lake.file()), Optional.of(first), state(2));
    lake.load().manageSnapshots().rollbackTo(rolledBackTo).commit();
    lake.load().newAppend().appendFile(lake.file()).commit();
    lake.load()
        .expireSnapshots()
        .expireOlderThan(Long.MAX_VALUE)
        .retainLast(1)
        .cleanupLevel(ExpireSnapshots.CleanupLevel.NONE)
        .commit();

    assertThatThrownBy(() -> lake.stateOf("a"))
        .isInstanceOfSatisfying(
            TributaryException.class,
            e -> assertThat(e.recovery()).isEqualTo(TributaryException.Recovery.STOP))
        .hasMessageContaining("Cannot tell the positions of the table")
        .hasMessageContaining("set its property tributary.state-of-snapshot to " + rolledBackTo);
  }

  @Test
  void aDroppedTableStopsTheWriter() {
    SafeCommit commit = lake.commitAs("a", lake.operations());
    lake.catalog.catalog().dropTable(CommitFixture.TABLE, false);

    assertThatThrownBy(() -> commit.append(List.of(lake.file()), Optional.empty(), state(1)))
        .isInstanceOf(TributaryException.class)
        .hasMessage("Cannot commit to table air.flights: it was dropped");
  }

  @Test
  void aWrongClockCommitsNothing() throws Exception {
    InstantSource real = InstantSource.system();
    assertRefused(
        new ClockGuard(InstantSource.offset(real, Duration.ofDays(2)), real),
        "the catalog's clock says");
    assertRefused(
        new ClockGuard(InstantSource.offset(real, Duration.ofHours(-2)), real),
        "the catalog's clock says");

    lake.commitAs("b", lake.operations()).append(List.of(lake.file()), Optional.empty(), state(1));
    InstantSource bothBehind = InstantSource.offset(real, Duration.ofHours(-2));
    assertRefused(new ClockGuard(bothBehind, bothBehind), "its newest snapshot is of");
    assertThat(lake.stateOf("a")).isEmpty();
  }

  private void assertRefused(ClockGuard guard, String reason) {
    SafeCommit commit =
        new SafeCommit(
            "air.flights", "a", lake.operations(), guard, Duration.ofSeconds(30), trouble -> {});
    assertThatThrownBy(() -> commit.append(List.of(lake.file()), Optional.empty(), state(1)))
        .isInstanceOfSatisfying(
            TributaryException.class,
            e -> assertThat(e.recovery()).isEqualTo(TributaryException.Recovery.WAIT))
        .hasMessageContaining("Cannot commit to table air.flights: this machine's clock says")
        .hasMessageContaining(reason);
  }

  /** Commits one file after the other over a connection that loses things. */
  private final class LossyWriter implements Callable<LossyWriter> {
    final String owner;
    final LossyOperations operations;
    final List<String> written = new ArrayList<>();
    private final int commits;
    OwnerState last;

    LossyWriter(String owner, int commits, Random random) {
      this.owner = owner;
      this.commits = commits;
      this.operations = new LossyOperations(lake.operations(), random, 0.4);
    }

    @Override
    public LossyWriter call() throws Exception {
      SafeCommit commit = lake.commitAs(owner, operations);
      for (int i = 0; i < commits; i++) {
        DataFile file = lake.file();
        OwnerState next = state(i);
        commit.append(List.of(file), Optional.ofNullable(last), next);
        written.add(file.location());
        last = next;
      }
      return this;
    }
  }
}
