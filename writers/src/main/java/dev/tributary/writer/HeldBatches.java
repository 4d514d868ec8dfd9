package dev.tributary.writer;

import dev.tributary.endpoint.RecordBatch;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.util.TransferPair;

/**
 * Batches kept beyond their owner's close, without copying: a kept batch shares the memory of the
 * one it was made from, which is given back when both are closed.
 */
final class HeldBatches implements AutoCloseable {
  private final List<RecordBatch> batches = new ArrayList<>();

  void hold(RecordBatch batch) {
    if (batch.rowCount() > 0) {
      batches.add(share(batch));
    }
  }

  /** In the order they came; still owned by this. */
  List<RecordBatch> batches() {
    return List.copyOf(batches);
  }

  @Override
  public void close() {
    batches.forEach(RecordBatch::close);
    batches.clear();
  }

  private static RecordBatch share(RecordBatch batch) {
    int rows = batch.rowCount();
    List<FieldVector> shared = new ArrayList<>();
    try {
      for (FieldVector vector : batch.vectors().getFieldVectors()) {
        TransferPair pair = vector.getTransferPair(vector.getField(), vector.getAllocator());
        shared.add((FieldVector) pair.getTo());
        pair.splitAndTransfer(0, rows);
      }
    } catch (Throwable e) {
      shared.forEach(FieldVector::close);
      throw e;
    }
    VectorSchemaRoot vectors = new VectorSchemaRoot(batch.vectors().getSchema(), shared, rows);
    return new RecordBatch(
        batch.schema(), vectors, batch.before(), batch.after(), batch.sourceBytes());
  }
}
