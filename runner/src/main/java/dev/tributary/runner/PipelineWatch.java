package dev.tributary.runner;

import dev.tributary.activity.ActivityStatus;
import dev.tributary.runner.config.RunnerConfig;
import dev.tributary.runner.pipeline.Pipeline;
import dev.tributary.runner.pipeline.StatusBoard;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Shows how a pipeline fares until it is stopped or over. */
final class PipelineWatch {
  private static final Duration REWRITE = Duration.ofSeconds(1);
  private static final Duration LOOK = Duration.ofMillis(100);

  private final Pipeline pipeline;
  private final RunnerConfig config;
  private final Terminal terminal;
  private final StopRequest stop;
  private final StatusBoard board = new StatusBoard();

  PipelineWatch(Pipeline pipeline, RunnerConfig config, Terminal terminal, StopRequest stop) {
    this.pipeline = pipeline;
    this.config = config;
    this.terminal = terminal;
    this.stop = stop;
  }

  /** The exit code: 0 after a clean stop, 1 when the pipeline is over or did not stop cleanly. */
  int untilTheEnd(PrintWriter err) throws InterruptedException {
    Duration interval = terminal.interactive() ? REWRITE : config.statusInterval();
    Duration sinceShown = Duration.ZERO;
    while (!stop.await(LOOK)) {
      sinceShown = sinceShown.plus(LOOK);
      if (pipeline.isOver()) {
        show();
        pipeline.status().forEach(status -> err.println(ending(status)));
        err.flush();
        return 1;
      }
      if (sinceShown.compareTo(interval) >= 0) {
        show();
        sinceShown = Duration.ZERO;
      }
    }
    terminal.println(
        "Stopping: commits what was read, for at most " + config.stopTimeout().toMillis() + " ms");
    boolean clean = pipeline.stop();
    show();
    terminal.println(clean ? "Stopped." : "Stopped, but not everything was committed.");
    return clean ? 0 : 1;
  }

  private void show() {
    Instant now = Instant.now();
    List<String> lines = board.lines(pipeline.status(), now);
    terminal.rewrite(
        terminal.interactive()
            ? lines
            : lines.stream()
                .map(line -> now.truncatedTo(ChronoUnit.MILLIS) + "  " + line)
                .toList());
  }

  static String ending(ActivityStatus status) {
    return "Activity " + status.name() + " is " + status.state() + ": " + status.reason();
  }
}
