package dev.tributary.runner;

import dev.tributary.runner.config.ConfigurationReference;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the reference of all settings. */
@Command(
    name = "settings",
    hidden = true,
    description = "Prints every setting with its type, default and meaning.",
    mixinStandardHelpOptions = true)
final class SettingsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--markdown", required = true, description = "As the page docs/configuration.md.")
  private boolean markdown;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    out.print(ConfigurationReference.markdown());
    out.flush();
    return 0;
  }
}
