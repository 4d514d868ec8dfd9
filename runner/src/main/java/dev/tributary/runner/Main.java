package dev.tributary.runner;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The entry of the runnable jar, and the only class that ends the process.
 *
 * <p>Exit codes: 0 done or stopped cleanly, 1 failed, 2 wrong usage or configuration, 130 a command
 * that had nothing to finish was interrupted.
 */
public final class Main {
  private static final int FAILED = 1;
  private static final int INTERRUPTED = 130;

  private Main() {}

  /** Runs one command line and ends the process with its exit code. */
  public static void main(String[] args) {
    StopRequest stop = new StopRequest();
    CompletableFuture<Integer> ended = new CompletableFuture<>();
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> finish(stop, ended), "tributary-shutdown"));
    int code = FAILED;
    try {
      code = CommandLines.create(stop, System.getenv(), LogFile::into).execute(args);
    } finally {
      ended.complete(code);
      System.exit(code);
    }
  }

  /**
   * A signal would end the process with its own exit code; halting after a clean end makes it ours.
   */
  private static void finish(StopRequest stop, CompletableFuture<Integer> ended) {
    stop.request();
    int code = exitCode(stop, ended);
    System.out.flush();
    Runtime.getRuntime().halt(code);
  }

  private static int exitCode(StopRequest stop, CompletableFuture<Integer> ended) {
    try {
      return ended.get(stop.allowed().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      if (stop.allowed().isZero()) {
        return INTERRUPTED;
      }
      System.err.println(
          "Cannot stop within "
              + stop.allowed().toMillis()
              + " ms (runner.stop.timeout.ms): ended without finishing; the next start goes on from"
              + " the last commit");
      return FAILED;
    } catch (ExecutionException | InterruptedException e) {
      return FAILED;
    }
  }
}
