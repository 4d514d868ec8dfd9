package dev.tributary.lakehouse;

import dev.tributary.lakehouse.io.Locations;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;

/**
 * Readers that know nothing of our code: Iceberg's generic reader, and DuckDB on the files that the
 * table refers to.
 */
final class IndependentReaders {
  private IndependentReaders() {}

  static List<Record> iceberg(Table table) throws Exception {
    try (CloseableIterable<Record> rows = IcebergGenerics.read(table).build()) {
      List<Record> all = new ArrayList<>();
      rows.forEach(all::add);
      return all;
    }
  }

  static List<Path> files(Table table) throws Exception {
    List<Path> files = new ArrayList<>();
    try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
      tasks.forEach(task -> files.add(Locations.toPath(task.file().location())));
    }
    return files;
  }

  /** One row of one query over the table's files, named {@code t}. */
  static List<Object> duckDb(Table table, String select) throws Exception {
    String list = String.join(", ", files(table).stream().map(file -> "'" + file + "'").toList());
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(
                "WITH t AS (FROM read_parquet([" + list + "], union_by_name=true)) " + select)) {
      result.next();
      List<Object> row = new ArrayList<>();
      for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
        row.add(result.getObject(i));
      }
      return row;
    }
  }
}
