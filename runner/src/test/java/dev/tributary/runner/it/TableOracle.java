package dev.tributary.runner.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.lakehouse.Lakehouse;
import dev.tributary.lakehouse.TableName;
import dev.tributary.lakehouse.io.Locations;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;

/**
 * Says of a table of {@link NumberedRecords} what is missing, doubled or out of order; reads the
 * files by DuckDB alone.
 */
final class TableOracle {
  private final Table table;

  TableOracle(Lakehouse lake, String table) {
    this.table = lake.load(TableName.parse(table));
  }

  /** Rows by the table's own metadata. */
  long recordCount() {
    return table.currentSnapshot() == null
        ? 0
        : Long.parseLong(table.currentSnapshot().summary().get("total-records"));
  }

  /**
   * Fails unless each of {@code count} records over {@code partitions} is there once, in order, in
   * files that are there.
   */
  void assertEachRecordOnceAndInOrder(int count, int partitions) throws Exception {
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:")) {
      load(duckDb);
      assertThat(number(duckDb, "SELECT count(*) FROM r"))
          .as("rows by DuckDB")
          .isEqualTo(recordCount());
      assertThat(number(duckDb, "SELECT count(*) - count(DISTINCT (part, seq)) FROM r"))
          .as("duplicates")
          .isZero();
      assertThat(number(duckDb, "SELECT " + count + " - count(DISTINCT (part, seq)) FROM r"))
          .as("missing")
          .isZero();
      assertThat(
              number(
                  duckDb,
                  "SELECT count(*) FROM r WHERE payload <> 'p' || part || '-' || seq OR seq >= "
                      + count / partitions))
          .as("phantoms")
          .isZero();
      assertThat(
              number(
                  duckDb,
                  // within one hour of event time rows follow the order of commits, files and rows
                  // in a file
                  "SELECT count(*) FROM (SELECT seq - lag(seq) OVER (PARTITION BY part, at_hour ORDER BY commit_no, file_no, row_no) AS step"
                      + " FROM r) WHERE step <= 0"))
          .as("out of order")
          .isZero();
    }
  }

  private void load(Connection duckDb) throws Exception {
    Set<String> seen = new HashSet<>();
    try (Statement statement = duckDb.createStatement()) {
      statement.execute(
          "CREATE TABLE r (part BIGINT, seq BIGINT, payload VARCHAR, at_hour TIMESTAMP, commit_no BIGINT, file_no BIGINT, row_no BIGINT)");
    }
    long place = 0;
    try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
      for (FileScanTask task : tasks) {
        Path file = Locations.toPath(task.file().location());
        assertThat(seen.add(file.toString())).as("referenced once: " + file).isTrue();
        assertThat(file).exists();
        assertThat(Files.size(file)).isEqualTo(task.file().fileSizeInBytes());
        long rows = insert(duckDb, file, task.file().dataSequenceNumber(), place++);
        assertThat(rows).as("rows of " + file).isEqualTo(task.file().recordCount());
      }
    }
  }

  private static long insert(Connection duckDb, Path file, long sequence, long place)
      throws SQLException {
    try (PreparedStatement insert =
        duckDb.prepareStatement(
            "INSERT INTO r SELECT part, seq, payload, date_trunc('hour', \"at\"::TIMESTAMP), ?, ?, file_row_number FROM read_parquet('"
                + file
                + "', file_row_number=true)")) {
      insert.setLong(1, sequence);
      insert.setLong(2, place);
      return insert.executeUpdate();
    }
  }

  private static long number(Connection duckDb, String sql) throws SQLException {
    try (Statement statement = duckDb.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getLong(1);
    }
  }
}
