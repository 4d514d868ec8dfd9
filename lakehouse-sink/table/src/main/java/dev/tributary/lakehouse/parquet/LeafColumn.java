package dev.tributary.lakehouse.parquet;

import org.apache.iceberg.types.Type;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriter;

/**
 * One column that holds values in a file: its place in the schema, and where its values go. The
 * writer changes with each row group.
 */
final class LeafColumn {
  private final int fieldId;
  private final String path;
  private final Type.PrimitiveType type;
  private final ColumnDescriptor descriptor;
  private ColumnWriter writer;

  LeafColumn(int fieldId, String path, Type.PrimitiveType type, ColumnDescriptor descriptor) {
    this.fieldId = fieldId;
    this.path = path;
    this.type = type;
    this.descriptor = descriptor;
  }

  int fieldId() {
    return fieldId;
  }

  /** Dotted, for people. */
  String path() {
    return path;
  }

  Type.PrimitiveType type() {
    return type;
  }

  ColumnDescriptor descriptor() {
    return descriptor;
  }

  /** Whether it lies in a list or map. */
  boolean repeated() {
    return descriptor.getMaxRepetitionLevel() > 0;
  }

  ColumnWriter writer() {
    return writer;
  }

  void writeTo(ColumnWriter other) {
    writer = other;
  }
}
