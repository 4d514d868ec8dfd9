package dev.tributary.runner;

import dev.tributary.runner.config.Configuration;
import dev.tributary.runner.pipeline.Pipeline;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a pipeline until it is stopped or cannot go on. */
@Command(
    name = "run",
    description = {
      "Runs the pipeline in FILE until Ctrl-C or SIGTERM, then commits what was read and exits with 0.",
      "Exits with 1 when every activity has failed for good or lost its table to another runner (FENCED)."
    },
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  private final StopRequest stop;
  private final Map<String, String> environment;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "Configuration of the pipeline, YAML.")
  private Path file;

  RunCommand(StopRequest stop, Map<String, String> environment) {
    this.stop = stop;
    this.environment = environment;
  }

  @Override
  public Integer call() throws InterruptedException {
    Configuration configuration = Configuration.load(file, environment);
    stop.allow(configuration.runner().stopTimeout());
    Terminal terminal = new Terminal(spec.commandLine().getOut(), Terminal.isInteractive());
    try (Pipeline pipeline = Pipeline.start(configuration)) {
      terminal.println(pipeline.toString());
      return new PipelineWatch(pipeline, configuration.runner(), terminal, stop)
          .untilTheEnd(spec.commandLine().getErr());
    }
  }
}
