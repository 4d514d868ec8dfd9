package dev.tributary.endpoint;

import dev.tributary.schema.Schema;
import java.util.Objects;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * Some thousand rows in Arrow vectors, with the position before the first and after the last of
 * them: the unit that flows.
 *
 * <p>The vectors are laid out as {@link dev.tributary.schema.ArrowTypes} says. A batch may have no
 * rows and still move the position (a Kafka transaction marker was passed). Whoever holds a batch
 * owns its memory: {@link #close()} exactly once, or hand it on. Not thread-safe.
 */
public final class RecordBatch implements AutoCloseable {
  private final Schema schema;
  private final VectorSchemaRoot vectors;
  private final Position before;
  private final Position after;
  private final long sourceBytes;

  /**
   * @param vectors row count set; owned by the batch from here on
   * @param before where the first row was read
   * @param after where reading resumes behind the last row
   * @param sourceBytes size of the messages as they came, in bytes
   */
  public RecordBatch(
      Schema schema, VectorSchemaRoot vectors, Position before, Position after, long sourceBytes) {
    this.schema = Objects.requireNonNull(schema, "schema is null");
    this.vectors = Objects.requireNonNull(vectors, "vectors is null");
    this.before = Objects.requireNonNull(before, "before is null");
    this.after = Objects.requireNonNull(after, "after is null");
    this.sourceBytes = sourceBytes;
  }

  public Schema schema() {
    return schema;
  }

  public VectorSchemaRoot vectors() {
    return vectors;
  }

  public Position before() {
    return before;
  }

  public Position after() {
    return after;
  }

  public int rowCount() {
    return vectors.getRowCount();
  }

  public long sourceBytes() {
    return sourceBytes;
  }

  /** Gives the memory back. */
  @Override
  public void close() {
    vectors.close();
  }
}
