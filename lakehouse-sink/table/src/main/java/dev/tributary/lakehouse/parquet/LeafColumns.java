package dev.tributary.lakehouse.parquet;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.MessageType;

/** Walks a table schema and its Parquet schema side by side, both depth first. */
final class LeafColumns {
  private final Iterator<ColumnDescriptor> descriptors;
  private final List<LeafColumn> leaves = new ArrayList<>();

  private LeafColumns(Iterator<ColumnDescriptor> descriptors) {
    this.descriptors = descriptors;
  }

  /** The leaves in the order of the Parquet columns. */
  static List<LeafColumn> of(Schema schema, MessageType parquet) {
    LeafColumns columns = new LeafColumns(parquet.getColumns().iterator());
    for (NestedField column : schema.columns()) {
      columns.collect(column, column.name());
    }
    return List.copyOf(columns.leaves);
  }

  private void collect(NestedField field, String path) {
    if (field.type().isPrimitiveType()) {
      leaves.add(
          new LeafColumn(
              field.fieldId(), path, field.type().asPrimitiveType(), descriptors.next()));
      return;
    }
    for (NestedField child : field.type().asNestedType().fields()) {
      collect(child, path + "." + child.name());
    }
  }
}
