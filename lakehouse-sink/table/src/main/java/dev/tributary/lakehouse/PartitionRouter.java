package dev.tributary.lakehouse;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.TimeStampNanoTZVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.StructVector;

/** Decides by each row's time which partition it belongs to. */
final class PartitionRouter {
  private final TimePartitions partitions;

  PartitionRouter(TimePartitions partitions) {
    this.partitions = partitions;
  }

  /**
   * The rows of each partition, in the order of the batch; rows without a time under an empty key.
   */
  Map<Optional<Integer>, RowIndexes> route(VectorSchemaRoot vectors) {
    int rows = vectors.getRowCount();
    Map<Optional<Integer>, RowIndexes> routed = new LinkedHashMap<>();
    RowTime time = rowTime(vectors);
    RowIndexes last = null;
    boolean lastKnown = false;
    int lastPartition = 0;
    for (int row = 0; row < rows; row++) {
      boolean known = time.known(row);
      int partition = known ? time.partition(row) : 0;
      if (last == null || known != lastKnown || partition != lastPartition) {
        Optional<Integer> key = known ? Optional.of(partition) : Optional.empty();
        last = routed.computeIfAbsent(key, k -> new RowIndexes());
        lastKnown = known;
        lastPartition = partition;
      }
      last.add(row);
    }
    return routed;
  }

  private RowTime rowTime(VectorSchemaRoot vectors) {
    FieldVector vector = vectors.getVector(partitions.column());
    if (vector != null) {
      return of(vector, row -> true);
    }
    String[] steps = partitions.column().split("\\.");
    FieldVector at = vectors.getVector(steps[0]);
    Present present = row -> true;
    for (int i = 1; i < steps.length && at instanceof StructVector struct; i++) {
      Present above = present;
      present = row -> above.at(row) && !struct.isNull(row);
      at = struct.getChild(steps[i]);
    }
    return at == null ? new NoTime() : of(at, present);
  }

  private RowTime of(FieldVector vector, Present present) {
    if (vector instanceof TimeStampMicroTZVector micros) {
      return new Known(present, micros, row -> partitions.ofMicros(micros.get(row)));
    }
    if (vector instanceof TimeStampNanoTZVector nanos) {
      return new Known(
          present, nanos, row -> partitions.ofMicros(Math.floorDiv(nanos.get(row), 1_000L)));
    }
    if (vector instanceof DateDayVector days) {
      return new Known(present, days, row -> partitions.ofDay(days.get(row)));
    }
    throw new IllegalArgumentException(
        "Cannot divide rows by "
            + partitions.column()
            + ": it holds "
            + vector.getField().getType()
            + ", expected a timestamp or date");
  }

  private interface Present {
    boolean at(int row);
  }

  private interface PartitionOf {
    int at(int row);
  }

  private sealed interface RowTime {
    boolean known(int row);

    int partition(int row);
  }

  private record Known(Present present, FieldVector vector, PartitionOf partitionOf)
      implements RowTime {
    @Override
    public boolean known(int row) {
      return present.at(row) && !vector.isNull(row);
    }

    @Override
    public int partition(int row) {
      return partitionOf.at(row);
    }
  }

  private record NoTime() implements RowTime {
    @Override
    public boolean known(int row) {
      return false;
    }

    @Override
    public int partition(int row) {
      throw new IllegalStateException("row " + row + " has no time");
    }
  }
}
