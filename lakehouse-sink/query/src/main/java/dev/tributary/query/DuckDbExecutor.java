package dev.tributary.query;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.arrow.memory.BufferAllocator;

/** Carries plans out in this process, each in a DuckDB instance of its own. */
final class DuckDbExecutor implements QueryExecutor {
  private final QueryConfig config;
  private final ScheduledExecutorService scheduler;
  private final Optional<Path> tempFolder;
  private final AtomicLong queries = new AtomicLong();

  /**
   * @param scheduler interrupts queries; the caller's
   * @throws QueryException when no folder can be made to spill to
   */
  DuckDbExecutor(QueryConfig config, ScheduledExecutorService scheduler) {
    this.config = config;
    this.scheduler = scheduler;
    try {
      tempFolder =
          config.tempBytes() == 0
              ? Optional.empty()
              : Optional.of(Files.createTempDirectory("tributary-query-"));
    } catch (IOException e) {
      throw new QueryException(
          QueryException.Reason.FAILED,
          "Cannot open the query engine: no temporary folder can be made: " + e.getMessage(),
          e);
    }
  }

  @Override
  public RunningQuery open(QueryPlan plan, BufferAllocator allocator) {
    long number = queries.incrementAndGet();
    return new DuckDbQuery(
        plan,
        config,
        tempFolder.map(folder -> new TempFolder(folder.resolve("q" + number))),
        "tributary-query-" + number,
        allocator,
        scheduler);
  }

  @Override
  public void close() {
    tempFolder.ifPresent(folder -> new TempFolder(folder).delete());
  }
}
