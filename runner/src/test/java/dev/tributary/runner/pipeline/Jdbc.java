package dev.tributary.runner.pipeline;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Asks a pipeline through the official Flight SQL JDBC driver. */
final class Jdbc {
  private Jdbc() {}

  /** The only row of a result. */
  static List<Object> row(Pipeline pipeline, String sql) throws SQLException {
    String url =
        "jdbc:arrow-flight-sql://127.0.0.1:" + pipeline.flightSqlPort() + "?useEncryption=false";
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      if (!result.next()) {
        throw new AssertionError("no row from " + sql);
      }
      List<Object> row = new ArrayList<>();
      for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
        row.add(result.getObject(i));
      }
      return row;
    }
  }

  /** Number of rows; -1 while the table is not there. */
  static long count(Pipeline pipeline, String table) {
    try {
      return ((Number) row(pipeline, "SELECT count(*) FROM " + table).get(0)).longValue();
    } catch (SQLException e) {
      return -1;
    }
  }
}
