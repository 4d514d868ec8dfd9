package dev.tributary.query;

import dev.tributary.query.RunningQuery.Description;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.duckdb.DuckDBResultSet;

/** Tells the Arrow types of a bound statement without running it. */
final class StatementTypes {
  private final Connection connection;
  private final BufferAllocator allocator;

  StatementTypes(Connection connection, BufferAllocator allocator) {
    this.connection = connection;
    this.allocator = allocator;
  }

  /**
   * @throws QueryException when a type is not known or cannot be shown
   */
  Description of(PreparedStatement statement) throws SQLException, IOException {
    ParameterMetaData parameters = statement.getParameterMetaData();
    List<String> parameterTypes = new ArrayList<>();
    for (int i = 1; i <= parameters.getParameterCount(); i++) {
      String type = parameters.getParameterTypeName(i);
      if (type == null || type.equals("INVALID") || type.equals("UNKNOWN")) {
        throw new QueryException(
            QueryException.Reason.INVALID,
            "Cannot run SQL: the type of parameter " + i + " is not known; write CAST(? AS type)");
      }
      parameterTypes.add("CAST(NULL AS " + type + ") AS " + SqlText.name("p" + i));
    }
    ResultSetMetaData columns = statement.getMetaData();
    List<String> columnTypes = new ArrayList<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      String name = columns.getColumnName(i);
      String type = columns.getColumnTypeName(i);
      if (type.equals("UNKNOWN")) {
        throw new QueryException(
            QueryException.Reason.INVALID,
            "Cannot run SQL: the type of column "
                + name
                + " hangs on a parameter; write CAST(? AS type)");
      }
      if (type.equals("ENUM")) {
        throw notShown(name);
      }
      columnTypes.add("CAST(NULL AS " + type + ") AS " + SqlText.name(name));
    }
    return new Description(arrow(columnTypes), arrow(parameterTypes));
  }

  /**
   * The schema as results show it.
   *
   * @throws QueryException when a column cannot be shown
   */
  static Schema presentable(Schema schema) {
    schema.getFields().forEach(StatementTypes::requireNoDictionary);
    return ArrowColumns.withUtcNanos(schema);
  }

  private static void requireNoDictionary(Field field) {
    if (field.getDictionary() != null) {
      throw notShown(field.getName());
    }
    field.getChildren().forEach(StatementTypes::requireNoDictionary);
  }

  private static QueryException notShown(String column) {
    return new QueryException(
        QueryException.Reason.INVALID,
        "Cannot run SQL: column " + column + " is an ENUM; cast it to VARCHAR");
  }

  private Schema arrow(List<String> selected) throws SQLException, IOException {
    if (selected.isEmpty()) {
      return new Schema(List.of());
    }
    try (PreparedStatement nulls =
            connection.prepareStatement("SELECT " + String.join(", ", selected));
        DuckDBResultSet result = (DuckDBResultSet) nulls.executeQuery();
        ArrowReader reader = (ArrowReader) result.arrowExportStream(allocator, 1)) {
      return presentable(reader.getVectorSchemaRoot().getSchema());
    }
  }
}
