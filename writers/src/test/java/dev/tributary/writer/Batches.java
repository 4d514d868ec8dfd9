package dev.tributary.writer;

import dev.tributary.endpoint.Position;
import dev.tributary.endpoint.RecordBatch;
import dev.tributary.schema.ArrowTypes;
import dev.tributary.schema.Column;
import dev.tributary.schema.ColumnType.Primitive;
import dev.tributary.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Batches of one int column. */
final class Batches {
  private static final Schema SCHEMA = Schema.of(Column.of("value", Primitive.INT));

  private Batches() {}

  /** Rows from {@code first} on, each holding its own number; 10 source bytes a row. */
  static RecordBatch of(BufferAllocator allocator, int first, int rows) {
    VectorSchemaRoot vectors = VectorSchemaRoot.create(ArrowTypes.toArrow(SCHEMA), allocator);
    IntVector column = (IntVector) vectors.getVector(0);
    for (int i = 0; i < rows; i++) {
      column.setSafe(i, first + i);
    }
    vectors.setRowCount(rows);
    return new RecordBatch(SCHEMA, vectors, at(first), at(first + rows), 10L * rows);
  }

  static Position at(int next) {
    return new Position("{\"next\":" + next + "}");
  }

  static List<Integer> values(RecordBatch batch) {
    List<Integer> values = new ArrayList<>();
    for (int i = 0; i < batch.rowCount(); i++) {
      values.add((Integer) batch.vectors().getVector(0).getObject(i));
    }
    return values;
  }
}
