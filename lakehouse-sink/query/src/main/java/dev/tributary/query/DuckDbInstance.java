package dev.tributary.query;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Opens a DuckDB in memory that can see the tables of one plan and nothing else. */
final class DuckDbInstance {
  /** Ends an instance's way out of memory, and the way back. */
  static final String LOCK =
      "SET autoinstall_known_extensions = false;"
          + "SET autoload_known_extensions = false;"
          + "SET allow_community_extensions = false;"
          + "SET max_expression_depth = 500;"
          + "SET enable_external_access = false;"
          + "SET lock_configuration = true";

  /** Where names without a database are found; no database is named so. */
  private static final String UNQUALIFIED = "#unqualified";

  private DuckDbInstance() {}

  /**
   * @param temp where it may spill; empty for nowhere
   */
  static Connection open(QueryPlan plan, QueryConfig config, Optional<Path> temp)
      throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("jdbc_stream_results", "true");
    properties.setProperty("memory_limit", config.memoryBytes() + "B");
    properties.setProperty("threads", Integer.toString(config.threads()));
    properties.setProperty("temp_directory", temp.map(Path::toString).orElse(""));
    if (temp.isPresent()) {
      properties.setProperty("max_temp_directory_size", config.tempBytes() + "B");
    }
    Connection connection = DriverManager.getConnection("jdbc:duckdb:", properties);
    try (Statement statement = connection.createStatement()) {
      statement.execute(script(plan));
      requireLocked(statement);
      return connection;
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private static String script(QueryPlan plan) {
    String catalog = SqlText.name(TableNames.CATALOG);
    String unqualified = catalog + "." + SqlText.name(UNQUALIFIED);
    StringBuilder script = new StringBuilder("SET TimeZone = 'UTC';");
    // How much DuckDB computes ahead before the first rows come out.
    script.append("SET streaming_buffer_size = '1MB';");
    script.append("ATTACH ':memory:' AS ").append(catalog).append(';');
    script.append("CREATE SCHEMA ").append(unqualified).append(';');
    for (TablePlan table : plan.tables()) {
      String schema = catalog + "." + SqlText.name(table.read().table().database());
      script.append("CREATE SCHEMA IF NOT EXISTS ").append(schema).append(';');
      script
          .append("CREATE VIEW ")
          .append(schema + "." + SqlText.name(table.read().table().table()))
          .append(" AS ")
          .append(String.join(" UNION ALL ", table.views()))
          .append(';');
    }
    plan.unqualified()
        .forEach(
            (name, table) ->
                script
                    .append("CREATE VIEW ")
                    .append(unqualified + "." + SqlText.name(name))
                    .append(" AS SELECT * FROM ")
                    .append(catalog + "." + SqlText.name(table.database()))
                    .append("." + SqlText.name(table.table()))
                    .append(';'));
    script.append("USE ").append(unqualified).append(';');
    Stream<String> files = plan.tables().stream().flatMap(table -> table.files().stream());
    script
        .append("SET allowed_paths = ")
        .append(files.map(SqlText::text).collect(Collectors.joining(", ", "[", "]")))
        .append(';');
    return script.append(LOCK).toString();
  }

  /** Reads the lock back: an instance that is not locked serves nobody. */
  private static void requireLocked(Statement statement) throws SQLException {
    try (ResultSet rows =
        statement.executeQuery(
            "SELECT current_setting('enable_external_access'),"
                + " current_setting('lock_configuration')")) {
      rows.next();
      String access = rows.getString(1).toLowerCase(Locale.ROOT);
      String locked = rows.getString(2).toLowerCase(Locale.ROOT);
      if (!access.equals("false") || !locked.equals("true")) {
        throw new QueryException(
            QueryException.Reason.FAILED, "Cannot run SQL: DuckDB did not lock itself");
      }
    }
  }
}
