package dev.tributary.lakehouse;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Adds the column with the time of ingestion. */
final class IngestionTime {
  private final InstantSource clock;

  IngestionTime(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * The same rows with one column more; the caller closes that column ({@link #columnOf}) and
   * nothing else of it.
   *
   * @param allocator where the new column's memory comes from
   */
  VectorSchemaRoot add(VectorSchemaRoot vectors, BufferAllocator allocator) {
    TimeStampMicroTZVector column =
        new TimeStampMicroTZVector(TimePartitions.INGESTED_AT, allocator, "UTC");
    int rows = vectors.getRowCount();
    long now = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
    column.allocateNew(rows);
    for (int row = 0; row < rows; row++) {
      column.set(row, now);
    }
    column.setValueCount(rows);
    List<FieldVector> all = new ArrayList<>(vectors.getFieldVectors());
    all.add(column);
    return new VectorSchemaRoot(all.stream().map(FieldVector::getField).toList(), all, rows);
  }

  static FieldVector columnOf(VectorSchemaRoot vectors) {
    return vectors.getVector(TimePartitions.INGESTED_AT);
  }
}
