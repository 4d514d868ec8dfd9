package dev.tributary.query;

import java.util.List;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * One plan being carried out. Call order: {@link #describe} or {@link #start} once, after {@code
 * start} {@link #next} until it returns null; {@link #close} once at any time. One thread, except
 * {@link #cancel} and {@link #close}, which any thread may call.
 */
interface RunningQuery extends AutoCloseable {

  /**
   * Binds the statement without running it.
   *
   * @throws QueryException when it does not fit its tables
   */
  Description describe();

  /**
   * Runs the statement up to its first rows.
   *
   * @return the columns of the result
   * @throws QueryException when it fails
   */
  Schema start(List<?> parameters);

  /**
   * The next rows; null after the last.
   *
   * @throws QueryException when the query fails, or was stopped
   */
  ArrowRecordBatch next();

  /** Stops the query soon; what waits for it fails with this exception. Never blocks. */
  void cancel(QueryException why);

  /** Stops the query and frees everything. */
  @Override
  void close();

  /**
   * What a statement takes and gives.
   *
   * @param columns columns of the result
   * @param parameters types of its parameters, in order
   */
  record Description(Schema columns, Schema parameters) {}
}
