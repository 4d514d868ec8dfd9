package dev.tributary.query;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * A SELECT that was checked, bound to its tables and planned; it holds no slot, no memory and no
 * files. Immutable and thread-safe; may be run any number of times.
 */
public final class PreparedQuery {
  private final QueryEngine engine;
  private final QueryPlan plan;
  private final Optional<String> database;
  private final RunningQuery.Description description;

  PreparedQuery(
      QueryEngine engine,
      QueryPlan plan,
      Optional<String> database,
      RunningQuery.Description description) {
    this.engine = engine;
    this.plan = plan;
    this.database = database;
    this.description = description;
  }

  /** The columns of the result. */
  public Schema schema() {
    return description.columns();
  }

  /** The types of the {@code ?} in the SQL, in order; no fields when there are none. */
  public Schema parameters() {
    return description.parameters();
  }

  /** What would be read of each table on the snapshots pinned when the query was prepared. */
  public List<TableRead> tables() {
    return plan.tables().stream().map(TablePlan::read).toList();
  }

  /**
   * Runs the query on the snapshots that were pinned when it was prepared.
   *
   * @param allocator for the rows; must outlive the result
   * @throws QueryException when it fails, has parameters, or finds no free slot in time
   */
  public QueryResult execute(BufferAllocator allocator) {
    return execute(allocator, stop -> {});
  }

  /**
   * Runs the query on the snapshots that were pinned when it was prepared, and can be stopped
   * before its first row.
   *
   * @param started is given what stops the query, before it runs; any thread may call that, at any
   *     time
   */
  public QueryResult execute(BufferAllocator allocator, Consumer<Runnable> started) {
    requireParameters(List.of());
    return engine.run(plan, List.of(), allocator, started);
  }

  /**
   * Runs the query on its tables' present snapshots.
   *
   * @param parameters a value for each {@code ?}, null for NULL: {@code Boolean}, whole numbers,
   *     {@code Double}, {@code BigDecimal}, {@code String}, {@code byte[]}, {@code LocalDate},
   *     {@code LocalDateTime}, {@code OffsetDateTime}
   * @param allocator for the rows; must outlive the result
   * @throws QueryException when it fails, when its columns are no longer what {@link #schema} says,
   *     or when it finds no free slot in time
   */
  public QueryResult executeOnPresent(List<?> parameters, BufferAllocator allocator) {
    return executeOnPresent(parameters, allocator, stop -> {});
  }

  /**
   * Runs the query on its tables' present snapshots, and can be stopped before its first row.
   *
   * @param started is given what stops the query, before it runs; any thread may call that, at any
   *     time
   */
  public QueryResult executeOnPresent(
      List<?> parameters, BufferAllocator allocator, Consumer<Runnable> started) {
    requireParameters(parameters);
    QueryResult result = engine.execute(plan.sql(), database, parameters, allocator, started);
    if (!result.schema().equals(schema())) {
      result.close();
      throw new QueryException(
          QueryException.Reason.INVALID,
          "Cannot run SQL: the columns of its tables have changed since it was prepared; prepare it"
              + " again");
    }
    return result;
  }

  private void requireParameters(List<?> parameters) {
    if (parameters.size() != plan.parameters()) {
      throw new QueryException(
          QueryException.Reason.INVALID,
          "Cannot run SQL: it has "
              + plan.parameters()
              + " parameters, got values for "
              + parameters.size());
    }
  }
}
