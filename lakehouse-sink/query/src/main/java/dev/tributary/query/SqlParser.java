package dev.tributary.query;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.concurrent.Callable;

/**
 * Reads SQL with DuckDB's own parser, in an instance that holds nothing and may reach nothing.
 * Thread-safe: one text at a time, on a thread with a deep stack.
 */
final class SqlParser implements AutoCloseable {
  private static final int MAX_JSON_DEPTH = 50_000;

  private final QueryThread thread = new QueryThread("tributary-sql-parser");
  private final ObjectMapper json =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxNestingDepth(MAX_JSON_DEPTH).build())
              .build());
  // Touched by the thread only.
  private Connection connection;

  /** Runs what walks a syntax tree: trees are deep, and so is the thread's stack. */
  <T> T onDeepStack(Callable<T> task) {
    return thread.call(task);
  }

  /**
   * Parses a text and checks it.
   *
   * @throws QueryException when it may not run
   */
  GatedSql gate(String sql) {
    return thread.call(() -> SqlGate.check(sql, parse(sql)));
  }

  /**
   * The moment that a constant expression means, in microseconds since 1970 UTC; empty when it
   * means none. Call it {@linkplain #onDeepStack on the deep stack} with an expression of constants
   * and harmless functions.
   *
   * @param castFirst a type to cast to before it is taken as a moment; null for none
   */
  OptionalLong moment(JsonNode expression, String castFirst) {
    try {
      ObjectNode template = (ObjectNode) parse("SELECT 1");
      ((ObjectNode) template.at("/statements/0/node"))
          .putArray("select_list")
          .add(expression.deepCopy());
      String select = text("SELECT json_deserialize_sql(CAST(? AS JSON))", template.toString());
      String value = castFirst == null ? "v" : "CAST(v AS " + castFirst + ")";
      String sql =
          "SELECT CASE WHEN isfinite(t) THEN epoch_us(t) END FROM (SELECT CAST("
              + value
              + " AS TIMESTAMP WITH TIME ZONE) AS t FROM ("
              + select
              + ") AS x(v))";
      try (Statement statement = connection().createStatement();
          ResultSet rows = statement.executeQuery(sql)) {
        rows.next();
        long micros = rows.getLong(1);
        return rows.wasNull() ? OptionalLong.empty() : OptionalLong.of(micros);
      }
    } catch (SQLException | QueryException e) {
      return OptionalLong.empty();
    }
  }

  private JsonNode parse(String sql) {
    try {
      return json.readTree(text("SELECT json_serialize_sql(CAST(? AS VARCHAR))", sql));
    } catch (SQLException e) {
      close(connection);
      connection = null;
      throw ErrorText.of(e, null);
    } catch (JsonProcessingException e) {
      throw new QueryException(
          QueryException.Reason.INVALID, "Cannot run SQL: it is nested too deeply", e);
    }
  }

  private String text(String sql, String argument) throws SQLException {
    try (PreparedStatement statement = connection().prepareStatement(sql)) {
      statement.setString(1, argument);
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getString(1);
      }
    }
  }

  private Connection connection() throws SQLException {
    if (connection == null) {
      Properties properties = new Properties();
      properties.setProperty("threads", "1");
      properties.setProperty("memory_limit", "256MB");
      properties.setProperty("temp_directory", "");
      Connection opened = DriverManager.getConnection("jdbc:duckdb:", properties);
      try (Statement statement = opened.createStatement()) {
        statement.execute("SET TimeZone = 'UTC'");
        statement.execute(DuckDbInstance.LOCK);
      }
      connection = opened;
    }
    return connection;
  }

  private static void close(Connection connection) {
    if (connection != null) {
      try {
        connection.close();
      } catch (SQLException e) {
        // An in-memory instance that cannot be closed holds nothing that would be missed.
        return;
      }
    }
  }

  @Override
  public void close() {
    thread.call(
        () -> {
          close(connection);
          return null;
        });
    thread.close();
  }
}
