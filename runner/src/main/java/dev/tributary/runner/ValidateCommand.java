package dev.tributary.runner;

import dev.tributary.runner.config.Configuration;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks a configuration without connecting to anything. */
@Command(
    name = "validate",
    description =
        "Checks FILE and shows the configuration in force, or every mistake with its line (exit code 2).",
    mixinStandardHelpOptions = true)
final class ValidateCommand implements Callable<Integer> {
  private final Map<String, String> environment;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "Configuration of a pipeline, YAML.")
  private Path file;

  ValidateCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    Configuration configuration = Configuration.load(file, environment);
    PrintWriter out = spec.commandLine().getOut();
    out.println(file + ": ok");
    out.println();
    configuration.effective().forEach(out::println);
    out.flush();
    return 0;
  }
}
