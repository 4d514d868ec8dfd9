package dev.tributary.query;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.types.pojo.Schema;
import org.duckdb.DuckDBPreparedStatement;
import org.duckdb.DuckDBResultSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One plan in one DuckDB instance. Everything that calls DuckDB happens on the query's own thread,
 * whose stack is deep enough; only interrupting it happens elsewhere.
 */
final class DuckDbQuery implements RunningQuery {
  private static final Logger LOG = LoggerFactory.getLogger(DuckDbQuery.class);
  private static final int BATCH_ROWS = 16_384;
  private static final long NUDGE_MS = 20;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final QueryPlan plan;
  private final QueryConfig config;
  private final Optional<TempFolder> temp;
  private final BufferAllocator allocator;
  private final ScheduledExecutorService scheduler;
  private final QueryThread thread;

  // Written by the query's thread, read by whoever interrupts it.
  private volatile Phase phase = Phase.IDLE;
  private volatile Connection connection;
  private volatile PreparedStatement statement;

  private final AtomicReference<QueryException> stopped = new AtomicReference<>();
  private final AtomicBoolean closed = new AtomicBoolean();

  // Touched by the query's thread only.
  private ResultSet result;
  private ArrowReader rows;

  DuckDbQuery(
      QueryPlan plan,
      QueryConfig config,
      Optional<TempFolder> temp,
      String name,
      BufferAllocator allocator,
      ScheduledExecutorService scheduler) {
    this.plan = plan;
    this.config = config;
    this.temp = temp;
    this.allocator = allocator;
    this.scheduler = scheduler;
    this.thread = new QueryThread(name);
  }

  /** What the query's thread is at; it decides how it can be interrupted. */
  private enum Phase {
    IDLE,
    OPENING,
    EXECUTING,
    FETCHING
  }

  @Override
  public Description describe() {
    return onThread(
        Phase.OPENING,
        () -> {
          open();
          try (PreparedStatement prepared = connection.prepareStatement(plan.sql())) {
            return new StatementTypes(connection, allocator).of(prepared);
          }
        });
  }

  @Override
  public Schema start(List<?> parameters) {
    onThread(
        Phase.OPENING,
        () -> {
          open();
          statement = connection.prepareStatement(plan.sql());
          bind(statement, parameters);
          return null;
        });
    return onThread(
        Phase.EXECUTING,
        () -> {
          result = execute(parameters);
          rows = (ArrowReader) ((DuckDBResultSet) result).arrowExportStream(allocator, BATCH_ROWS);
          return StatementTypes.presentable(rows.getVectorSchemaRoot().getSchema());
        });
  }

  @Override
  public ArrowRecordBatch next() {
    return onThread(
        Phase.FETCHING,
        () -> {
          while (rows.loadNextBatch()) {
            if (rows.getVectorSchemaRoot().getRowCount() > 0) {
              return new VectorUnloader(rows.getVectorSchemaRoot()).getRecordBatch();
            }
          }
          return null;
        });
  }

  @Override
  public void cancel(QueryException why) {
    if (stopped.compareAndSet(null, why)) {
      nudgeIn(0);
    }
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    cancel(
        new QueryException(
            QueryException.Reason.CANCELLED, "Cannot run SQL: the query was closed"));
    if (!thread.closeAfter(this::free, PATIENCE)) {
      LOG.warn("A query does not heed its interruption; its memory is freed when it ends");
    }
  }

  private void open() throws SQLException {
    connection = DuckDbInstance.open(plan, config, temp.map(TempFolder::path));
  }

  private ResultSet execute(List<?> parameters) throws SQLException {
    try {
      return statement.executeQuery();
    } catch (SQLException e) {
      // When a streaming result fails before its first row, the driver loses the reason. Its other
      // way of running a statement tells it.
      if (stopped.get() == null && String.valueOf(e.getMessage()).contains("Invalid result set")) {
        statement = connection.prepareStatement(plan.sql());
        bind(statement, parameters);
        ((DuckDBPreparedStatement) statement).query().close();
      }
      throw e;
    }
  }

  private static void bind(PreparedStatement statement, List<?> parameters) throws SQLException {
    for (int i = 0; i < parameters.size(); i++) {
      statement.setObject(i + 1, parameters.get(i));
    }
  }

  /** Interrupts the thread as its phase wants it, again and again until it heeds. */
  private void nudge() {
    try {
      switch (phase) {
        case IDLE -> {
          return;
        }
        case EXECUTING -> statement.cancel();
        // A statement that streams is no longer cancelled by its driver, but closing the
        // connection interrupts it.
        case FETCHING -> connection.close();
        case OPENING -> LOG.debug("A query is stopped while it is being opened");
      }
    } catch (SQLException e) {
      LOG.debug("A query could not be interrupted yet: {}", e.getMessage());
    }
    nudgeIn(NUDGE_MS);
  }

  private void nudgeIn(long millis) {
    try {
      scheduler.schedule(this::nudge, millis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("The engine is closed; the query ends by itself");
    }
  }

  private <T> T onThread(Phase doing, Callable<T> task) {
    return thread.call(
        () -> {
          // The phase is set before the stop is read, and cancel does it the other way round: one
          // of the two always sees the other.
          phase = doing;
          try {
            throwIfStopped();
            return task.call();
          } catch (SQLException | IOException e) {
            throwIfStopped();
            throw ErrorText.of(e, plan);
          } finally {
            phase = Phase.IDLE;
          }
        });
  }

  private void throwIfStopped() {
    QueryException why = stopped.get();
    if (why != null) {
      throw new QueryException(why.reason(), why.getMessage(), why);
    }
  }

  private void free() {
    close(rows);
    close(result);
    close(statement);
    close(connection);
    temp.ifPresent(TempFolder::delete);
  }

  private static void close(AutoCloseable resource) {
    if (resource != null) {
      try {
        resource.close();
      } catch (Exception e) {
        LOG.warn("Cannot close a part of a query: {}", e.toString());
      }
    }
  }
}
