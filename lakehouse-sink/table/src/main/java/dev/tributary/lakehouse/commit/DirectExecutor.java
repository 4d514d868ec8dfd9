package dev.tributary.lakehouse.commit;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Runs each task at once in the caller's thread. Iceberg waits for tasks on a pool by sleeping
 * between looks; for the few small files of a commit the sleep costs more than the work.
 */
public final class DirectExecutor extends AbstractExecutorService {
  public static final DirectExecutor INSTANCE = new DirectExecutor();

  private DirectExecutor() {}

  @Override
  public void execute(Runnable task) {
    task.run();
  }

  /** Does nothing: there is nothing to shut down. */
  @Override
  public void shutdown() {}

  @Override
  public List<Runnable> shutdownNow() {
    return List.of();
  }

  @Override
  public boolean isShutdown() {
    return false;
  }

  @Override
  public boolean isTerminated() {
    return false;
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) {
    return true;
  }
}
