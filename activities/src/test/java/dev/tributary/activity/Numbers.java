package dev.tributary.activity;

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

/** Batches of one int column, of ten source bytes a row. */
final class Numbers {
  private static final Schema SCHEMA = Schema.of(Column.of("value", Primitive.INT));

  private Numbers() {}

  static RecordBatch batch(
      BufferAllocator allocator, List<Integer> values, Position before, Position after) {
    VectorSchemaRoot vectors = VectorSchemaRoot.create(ArrowTypes.toArrow(SCHEMA), allocator);
    try {
      IntVector column = (IntVector) vectors.getVector(0);
      column.allocateNew(values.size());
      for (int i = 0; i < values.size(); i++) {
        column.set(i, values.get(i));
      }
      vectors.setRowCount(values.size());
    } catch (RuntimeException e) {
      vectors.close();
      throw e;
    }
    return new RecordBatch(SCHEMA, vectors, before, after, 10L * values.size());
  }

  static List<Integer> values(RecordBatch batch) {
    IntVector column = (IntVector) batch.vectors().getVector(0);
    List<Integer> values = new ArrayList<>();
    for (int i = 0; i < batch.rowCount(); i++) {
      values.add(column.get(i));
    }
    return values;
  }
}
