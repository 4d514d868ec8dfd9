package dev.tributary.runner;

import dev.tributary.TributaryException;
import dev.tributary.runner.demo.DemoReport;
import dev.tributary.runner.pipeline.Pipeline;
import dev.tributary.runner.pipeline.StatusBoard;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Shows what the demo's tables answer until it is stopped, its time is up, or it is over. */
final class DemoWatch {
  private static final Duration REPORT = Duration.ofSeconds(2);
  private static final Duration FIRST_LOOKS = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Pipeline pipeline;
  private final DemoReport report;
  private final Terminal terminal;
  private final Instant begun;
  private boolean answered;
  private Instant complainAt;

  /**
   * @param begun when the demo was started, for the times shown
   */
  DemoWatch(Pipeline pipeline, DemoReport report, Terminal terminal, Instant begun) {
    this.pipeline = pipeline;
    this.report = report;
    this.terminal = terminal;
    this.begun = begun;
    this.complainAt = begun.plus(PATIENCE);
  }

  /** Whether the end was asked for, and not because nothing goes on any more. */
  boolean until(StopRequest stop, Instant end) throws InterruptedException, IOException {
    while (!stop.await(pause(end))) {
      if (!Instant.now().isBefore(end)) {
        return true;
      }
      show();
      if (pipeline.isOver()) {
        pipeline.status().forEach(status -> terminal.println(PipelineWatch.ending(status)));
        return false;
      }
    }
    return true;
  }

  private Duration pause(Instant end) {
    Duration left = Duration.between(Instant.now(), end);
    Duration pause = answered ? REPORT : FIRST_LOOKS;
    return left.compareTo(pause) < 0 ? left : pause;
  }

  private void show() throws IOException {
    try {
      Optional<List<String>> lines = report.lines(this::seconds);
      if (lines.isPresent() && !answered) {
        answered = true;
        terminal.println(
            String.format(
                Locale.ROOT, "The first rows came back over Flight SQL after %.1f s.", seconds()));
      }
      lines.ifPresentOrElse(shown -> shown.forEach(terminal::println), this::complain);
    } catch (TributaryException e) {
      terminal.println(e.getMessage());
    }
  }

  private void complain() {
    if (Instant.now().isAfter(complainAt)) {
      terminal.println("No rows yet:");
      new StatusBoard().lines(pipeline.status(), Instant.now()).forEach(terminal::println);
      complainAt = Instant.now().plus(PATIENCE);
    }
  }

  private double seconds() {
    return Duration.between(begun, Instant.now()).toMillis() / 1e3;
  }
}
