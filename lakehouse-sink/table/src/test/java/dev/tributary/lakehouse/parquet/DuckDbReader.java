package dev.tributary.lakehouse.parquet;

import dev.tributary.schema.Column;
import dev.tributary.schema.ColumnType;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Struct;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads files with DuckDB, columns by name. */
final class DuckDbReader {
  private DuckDbReader() {}

  /** The rows as {@link RandomRows} has them. */
  static List<List<Object>> rows(Path file, dev.tributary.schema.Schema schema) {
    return query(
        "SELECT * FROM read_parquet('" + file + "')",
        result -> {
          List<Object> values = new ArrayList<>();
          for (int i = 0; i < schema.columns().size(); i++) {
            values.add(value(schema.columns().get(i).type(), result.getObject(i + 1)));
          }
          return values;
        });
  }

  /** The first column of a query's result, as text. */
  static List<String> texts(String sql) {
    return query(sql, result -> result.getString(1));
  }

  static <T> List<T> query(String sql, RowReader<T> reader) {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<T> rows = new ArrayList<>();
      while (result.next()) {
        rows.add(reader.read(result));
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private static List<Object> members(List<Column> columns, Object[] attributes)
      throws SQLException {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      values.add(value(columns.get(i).type(), attributes[i]));
    }
    return values;
  }

  private static Object value(ColumnType type, Object value) throws SQLException {
    if (value == null) {
      return null;
    }
    if (type instanceof ColumnType.Struct struct) {
      return members(struct.fields(), ((Struct) value).getAttributes());
    }
    if (type instanceof ColumnType.ListOf list) {
      List<Object> elements = new ArrayList<>();
      for (Object element : (Object[]) ((Array) value).getArray()) {
        elements.add(value(list.element(), element));
      }
      return elements;
    }
    if (type instanceof ColumnType.MapOf map) {
      Map<String, Object> entries = new LinkedHashMap<>();
      for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
        entries.put((String) entry.getKey(), value(map.value(), entry.getValue()));
      }
      return entries;
    }
    if (type instanceof ColumnType.Timestamp timestamp) {
      return sinceEpoch(timestamp, value);
    }
    if (value instanceof LocalDate date) {
      return (int) date.toEpochDay();
    }
    return value instanceof Blob blob
        ? HexFormat.of().formatHex(blob.getBytes(1, (int) blob.length()))
        : value;
  }

  private static long sinceEpoch(ColumnType.Timestamp type, Object value) {
    OffsetDateTime time =
        value instanceof String text
            ? OffsetDateTime.parse(text.replace(' ', 'T') + ":00")
            : (OffsetDateTime) value;
    return Points.sinceEpoch(type, time);
  }

  @FunctionalInterface
  interface RowReader<T> {
    T read(ResultSet result) throws SQLException;
  }
}
