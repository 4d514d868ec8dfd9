package dev.tributary.query;

import java.io.IOException;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.types.pojo.Schema;

/** The rows of a running query, batch by batch, without copying them. */
final class ResultReader extends ArrowReader {
  private final RunningQuery query;
  private final Schema schema;
  private long bytesRead;

  ResultReader(RunningQuery query, Schema schema, BufferAllocator allocator) {
    super(allocator);
    this.query = query;
    this.schema = schema;
  }

  @Override
  public boolean loadNextBatch() throws IOException {
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
