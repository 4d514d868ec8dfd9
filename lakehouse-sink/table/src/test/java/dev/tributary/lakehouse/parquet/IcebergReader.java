package dev.tributary.lakehouse.parquet;

import dev.tributary.schema.Column;
import dev.tributary.schema.ColumnType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Schema;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.util.ByteBuffers;

/** Reads files with Iceberg's generic reader on parquet-java, columns by field id. */
final class IcebergReader {
  private IcebergReader() {}

  static List<Record> records(InputFile file, Schema schema) {
    try (CloseableIterable<Record> records =
        Parquet.read(file)
            .project(schema)
            .createReaderFunc(type -> GenericParquetReaders.buildReader(schema, type))
            .build()) {
      List<Record> all = new ArrayList<>();
      records.forEach(all::add);
      return all;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** The rows as {@link RandomRows} has them. */
  static List<List<Object>> rows(InputFile file, Schema table, dev.tributary.schema.Schema schema) {
    return records(file, table).stream().map(r -> members(schema.columns(), r)).toList();
  }

  private static List<Object> members(List<Column> columns, Record record) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      values.add(value(columns.get(i).type(), record.get(i)));
    }
    return values;
  }

  private static Object value(ColumnType type, Object value) {
    if (value == null) {
      return null;
    }
    if (type instanceof ColumnType.Struct struct) {
      return members(struct.fields(), (Record) value);
    }
    if (type instanceof ColumnType.ListOf list) {
      List<Object> elements = new ArrayList<>();
      ((List<?>) value).forEach(element -> elements.add(value(list.element(), element)));
      return elements;
    }
    if (type instanceof ColumnType.MapOf map) {
      Map<String, Object> entries = new LinkedHashMap<>();
      ((Map<?, ?>) value).forEach((k, v) -> entries.put(k.toString(), value(map.value(), v)));
      return entries;
    }
    if (value instanceof LocalDate date) {
      return (int) date.toEpochDay();
    }
    if (value instanceof OffsetDateTime time) {
      return Points.sinceEpoch((ColumnType.Timestamp) type, time);
    }
    if (value instanceof ByteBuffer bytes) {
      return HexFormat.of().formatHex(ByteBuffers.toByteArray(bytes));
    }
    return value instanceof CharSequence text ? text.toString() : value;
  }
}
