package dev.tributary.lakehouse.parquet;

import dev.tributary.schema.ArrowTypes;
import dev.tributary.schema.Column;
import dev.tributary.schema.ColumnType;
import dev.tributary.schema.Schema;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;

/** Rows of {@link RandomRows} as Arrow vectors. */
final class Batches {
  private Batches() {}

  static VectorSchemaRoot of(BufferAllocator allocator, Schema schema, List<List<Object>> rows) {
    VectorSchemaRoot root = VectorSchemaRoot.create(ArrowTypes.toArrow(schema), allocator);
    fill(root, schema, rows);
    return root;
  }

  /** Fills vectors anew, in the memory that they have. */
  static void fill(VectorSchemaRoot root, Schema schema, List<List<Object>> rows) {
    root.getFieldVectors().forEach(FieldVector::reset);
    for (int row = 0; row < rows.size(); row++) {
      for (int i = 0; i < schema.columns().size(); i++) {
        set(root.getVector(i), row, schema.columns().get(i).type(), rows.get(row).get(i));
      }
    }
    root.setRowCount(rows.size());
  }

  private static void set(FieldVector vector, int at, ColumnType type, Object value) {
    if (value == null) {
      setNull(vector, at);
    } else if (type instanceof ColumnType.Struct struct) {
      ((StructVector) vector).setIndexDefined(at);
      setMembers((StructVector) vector, at, struct.fields(), (List<?>) value);
    } else if (type instanceof ColumnType.ListOf list) {
      setElements((ListVector) vector, at, list, (List<?>) value);
    } else if (type instanceof ColumnType.MapOf map) {
      setEntries((MapVector) vector, at, map, (Map<?, ?>) value);
    } else {
      setPrimitive(vector, at, value);
    }
  }

  private static void setNull(FieldVector vector, int at) {
    if (vector instanceof StructVector struct) {
      struct.setNull(at);
    } else if (vector instanceof ListVector list) {
      list.setNull(at);
    } else {
      while (vector.getValueCapacity() <= at) {
        vector.reAlloc();
      }
      vector.setNull(at);
    }
  }

  private static void setMembers(
      StructVector vector, int at, List<Column> columns, List<?> values) {
    for (int i = 0; i < columns.size(); i++) {
      set((FieldVector) vector.getChildByOrdinal(i), at, columns.get(i).type(), values.get(i));
    }
  }

  private static void setElements(
      ListVector vector, int at, ColumnType.ListOf type, List<?> values) {
    int start = vector.startNewValue(at);
    for (int i = 0; i < values.size(); i++) {
      set(vector.getDataVector(), start + i, type.element(), values.get(i));
    }
    vector.endValue(at, values.size());
  }

  private static void setEntries(MapVector vector, int at, ColumnType.MapOf type, Map<?, ?> map) {
    StructVector entries = (StructVector) vector.getDataVector();
    int entry = vector.startNewValue(at);
    for (Map.Entry<?, ?> pair : map.entrySet()) {
      entries.setIndexDefined(entry);
      setPrimitive((FieldVector) entries.getChildByOrdinal(0), entry, pair.getKey());
      set((FieldVector) entries.getChildByOrdinal(1), entry, type.value(), pair.getValue());
      entry++;
    }
    vector.endValue(at, map.size());
  }

  private static void setPrimitive(FieldVector vector, int at, Object value) {
    if (vector instanceof BitVector bits) {
      bits.setSafe(at, (Boolean) value ? 1 : 0);
    } else if (vector instanceof TinyIntVector ints) {
      ints.setSafe(at, (Integer) value);
    } else if (vector instanceof SmallIntVector ints) {
      ints.setSafe(at, (Integer) value);
    } else if (vector instanceof IntVector ints) {
      ints.setSafe(at, (Integer) value);
    } else if (vector instanceof BigIntVector longs) {
      longs.setSafe(at, (Long) value);
    } else if (vector instanceof Float4Vector floats) {
      floats.setSafe(at, (Float) value);
    } else if (vector instanceof Float8Vector doubles) {
      doubles.setSafe(at, (Double) value);
    } else if (vector instanceof DateDayVector days) {
      days.setSafe(at, (Integer) value);
    } else if (vector instanceof TimeStampVector points) {
      points.setSafe(at, (Long) value);
    } else if (vector instanceof DecimalVector decimals) {
      decimals.setSafe(at, (BigDecimal) value);
    } else if (vector instanceof VarCharVector chars) {
      chars.setSafe(at, ((String) value).getBytes(StandardCharsets.UTF_8));
    } else {
      ((VarBinaryVector) vector).setSafe(at, HexFormat.of().parseHex((String) value));
    }
  }
}
