package dev.tributary.runner;

import dev.tributary.TributaryException;
import dev.tributary.runner.config.ConfigurationException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import picocli.CommandLine;

/** Builds the command line out of its commands. */
final class CommandLines {
  private CommandLines() {}

  static CommandLine create(
      StopRequest stop, Map<String, String> environment, Consumer<Path> logInto) {
    TributaryCommand top = new TributaryCommand();
    return new CommandLine(top)
        .addSubcommand(new RunCommand(stop, environment))
        .addSubcommand(new DemoCommand(stop, environment, logInto))
        .addSubcommand(new QueryCommand())
        .addSubcommand(new ValidateCommand(environment))
        .addSubcommand(new SettingsCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpWidth(100)
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> report(failure, command, top.verbose()));
  }

  /** One sentence for people; the stack trace only for who asks for it. */
  private static int report(Exception failure, CommandLine command, boolean verbose) {
    if (verbose) {
      failure.printStackTrace(command.getErr());
    } else {
      command.getErr().println(sentence(failure));
    }
    command.getErr().flush();
    return failure instanceof ConfigurationException
        ? CommandLine.ExitCode.USAGE
        : CommandLine.ExitCode.SOFTWARE;
  }

  private static String sentence(Exception failure) {
    boolean ours = failure instanceof TributaryException;
    String message = String.valueOf(failure.getMessage());
    return ours || message.startsWith("Cannot ")
        ? message
        : "Cannot go on: "
            + failure.getClass().getSimpleName()
            + ": "
            + message
            + " (--verbose shows where)";
  }
}
