package dev.tributary.flightsql;

import java.nio.charset.StandardCharsets;
import java.sql.DatabaseMetaData;
import java.sql.Types;
import java.util.List;
import java.util.OptionalInt;
import org.apache.arrow.flight.FlightProducer.ServerStreamListener;
import org.apache.arrow.flight.sql.FlightSqlProducer.Schemas;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** The SQL types of the server, as XDBC describes them. */
final class TypeInfo {
  private static final List<TypeInfo> ALL =
      List.of(
          number("BOOLEAN", Types.BIT, 1),
          number("TINYINT", Types.TINYINT, 3),
          number("SMALLINT", Types.SMALLINT, 5),
          number("INTEGER", Types.INTEGER, 10),
          number("BIGINT", Types.BIGINT, 19),
          number("FLOAT", Types.REAL, 7),
          number("DOUBLE", Types.DOUBLE, 15),
          number("DECIMAL", Types.DECIMAL, 38),
          text("VARCHAR", Types.VARCHAR, "'"),
          text("BLOB", Types.VARBINARY, "'"),
          text("DATE", Types.DATE, "DATE '"),
          text("TIME", Types.TIME, "TIME '"),
          text("TIMESTAMP", Types.TIMESTAMP, "TIMESTAMP '"),
          text("TIMESTAMP WITH TIME ZONE", Types.TIMESTAMP_WITH_TIMEZONE, "TIMESTAMPTZ '"));

  private final String name;
  private final int jdbcType;
  private final Integer size;
  private final String prefix;

  private TypeInfo(String name, int jdbcType, Integer size, String prefix) {
    this.name = name;
    this.jdbcType = jdbcType;
    this.size = size;
    this.prefix = prefix;
  }

  private static TypeInfo number(String name, int jdbcType, int size) {
    return new TypeInfo(name, jdbcType, size, null);
  }

  private static TypeInfo text(String name, int jdbcType, String prefix) {
    return new TypeInfo(name, jdbcType, null, prefix);
  }

  /**
   * Sends the types.
   *
   * @param jdbcType only this one, by its JDBC number; empty for all
   */
  static void send(OptionalInt jdbcType, BufferAllocator allocator, ServerStreamListener client) {
    try (VectorSchemaRoot root = VectorSchemaRoot.create(Schemas.GET_TYPE_INFO_SCHEMA, allocator)) {
      root.allocateNew();
      int row = 0;
      for (TypeInfo type : ALL) {
        if (jdbcType.isEmpty() || jdbcType.getAsInt() == type.jdbcType) {
          type.write(root, row++);
        }
      }
      root.setRowCount(row);
      client.start(root);
      client.putNext();
      client.completed();
    }
  }

  private void write(VectorSchemaRoot root, int row) {
    set(root.getVector("type_name"), row, name);
    set(root.getVector("data_type"), row, jdbcType);
    set(root.getVector("column_size"), row, size);
    set(root.getVector("literal_prefix"), row, prefix);
    set(root.getVector("literal_suffix"), row, prefix == null ? null : "'");
    set(root.getVector("nullable"), row, DatabaseMetaData.typeNullable);
    set(root.getVector("case_sensitive"), row, prefix == null ? 0 : 1);
    set(root.getVector("searchable"), row, DatabaseMetaData.typeSearchable);
    set(root.getVector("unsigned_attribute"), row, 0);
    set(root.getVector("fixed_prec_scale"), row, 0);
    set(root.getVector("auto_increment"), row, 0);
    set(root.getVector("local_type_name"), row, name);
    set(root.getVector("minimum_scale"), row, 0);
    set(
        root.getVector("maximum_scale"),
        row,
        jdbcType == Types.DECIMAL ? size : Integer.valueOf(0));
    set(root.getVector("sql_data_type"), row, jdbcType);
    set(root.getVector("num_prec_radix"), row, size == null ? null : 10);
  }

  private static void set(FieldVector vector, int row, Object value) {
    if (value == null) {
      vector.setNull(row);
    } else if (vector instanceof VarCharVector text) {
      text.setSafe(row, ((String) value).getBytes(StandardCharsets.UTF_8));
    } else if (vector instanceof BitVector bit) {
      bit.setSafe(row, (Integer) value);
    } else {
      ((IntVector) vector).setSafe(row, (Integer) value);
    }
  }
}
