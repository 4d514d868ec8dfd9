package dev.tributary.query;

import dev.tributary.lakehouse.TableName;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.PartitionData;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.inmemory.InMemoryCatalog;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/**
 * Iceberg tables whose metadata stays in memory and whose data files DuckDB writes: independent of
 * the lakehouse's own writer.
 */
final class TestLake implements TableSource, AutoCloseable {
  private final Path folder;
  private final InMemoryCatalog catalog = new InMemoryCatalog();
  private final Connection duckdb;
  private int files;

  TestLake(Path folder) {
    this.folder = folder;
    catalog.initialize("test", Map.of());
    try {
      duckdb = DriverManager.getConnection("jdbc:duckdb:");
      try (Statement statement = duckdb.createStatement()) {
        statement.execute("SET TimeZone = 'UTC'; SET threads = 1");
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  Table create(String name, Schema schema, PartitionSpec spec) {
    return create(name, schema, spec, Map.of());
  }

  Table create(String name, Schema schema, PartitionSpec spec, Map<String, String> properties) {
    TableIdentifier id = identifier(TableName.parse(name));
    if (!catalog.namespaceExists(id.namespace())) {
      catalog.createNamespace(id.namespace());
    }
    return catalog.createTable(id, schema, spec, properties);
  }

  Table create(String name, Schema schema) {
    return create(name, schema, PartitionSpec.unpartitioned());
  }

  /** Appends rows in one commit, one file for each partition. */
  synchronized void append(String name, String select) {
    Table table = load(TableName.parse(name));
    AppendFiles append = table.newFastAppend();
    for (DataFile file : write(table, select)) {
      append.appendFile(file);
    }
    append.commit();
  }

  synchronized List<DataFile> write(Table table, String select) {
    try {
      execute("CREATE OR REPLACE TEMP TABLE fresh AS " + select);
      List<DataFile> written = new ArrayList<>();
      PartitionSpec spec = table.spec();
      if (spec.isUnpartitioned()) {
        written.add(write(table, null, "true"));
        return written;
      }
      String column = table.schema().findColumnName(spec.fields().get(0).sourceId());
      String unit = spec.fields().get(0).transform().toString();
      long micros = unit.equals("hour") ? 3_600_000_000L : 86_400_000_000L;
      String ordinal =
          "CAST(floor(epoch_us(CAST("
              + column
              + " AS TIMESTAMP WITH TIME ZONE)) / "
              + micros
              + ") AS INTEGER)";
      for (Object value : column("SELECT DISTINCT " + ordinal + " FROM fresh ORDER BY 1")) {
        PartitionData partition = new PartitionData(spec.partitionType());
        partition.set(0, value);
        written.add(
            write(table, partition, value == null ? column + " IS NULL" : ordinal + " = " + value));
      }
      return written;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private DataFile write(Table table, PartitionData partition, String where) throws SQLException {
    Path file = folder.resolve("f" + (++files) + ".0.parquet");
    String ids = ids(table.schema().columns());
    execute(
        "COPY (SELECT * FROM fresh WHERE "
            + where
            + ") TO '"
            + file
            + "' (FORMAT parquet, FIELD_IDS {"
            + ids
            + "})");
    DataFiles.Builder builder =
        DataFiles.builder(table.spec())
            .withPath((files % 2 == 0 ? "file:" : "") + file)
            .withFormat(FileFormat.PARQUET)
            .withFileSizeInBytes(size(file))
            .withMetrics(metrics(table.schema(), where));
    return (partition == null ? builder : builder.withPartition(partition)).build();
  }

  private Metrics metrics(Schema schema, String where) throws SQLException {
    long rows = (Long) column("SELECT count(*) FROM fresh WHERE " + where).get(0);
    Map<Integer, Long> values = new HashMap<>();
    Map<Integer, Long> nulls = new HashMap<>();
    Map<Integer, ByteBuffer> lower = new HashMap<>();
    Map<Integer, ByteBuffer> upper = new HashMap<>();
    List<String> present = new ArrayList<>();
    column("SELECT column_name FROM (DESCRIBE fresh)").forEach(c -> present.add((String) c));
    for (Types.NestedField column : schema.columns()) {
      if (present.contains(column.name())) {
        leaves(
            column,
            SqlText.name(column.name()),
            (field, path) -> {
              long known =
                  (Long) column("SELECT count(" + path + ") FROM fresh WHERE " + where).get(0);
              values.put(field.fieldId(), rows);
              nulls.put(field.fieldId(), rows - known);
              bound("min", field, path, where, lower);
              bound("max", field, path, where, upper);
            });
      }
    }
    return new Metrics(rows, null, values, nulls, null, lower, upper);
  }

  private void bound(
      String function,
      Types.NestedField field,
      String path,
      String where,
      Map<Integer, ByteBuffer> bounds)
      throws SQLException {
    String value =
        switch (field.type().typeId()) {
          case FLOAT, DOUBLE -> "CASE WHEN isnan(" + path + ") THEN NULL ELSE " + path + " END";
          case TIMESTAMP -> "epoch_us(" + path + ")";
          case TIMESTAMP_NANO -> "epoch_ns(CAST(" + path + " AS TIMESTAMP_NS))";
          case DATE -> "date_diff('day', DATE '1970-01-01', " + path + ")";
          case LONG -> "CAST(" + path + " AS BIGINT)";
          default -> path;
        };
    Object found =
        column("SELECT " + function + "(" + value + ") FROM fresh WHERE " + where).get(0);
    if (found != null) {
      Object typed =
          field.type().typeId() == Type.TypeID.DATE ? ((Number) found).intValue() : found;
      bounds.put(field.fieldId(), Conversions.toByteBuffer(field.type(), typed));
    }
  }

  private interface LeafTask {
    void on(Types.NestedField field, String path) throws SQLException;
  }

  private static void leaves(Types.NestedField field, String path, LeafTask task)
      throws SQLException {
    if (field.type().isStructType()) {
      for (Types.NestedField member : field.type().asStructType().fields()) {
        leaves(member, path + "." + SqlText.name(member.name()), task);
      }
    } else if (field.type().isPrimitiveType()
        && field.type().typeId() != Type.TypeID.BINARY
        && field.type().typeId() != Type.TypeID.BOOLEAN
        && field.type().typeId() != Type.TypeID.UUID) {
      task.on(field, path);
    }
  }

  /** FIELD_IDS for those columns of the schema that the fresh rows have. */
  private String ids(List<Types.NestedField> fields) throws SQLException {
    List<String> present = new ArrayList<>();
    column("SELECT column_name FROM (DESCRIBE fresh)").forEach(c -> present.add((String) c));
    return fields.stream()
        .filter(field -> present.contains(field.name()))
        .map(field -> SqlText.name(field.name()) + ": " + id(field))
        .collect(Collectors.joining(", "));
  }

  private static String id(Types.NestedField field) {
    Type type = field.type();
    if (type.isStructType()) {
      return type.asStructType().fields().stream()
          .map(member -> SqlText.name(member.name()) + ": " + id(member))
          .collect(Collectors.joining(", ", "{__duckdb_field_id: " + field.fieldId() + ", ", "}"));
    }
    if (type.isListType()) {
      return "{__duckdb_field_id: "
          + field.fieldId()
          + ", element: "
          + id(type.asListType().fields().get(0))
          + "}";
    }
    return Integer.toString(field.fieldId());
  }

  List<Object> column(String sql) throws SQLException {
    try (Statement statement = duckdb.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<Object> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getObject(1));
      }
      return values;
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = duckdb.createStatement()) {
      statement.execute(sql);
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public List<TableName> tables() {
    return catalog.listNamespaces().stream()
        .flatMap(namespace -> catalog.listTables(namespace).stream())
        .map(id -> new TableName(id.namespace().level(0), id.name()))
        .sorted()
        .toList();
  }

  @Override
  public Table load(TableName name) {
    return catalog.loadTable(identifier(name));
  }

  private static TableIdentifier identifier(TableName name) {
    return TableIdentifier.of(Namespace.of(name.database()), name.table());
  }

  @Override
  public void close() {
    try {
      duckdb.close();
      catalog.close();
    } catch (SQLException | java.io.IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
