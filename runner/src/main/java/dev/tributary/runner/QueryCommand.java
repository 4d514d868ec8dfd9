package dev.tributary.runner;

import dev.tributary.runner.client.FlightSqlSession;
import dev.tributary.runner.client.HostPort;
import dev.tributary.runner.output.ResultFormat;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks a running pipeline one question. */
@Command(
    name = "query",
    description =
        "Sends one SELECT to a running pipeline over Arrow Flight SQL and prints the rows as they come.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  tributary query \"SELECT origin, avg(delay) FROM air.flights GROUP BY origin\"",
      "  tributary query --format csv --url 10.0.0.5:8082 \"SELECT * FROM geo.earthquakes\""
    })
final class QueryCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "SQL", description = "One SELECT.")
  private String sql;

  @Option(
      names = "--url",
      paramLabel = "HOST:PORT",
      converter = HostPort.Converter.class,
      defaultValue = "127.0.0.1:8082",
      description = "Where Flight SQL answers (default: ${DEFAULT-VALUE}).")
  private HostPort url;

  @Option(
      names = "--format",
      defaultValue = "table",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private ResultFormat format;

  @Override
  public Integer call() throws Exception {
    try (FlightSqlSession session = FlightSqlSession.open(url)) {
      session.query(sql, format.printer(spec.commandLine().getOut()));
    }
    return 0;
  }
}
