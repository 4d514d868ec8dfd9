package dev.tributary.query;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Knows which members the structs in a data file really have. DuckDB reads a member that a file
 * lacks only when it is told the file's own shape: asked for the member alone, it ends in an
 * internal error. Files never change, so what a footer said is kept. Thread-safe.
 */
final class FileShapes implements AutoCloseable {
  private static final int KEPT = 50_000;

  private final Map<String, Map<Integer, String>> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Map<Integer, String>> eldest) {
          return size() > KEPT;
        }
      };
  private final Map<Map<Integer, String>, Map<Integer, String>> same = new HashMap<>();
  private Connection connection;

  /**
   * DuckDB's types of top-level structs, by field id; a struct that a file lacks is not in its map.
   *
   * @throws QueryException when a footer cannot be read
   */
  synchronized Map<String, Map<Integer, String>> of(List<String> files) {
    List<String> unread = files.stream().filter(file -> !kept.containsKey(file)).toList();
    if (!unread.isEmpty()) {
      read(unread).forEach((file, shape) -> kept.put(file, shared(shape)));
    }
    Map<String, Map<Integer, String>> shapes = new HashMap<>();
    files.forEach(file -> shapes.put(file, kept.get(file)));
    return shapes;
  }

  /**
   * How DuckDB itself writes a type.
   *
   * @throws QueryException when it is none
   */
  synchronized String canonical(String type) {
    try (Statement statement = connection().createStatement();
        ResultSet rows = statement.executeQuery("SELECT typeof(CAST(NULL AS " + type + "))")) {
      rows.next();
      return rows.getString(1);
    } catch (SQLException e) {
      throw failed(e, List.of());
    }
  }

  /** Whether values of one type can be read as another, missing members as null. */
  synchronized boolean castable(String from, String to) {
    try (Statement statement = connection().createStatement()) {
      return statement.execute("SELECT CAST(CAST(NULL AS " + from + ") AS " + to + ")");
    } catch (SQLException e) {
      return false;
    }
  }

  private Map<String, Map<Integer, String>> read(List<String> files) {
    String list = files.stream().map(SqlText::text).collect(Collectors.joining(", ", "[", "]"));
    Map<String, Map<Integer, String>> shapes = new HashMap<>();
    files.forEach(file -> shapes.put(file, new TreeMap<>()));
    try (Statement statement = connection().createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT file_name, field_id, duckdb_type FROM parquet_schema("
                    + list
                    + ") WHERE field_id IS NOT NULL AND duckdb_type LIKE 'STRUCT(%)'")) {
      while (rows.next()) {
        shapes.get(rows.getString(1)).put(rows.getInt(2), rows.getString(3));
      }
      return shapes;
    } catch (SQLException e) {
      throw failed(e, files);
    }
  }

  private Map<Integer, String> shared(Map<Integer, String> shape) {
    if (same.size() > KEPT) {
      same.clear();
    }
    return same.computeIfAbsent(shape, Map::copyOf);
  }

  private Connection connection() throws SQLException {
    if (connection == null) {
      connection = DriverManager.getConnection("jdbc:duckdb:");
      try (Statement statement = connection.createStatement()) {
        statement.execute("SET threads = 1");
        statement.execute("SET autoinstall_known_extensions = false");
        statement.execute("SET autoload_known_extensions = false");
      }
    }
    return connection;
  }

  private QueryException failed(SQLException e, Collection<String> files) {
    closeConnection();
    String message = e.getMessage();
    for (String file : new ArrayList<>(files)) {
      message = message.replace(file, file.substring(file.lastIndexOf('/') + 1));
    }
    return new QueryException(
        QueryException.Reason.FAILED,
        "Cannot run SQL: the table's files cannot be read: "
            + message.lines().findFirst().orElse(""),
        e);
  }

  private void closeConnection() {
    if (connection != null) {
      try {
        connection.close();
      } catch (SQLException e) {
        throw new QueryException(
            QueryException.Reason.FAILED, "Cannot close DuckDB: " + e.getMessage(), e);
      } finally {
        connection = null;
      }
    }
  }

  @Override
  public synchronized void close() {
    closeConnection();
  }
}
