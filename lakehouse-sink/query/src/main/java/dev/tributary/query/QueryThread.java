package dev.tributary.query;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One thread with a stack that deep SQL cannot overflow. DuckDB parses and binds by recursion on
 * the calling thread, and an overflow there is no exception but the end of the process.
 */
final class QueryThread implements AutoCloseable {
  private static final long STACK_BYTES = 64L << 20;

  private final ThreadPoolExecutor executor;

  QueryThread(String name) {
    executor =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(null, task, name, STACK_BYTES);
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Runs a task on the thread and waits for it. An interrupt does not end the wait; it is kept for
   * the caller.
   *
   * @throws QueryException as the task did; other exceptions of the task come as they are
   */
  <T> T call(Callable<T> task) {
    Future<T> future;
    try {
      future = executor.submit(task);
    } catch (RejectedExecutionException e) {
      throw new QueryException(
          QueryException.Reason.CANCELLED, "Cannot run SQL: the query was closed", e);
    }
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return future.get();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      throw rethrown(e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * Runs a last task and ends the thread.
   *
   * @return whether that happened within the given time; otherwise it happens when the task before
   *     it ends
   */
  boolean closeAfter(Runnable last, Duration patience) {
    Future<?> future = executor.submit(last);
    executor.shutdown();
    try {
      future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException e) {
      throw rethrown(e.getCause());
    }
  }

  @Override
  public void close() {
    executor.shutdown();
  }

  private static RuntimeException rethrown(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    if (cause instanceof RuntimeException exception) {
      return exception;
    }
    return new QueryException(
        QueryException.Reason.FAILED, "Cannot run SQL: " + cause.getMessage(), cause);
  }
}
