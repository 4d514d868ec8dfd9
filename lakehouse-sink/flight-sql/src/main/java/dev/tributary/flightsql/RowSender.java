package dev.tributary.flightsql;

import java.util.List;
import java.util.function.ObjIntConsumer;
import org.apache.arrow.flight.FlightProducer.ServerStreamListener;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.arrow.vector.util.Text;

/** Sends a few rows of metadata in one batch. */
final class RowSender {
  private final BufferAllocator allocator;

  RowSender(BufferAllocator allocator) {
    this.allocator = allocator;
  }

  /** One row for each of {@code rows}; null values and columns that are not set stay null. */
  <T> void send(ServerStreamListener client, Schema schema, List<T> rows, RowWriter<T> writer) {
    try (VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator)) {
      root.allocateNew();
      for (int row = 0; row < rows.size(); row++) {
        int at = row;
        writer.write(rows.get(row), (column, index) -> set(root.getVector(index), at, column));
      }
      for (FieldVector vector : root.getFieldVectors()) {
        vector.setValueCount(rows.size());
      }
      root.setRowCount(rows.size());
      client.start(root);
      client.putNext();
      client.completed();
    }
  }

  private static void set(FieldVector vector, int row, Object value) {
    if (value instanceof String text && vector instanceof VarCharVector chars) {
      chars.setSafe(row, new Text(text));
    } else if (value instanceof byte[] bytes && vector instanceof VarBinaryVector binary) {
      binary.setSafe(row, bytes);
    } else if (value != null) {
      throw new IllegalArgumentException(
          "Cannot write " + value.getClass().getSimpleName() + " to column " + vector.getName());
    }
  }

  /** Puts the values of one row: each value with the index of its column. */
  interface RowWriter<T> {
    void write(T row, ObjIntConsumer<Object> column);
  }
}
