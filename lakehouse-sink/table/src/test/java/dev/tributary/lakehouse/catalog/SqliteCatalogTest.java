package dev.tributary.lakehouse.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.TributaryException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.iceberg.catalog.Namespace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteCatalogTest {
  @TempDir Path folder;

  @Test
  void manyMayOpenAnEmptyFolderAtOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<SqliteCatalog>> opening = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        opening.add(threads.submit(() -> open(Duration.ofSeconds(20))));
      }
      for (Future<SqliteCatalog> each : opening) {
        each.get().close();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void itsClockIsTheMachines() {
    try (SqliteCatalog catalog = open(Duration.ofSeconds(20))) {
      assertThat(Duration.between(catalog.now(), Instant.now()).abs())
          .isLessThan(Duration.ofSeconds(5));
    }
  }

  @Test
  void aLockedCatalogIsToldAsSuch() throws Exception {
    open(Duration.ofSeconds(20)).close();
    try (SqliteCatalog catalog = open(Duration.ofMillis(50));
        Connection other =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("catalog.db"));
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN EXCLUSIVE");
      assertThatThrownBy(() -> catalog.namespaces().createNamespace(Namespace.of("air")))
          .rootCause()
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("SQLITE_BUSY");
      statement.execute("ROLLBACK");
      // the connection that failed was dropped; the next call takes a new one
      catalog.namespaces().createNamespace(Namespace.of("air"));
      assertThat(catalog.namespaces().listNamespaces()).containsExactly(Namespace.of("air"));
    }
  }

  @Test
  void aFileThatIsNoDatabaseIsToldAsSuch() throws Exception {
    Files.writeString(folder.resolve("catalog.db"), "this is a text, not a database; ".repeat(100));
    assertThatThrownBy(() -> open(Duration.ofSeconds(1)))
        .isInstanceOf(TributaryException.class)
        .hasMessageContaining("Cannot open catalog " + folder.resolve("catalog.db"))
        .hasMessageContaining("not a database");
  }

  @Test
  void aFolderThatCannotBeMadeIsToldAsSuch() throws Exception {
    Path file = Files.writeString(folder.resolve("taken"), "a file");
    assertThatThrownBy(
            () ->
                SqliteCatalog.open(
                    file.resolve("catalog.db"),
                    "tributary",
                    folder.resolve("warehouse"),
                    Duration.ofSeconds(1)))
        .isInstanceOf(TributaryException.class)
        .hasMessage(
            "Cannot open catalog "
                + file.resolve("catalog.db")
                + ": "
                + file
                + " is a file, not a folder");
    assertThatThrownBy(
            () ->
                SqliteCatalog.open(
                    folder.resolve("catalog.db"),
                    "tributary",
                    file.resolve("warehouse"),
                    Duration.ofSeconds(1)))
        .isInstanceOf(TributaryException.class)
        .hasMessage(
            "Cannot use warehouse "
                + file.resolve("warehouse")
                + ": "
                + file
                + " is a file, not a folder");
  }

  private SqliteCatalog open(Duration busyTimeout) {
    return SqliteCatalog.open(
        folder.resolve("catalog.db"), "tributary", folder.resolve("warehouse"), busyTimeout);
  }
}
