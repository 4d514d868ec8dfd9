package dev.tributary.query;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Schema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rows of one query, as they are computed. Whoever has a result closes it: it holds one of the
 * engine's slots, a DuckDB instance and memory until then.
 *
 * <p>One thread reads; any thread may {@link #cancel()} and {@link #close()}.
 */
public final class QueryResult implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(QueryResult.class);

  private final List<TableRead> tables;
  private final Schema schema;
  private final RunningQuery query;
  private final ResultReader reader;
  private final Runnable afterClose;
  private final AtomicBoolean closed = new AtomicBoolean();

  QueryResult(
      List<TableRead> tables,
      Schema schema,
      RunningQuery query,
      ResultReader reader,
      Runnable afterClose) {
    this.tables = tables;
    this.schema = schema;
    this.query = query;
    this.reader = reader;
    this.afterClose = afterClose;
  }

  /**
   * The rows, batch by batch; at most some thousand rows are held at a time. Loading a batch throws
   * {@link QueryException} when the query fails, takes too long or was cancelled. The reader
   * belongs to the result.
   */
  public ArrowReader reader() {
    return reader;
  }

  /** The columns. Timestamps with a zone are UTC. */
  public Schema schema() {
    return schema;
  }

  /** What is read of each table: one snapshot each. */
  public List<TableRead> tables() {
    return tables;
  }

  /** Stops the query soon; loading then throws {@link QueryException}. Never blocks. */
  public void cancel() {
    query.cancel(cancelled());
  }

  static QueryException cancelled() {
    return new QueryException(
        QueryException.Reason.CANCELLED, "Cannot go on with the query: it was cancelled");
  }

  /** Stops the query if it still runs, and frees everything. Closing again does nothing. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    try {
      query.close();
      reader.close();
    } catch (IOException e) {
      LOG.warn("Cannot close the reader of a query: {}", e.toString());
    } finally {
      afterClose.run();
    }
  }
}
