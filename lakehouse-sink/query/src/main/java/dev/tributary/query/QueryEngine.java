package dev.tributary.query;

import dev.tributary.lakehouse.Lakehouse;
import dev.tributary.lakehouse.TableName;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Answers SQL over the tables of a lakehouse. Each query reads one snapshot of each table, in a
 * DuckDB instance of its own that can see those files and nothing else. Thread-safe.
 *
 * <p>SQL is one SELECT in DuckDB's dialect. Tables are named {@code database.table}; a name without
 * database is looked for in the session's database, then in all. The session's time zone is UTC.
 */
public final class QueryEngine implements AutoCloseable {
  private final QueryConfig config;
  private final TableSource source;
  private final QueryPlanner planner;
  private final QueryExecutor executor;
  private final QuerySlots slots;
  private final ScheduledThreadPoolExecutor scheduler;
  private final BufferAllocator allocator = new RootAllocator();

  private QueryEngine(TableSource source, QueryConfig config, boolean pruning) {
    this.config = config;
    this.source = source;
    this.slots = new QuerySlots(config);
    this.planner = new QueryPlanner(source, config.sqlMaxBytes(), pruning);
    this.scheduler =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "tributary-query-timeout");
              thread.setDaemon(true);
              return thread;
            });
    scheduler.setRemoveOnCancelPolicy(true);
    this.executor = new DuckDbExecutor(config, scheduler);
  }

  /**
   * Opens an engine over a lakehouse.
   *
   * @param lakehouse stays open as long as the engine is; the caller's
   * @throws QueryException when there is no place to spill to
   */
  public static QueryEngine open(Lakehouse lakehouse, QueryConfig config) {
    return open(TableSource.of(lakehouse), config, true);
  }

  static QueryEngine open(TableSource source, QueryConfig config, boolean pruning) {
    return new QueryEngine(source, config, pruning);
  }

  /** Prepares SQL outside any database. */
  public PreparedQuery prepare(String sql) {
    return prepare(sql, Optional.empty());
  }

  /**
   * Checks and plans SQL, and tells its columns without running it.
   *
   * @param database where names without database are looked for first
   * @throws QueryException when it may not run, or does not fit its tables
   */
  public PreparedQuery prepare(String sql, Optional<String> database) {
    Runnable release = slots.acquire();
    try {
      QueryPlan plan = planner.plan(sql, database, List.of());
      try (RunningQuery query = executor.open(plan, allocator)) {
        Future<?> timeout = stopInTime(query);
        try {
          return new PreparedQuery(this, plan, database, query.describe());
        } finally {
          timeout.cancel(false);
        }
      }
    } finally {
      release.run();
    }
  }

  /** Runs SQL without parameters, outside any database. */
  public QueryResult execute(String sql, BufferAllocator allocator) {
    return execute(sql, Optional.empty(), List.of(), allocator);
  }

  /**
   * Checks, plans and runs SQL up to its first rows.
   *
   * @param database where names without database are looked for first
   * @param parameters a value for each {@code ?}
   * @param allocator for the rows; must outlive the result
   * @throws QueryException when it may not run, fails, or finds no free slot in time
   */
  public QueryResult execute(
      String sql, Optional<String> database, List<?> parameters, BufferAllocator allocator) {
    return execute(sql, database, parameters, allocator, stop -> {});
  }

  QueryResult execute(
      String sql,
      Optional<String> database,
      List<?> parameters,
      BufferAllocator allocator,
      Consumer<Runnable> started) {
    Runnable release = slots.acquire();
    try {
      QueryPlan plan = planner.plan(sql, database, parameters);
      if (plan.parameters() != parameters.size()) {
        throw new QueryException(
            QueryException.Reason.INVALID,
            "Cannot run SQL: it has "
                + plan.parameters()
                + " parameters, got values for "
                + parameters.size());
      }
      return start(plan, parameters, allocator, started, release);
    } catch (RuntimeException | Error e) {
      release.run();
      throw e;
    }
  }

  /** All tables there are now. */
  public List<TableName> tables() {
    return source.tables();
  }

  /**
   * The present columns of a table, as results show them.
   *
   * @throws QueryException when there is no such table
   */
  public Schema columns(TableName table) {
    return ArrowColumns.of(planner.columns(table));
  }

  QueryResult run(
      QueryPlan plan, List<?> parameters, BufferAllocator rows, Consumer<Runnable> started) {
    Runnable release = slots.acquire();
    try {
      return start(plan, parameters, rows, started, release);
    } catch (RuntimeException | Error e) {
      release.run();
      throw e;
    }
  }

  int freeSlots() {
    return slots.free();
  }

  private QueryResult start(
      QueryPlan plan,
      List<?> parameters,
      BufferAllocator rows,
      Consumer<Runnable> started,
      Runnable release) {
    RunningQuery query = executor.open(plan, rows);
    Future<?> timeout = stopInTime(query);
    try {
      started.accept(() -> query.cancel(QueryResult.cancelled()));
      Schema schema = query.start(parameters);
      return new QueryResult(
          plan.tables().stream().map(TablePlan::read).toList(),
          schema,
          query,
          new ResultReader(query, schema, rows),
          () -> {
            timeout.cancel(false);
            release.run();
          });
    } catch (RuntimeException | Error e) {
      timeout.cancel(false);
      query.close();
      throw e;
    }
  }

  private Future<?> stopInTime(RunningQuery query) {
    return scheduler.schedule(
        () ->
            query.cancel(
                new QueryException(
                    QueryException.Reason.TIMED_OUT,
                    "Cannot go on with the query: it took longer than "
                        + QueryConfig.TIMEOUT
                        + " = "
                        + config.timeout().toMillis())),
        config.timeout().toMillis(),
        TimeUnit.MILLISECONDS);
  }

  /** Frees everything; close the results before. */
  @Override
  public void close() {
    scheduler.shutdownNow();
    planner.close();
    executor.close();
    allocator.close();
  }
}
