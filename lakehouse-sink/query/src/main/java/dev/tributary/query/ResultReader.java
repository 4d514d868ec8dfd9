package dev.tributary.query;

import java.io.IOException;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * The rows of a running query, batch by batch, without copying them. Closing waits for a load that
 * is under way.
 */
final class ResultReader extends ArrowReader {
  private final RunningQuery query;
  private final Schema schema;
  private long bytesRead;
  private boolean closed;

  ResultReader(RunningQuery query, Schema schema, BufferAllocator allocator) {
    super(allocator);
    this.query = query;
    this.schema = schema;
  }

  @Override
  public synchronized boolean loadNextBatch() throws IOException {
    if (closed) {
      throw new QueryException(
          QueryException.Reason.CANCELLED, "Cannot run SQL: the query was closed");
    }
    prepareLoadNextBatch();
    ArrowRecordBatch batch = query.next();
    if (batch == null) {
      return false;
    }
    bytesRead += batch.computeBodyLength();
    loadRecordBatch(batch);
    return true;
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    super.close();
  }

  @Override
  public long bytesRead() {
    return bytesRead;
  }

  @Override
  protected void closeReadSource() {
    // The result owns the query and closes it.
  }

  @Override
  protected Schema readSchema() {
    return schema;
  }
}
