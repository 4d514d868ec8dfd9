package dev.tributary.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.TributaryException;
import dev.tributary.TributaryException.Recovery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteCheckpointerTest extends CheckpointerContract {
  @TempDir private Path folder;

  @Override
  Checkpointer open(CheckpointerConfig config) {
    return Checkpointer.sqlite(file(), config);
  }

  @Test
  void whatWasStoredIsThereAfterReopening() {
    try (Checkpointer first = Checkpointer.sqlite(file())) {
      first.put("a", bytes("1"));
      first.put("b", bytes("2"));
      first.delete("b");
    }
    try (Checkpointer second = Checkpointer.sqlite(file())) {
      assertThat(second.get("a")).hasValue(bytes("1"));
      assertThat(second.list()).hasSize(1);
    }
  }

  @Test
  void twoOnOneFileSeeEachOther() {
    try (Checkpointer one = Checkpointer.sqlite(file());
        Checkpointer two = Checkpointer.sqlite(file())) {
      one.put("a", bytes("1"));
      assertThat(two.get("a")).hasValue(bytes("1"));
      assertThat(two.compareAndSet("a", Optional.of(bytes("1")), bytes("2"))).isTrue();
      assertThat(one.compareAndSet("a", Optional.of(bytes("1")), bytes("3"))).isFalse();
      assertThat(one.get("a")).hasValue(bytes("2"));
      two.delete("a");
      assertThat(one.list()).isEmpty();
    }
  }

  @Test
  void manyThreadsThroughTwoOnOneFileCountExactly() throws Exception {
    try (Checkpointer one = Checkpointer.sqlite(file());
        Checkpointer two = Checkpointer.sqlite(file())) {
      increment(List.of(one, two));
      assertThat(counter(one)).hasValue(bytes("" + increments()));
    }
  }

  @Test
  void manyMayOpenANewFileAtOnce() throws Exception {
    int openers = 8;
    ExecutorService threads = Executors.newFixedThreadPool(openers);
    try {
      Path fresh = folder.resolve("new/and/deep/checkpoints.db");
      CyclicBarrier together = new CyclicBarrier(openers);
      List<Future<Boolean>> created = new ArrayList<>();
      for (int i = 0; i < openers; i++) {
        created.add(
            threads.submit(
                () -> {
                  together.await();
                  try (Checkpointer mine = Checkpointer.sqlite(fresh)) {
                    return mine.create("first", bytes("me"));
                  }
                }));
      }
      int winners = 0;
      for (Future<Boolean> one : created) {
        winners += one.get() ? 1 : 0;
      }
      assertThat(winners).isEqualTo(1);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void theFileIsInWriteAheadMode() throws Exception {
    Checkpointer.sqlite(file()).close();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = connection.createStatement();
        ResultSet mode = statement.executeQuery("PRAGMA journal_mode")) {
      assertThat(mode.getString(1)).isEqualTo("wal");
    }
  }

  @Test
  void theConnectionForcesEveryCommitToDiskAndWaitsForOthers() throws Exception {
    try (Connection connection = SqliteFile.open(file());
        Statement statement = connection.createStatement()) {
      try (ResultSet full = statement.executeQuery("PRAGMA synchronous")) {
        assertThat(full.getInt(1)).isEqualTo(2);
      }
      try (ResultSet patience = statement.executeQuery("PRAGMA busy_timeout")) {
        assertThat(patience.getInt(1)).isEqualTo(20_000);
      }
    }
  }

  @Test
  void aFileThatIsNoDatabaseSaysSo() throws Exception {
    Path text =
        Files.writeString(folder.resolve("notes.txt"), "no database, only text\n".repeat(99));
    assertThatThrownBy(() -> Checkpointer.sqlite(text))
        .isInstanceOfSatisfying(
            TributaryException.class, e -> assertThat(e.recovery()).isEqualTo(Recovery.RESTART))
        .hasMessageStartingWith("Cannot open checkpoints in " + text + ": ")
        .hasMessageContaining("not a database");
    assertThat(Files.readString(text)).startsWith("no database, only text");
  }

  @Test
  void aFolderThatCannotBeMadeSaysSo() throws Exception {
    Path text = Files.writeString(folder.resolve("notes.txt"), "no folder");
    Path below = text.resolve("checkpoints.db");
    assertThatThrownBy(() -> Checkpointer.sqlite(below))
        .isInstanceOf(TributaryException.class)
        .hasMessageStartingWith("Cannot open checkpoints in " + below + ": cannot make its folder");
  }

  @Test
  void aPathThatSqliteWouldCutIsRefused() {
    Path cut = folder.resolve("what?.db");
    assertThatThrownBy(() -> Checkpointer.sqlite(cut))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot open checkpoints in " + cut + ": the path must not hold a question mark");
  }

  @Test
  void aStoreThatIsBrokenUnderWaySaysWhatWasNotDone() throws Exception {
    try (Checkpointer checkpoints = Checkpointer.sqlite(file())) {
      try (Connection vandal = DriverManager.getConnection("jdbc:sqlite:" + file());
          Statement statement = vandal.createStatement()) {
        statement.executeUpdate("DROP TABLE checkpoints");
      }
      assertThatThrownBy(() -> checkpoints.put("a", bytes("1")))
          .isInstanceOfSatisfying(
              TributaryException.class, e -> assertThat(e.recovery()).isEqualTo(Recovery.RESTART))
          .hasMessageStartingWith("Cannot store checkpoint a in " + file() + ": ");
    }
  }

  @Test
  void aFileThatAnotherHoldsIsWorthWaitingFor() throws Exception {
    Checkpointer.sqlite(file()).close();
    try (Connection holder = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement hold = holder.createStatement();
        Connection impatient = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = impatient.createStatement()) {
      statement.execute("PRAGMA busy_timeout = 0");
      hold.execute("BEGIN IMMEDIATE");
      assertThatThrownBy(() -> statement.executeUpdate("DELETE FROM checkpoints"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(SqliteFile.recovery(e)).isEqualTo(Recovery.WAIT))
          .hasMessageContaining("SQLITE_BUSY");
    }
  }

  private Path file() {
    return folder.resolve("checkpoints.db");
  }
}
