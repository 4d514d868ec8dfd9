package dev.tributary.checkpoint;

import dev.tributary.TributaryException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One table in a SQLite file, one connection, one statement a change: SQLite makes each statement a
 * transaction of its own, also against other processes.
 */
final class SqliteCheckpointer implements Checkpointer {
  private final Path file;
  private final CheckpointerConfig config;
  private final Connection connection;
  private boolean closed;

  private SqliteCheckpointer(Path file, CheckpointerConfig config, Connection connection) {
    this.file = file;
    this.config = config;
    this.connection = connection;
  }

  static SqliteCheckpointer open(Path file, CheckpointerConfig config) {
    return new SqliteCheckpointer(file, config, SqliteFile.open(file));
  }

  @Override
  public synchronized Optional<byte[]> get(String key) {
    Entries.key(key);
    return run(
        "read checkpoint " + key,
        "SELECT value FROM checkpoints WHERE key = ?",
        statement -> {
          statement.setString(1, key);
          try (ResultSet row = statement.executeQuery()) {
            return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
          }
        });
  }

  @Override
  public synchronized void put(String key, byte[] value) {
    Entries.key(key);
    Entries.value(key, value, config);
    run(
        "store checkpoint " + key,
        "INSERT INTO checkpoints (key, value) VALUES (?, ?)"
            + " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        statement -> {
          statement.setString(1, key);
          statement.setBytes(2, value);
          return statement.executeUpdate();
        });
  }

  @Override
  public synchronized boolean compareAndSet(String key, Optional<byte[]> expected, byte[] value) {
    Entries.key(key);
    Entries.value(key, value, config);
    String sql =
        expected.isPresent()
            ? "UPDATE checkpoints SET value = ?2 WHERE key = ?1 AND value = ?3"
            : "INSERT INTO checkpoints (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO NOTHING";
    return run(
        "store checkpoint " + key,
        sql,
        statement -> {
          statement.setString(1, key);
          statement.setBytes(2, value);
          if (expected.isPresent()) {
            statement.setBytes(3, expected.get());
          }
          return statement.executeUpdate() == 1;
        });
  }

  @Override
  public synchronized void delete(String key) {
    Entries.key(key);
    run(
        "delete checkpoint " + key,
        "DELETE FROM checkpoints WHERE key = ?",
        statement -> {
          statement.setString(1, key);
          return statement.executeUpdate();
        });
  }

  @Override
  public synchronized SortedMap<String, byte[]> list() {
    return run(
        "list checkpoints",
        "SELECT key, value FROM checkpoints",
        statement -> {
          SortedMap<String, byte[]> values = new TreeMap<>();
          try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
              values.put(row.getString(1), row.getBytes(2));
            }
          }
          return values;
        });
  }

  @Override
  public Checkpointer withPrefix(String prefix) {
    return new PrefixedCheckpointer(this, prefix);
  }

  @Override
  public synchronized void close() {
    closed = true;
    SqliteFile.close(connection);
  }

  @Override
  public String toString() {
    return "checkpoints in " + file;
  }

  private <T> T run(String what, String sql, Work<T> work) {
    if (closed) {
      throw new IllegalStateException("Cannot use " + this + ": closed");
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      return work.on(statement);
    } catch (SQLException e) {
      throw failure(what, e);
    }
  }

  private TributaryException failure(String what, SQLException e) {
    return new TributaryException(
        SqliteFile.recovery(e), "Cannot " + what + " in " + file + ": " + e.getMessage(), e);
  }

  /** What is done with one statement. */
  private interface Work<T> {
    T on(PreparedStatement statement) throws SQLException;
  }
}
