package dev.tributary.runner;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
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

  private final StopRequest stop = new StopRequest();
  private final CompletableFuture<Integer> ended = new CompletableFuture<>();

  private Main() {}

  /** Runs one command line and ends the process with its exit code. */
  public static void main(String[] args) {
    new Main().run(args);
  }

  private void run(String[] args) {
    if (!Signals.handle(this::signalled)) {
      Runtime.getRuntime().addShutdownHook(new Thread(this::finish, "tributary-shutdown"));
    }
    int code = FAILED;
    try {
      code =
          CommandLines.create(stop, System.getenv(), LogFile::into)
              .setOut(utf8(System.out))
              .setErr(utf8(System.err))
              .execute(args);
    } catch (Error e) {
      // an out-of-memory or a missing class: nothing that a command could have handled
      System.err.println("Cannot go on: " + e);
      throw e;
    } finally {
      ended.complete(code);
      System.exit(code);
    }
  }

  /** Results are the same bytes whatever the locale. */
  private static PrintWriter utf8(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }

  /** The first signal asks, the second does not wait. */
  private void signalled() {
    if (stop.isRequested()) {
      Runtime.getRuntime().halt(INTERRUPTED);
    }
    stop.request();
    Thread bound = new Thread(this::finishInTime, "tributary-stop-timeout");
    bound.setDaemon(true);
    bound.start();
  }

  private void finishInTime() {
    int code = exitCode();
    if (!ended.isDone()) {
      Runtime.getRuntime().halt(code);
    }
  }

  /** Where signals cannot be handled: the JVM ends with our exit code once this has halted it. */
  private void finish() {
    stop.request();
    Runtime.getRuntime().halt(exitCode());
  }

  private int exitCode() {
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
