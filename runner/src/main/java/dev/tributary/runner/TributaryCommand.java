package dev.tributary.runner;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The word {@code tributary}; what it does stands in its subcommands. */
@Command(
    name = "tributary",
    description =
        "Streams become tables: reads Kafka topics into an Iceberg lakehouse, exactly once, and answers SQL over Arrow Flight.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class,
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "Examples:",
      "  tributary demo                          see it work; needs nothing",
      "  tributary validate pipeline.yaml        check a configuration, show what is in force",
      "  tributary run pipeline.yaml             run it until Ctrl-C",
      "  tributary query \"SELECT count(*) FROM air.flights\"",
      "",
      "Exit codes: 0 done, 1 failed, 2 wrong usage or configuration."
    })
final class TributaryCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Show stack traces of failures.")
  private boolean verbose;

  boolean verbose() {
    return verbose;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Cannot run without a command");
  }
}
