package dev.tributary.runner;

import dev.tributary.runner.client.FlightSqlSession;
import dev.tributary.runner.client.HostPort;
import dev.tributary.runner.demo.Demo;
import dev.tributary.runner.demo.DemoOptions;
import dev.tributary.runner.demo.DemoReport;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows the whole way of the data on embedded parts. */
@Command(
    name = "demo",
    description = {
      "Shows everything at work on embedded parts: needs nothing, keeps everything in one folder.",
      "Starts a Kafka broker in this process, replays real flights and earthquakes into it, reads them into"
          + " tables, and every 2 s prints what Flight SQL answers. A second start goes on where the first"
          + " stopped."
    },
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  private static final Instant FOR_EVER = Instant.parse("9999-12-31T00:00:00Z");
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);

  private final StopRequest stop;
  private final Map<String, String> environment;
  private final Consumer<Path> logInto;

  @Spec private CommandSpec spec;

  @Option(
      names = "--folder",
      defaultValue = "tributary-demo",
      description = "Where broker, tables and log are kept (default: ${DEFAULT-VALUE}).")
  private Path folder;

  @Option(
      names = "--rate",
      defaultValue = "500",
      description =
          "Flights a second; earthquakes come at a twenty-fifth of it (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(names = "--for", paramLabel = "SECONDS", description = "Stop by itself after so long.")
  private Long seconds;

  @Option(
      names = "--flight-port",
      description = "Port of Flight SQL (default: 8082, or any free one where that is taken).")
  private Integer flightPort;

  @Option(names = "--quiet", description = "Print the counts only.")
  private boolean quiet;

  DemoCommand(StopRequest stop, Map<String, String> environment, Consumer<Path> logInto) {
    this.stop = stop;
    this.environment = environment;
    this.logInto = logInto;
  }

  @Override
  public Integer call() throws Exception {
    if (!(rate > 0)) {
      throw new ParameterException(
          spec.commandLine(), "Cannot use --rate " + rate + ": must be above 0");
    }
    Instant begun = Instant.now();
    stop.allow(STOP_TIMEOUT);
    DemoOptions options =
        new DemoOptions(
            folder,
            rate,
            rate / 25,
            flightPort == null ? OptionalInt.empty() : OptionalInt.of(flightPort),
            environment);
    logInto.accept(options.folder());
    Terminal terminal = new Terminal(spec.commandLine().getOut(), false);
    terminal.println(
        "Starting a Kafka broker, tables and Flight SQL in " + options.folder() + " ...");
    Demo demo = Demo.start(options);
    boolean asked;
    try (demo;
        FlightSqlSession session =
            FlightSqlSession.open(new HostPort("127.0.0.1", demo.pipeline().flightSqlPort()))) {
      introduce(demo, options).forEach(terminal::println);
      asked =
          new DemoWatch(demo.pipeline(), new DemoReport(session, quiet), terminal, begun)
              .until(stop, seconds == null ? FOR_EVER : begun.plusSeconds(seconds));
      terminal.println("Stopping: commits what was read ...");
      boolean clean = demo.stop();
      terminal.println(
          clean
              ? "Stopped. The next start goes on from here; delete "
                  + options.folder()
                  + " to begin anew."
              : "Stopped, but not everything was committed.");
      return clean && asked ? 0 : 1;
    }
  }

  private List<String> introduce(Demo demo, DemoOptions options) {
    int port = demo.pipeline().flightSqlPort();
    String query = Invocation.shown() + " query" + (port == 8082 ? "" : " --url 127.0.0.1:" + port);
    return List.of(
        "  broker      " + demo.bootstrapServers() + ", topics flights and earthquakes",
        "  pipeline    " + options.folder().resolve("pipeline.yaml"),
        "  log         " + options.folder().resolve(LogFile.NAME),
        "  Flight SQL  jdbc:arrow-flight-sql://127.0.0.1:" + port + "?useEncryption=false",
        "Ask it yourself from another terminal:",
        "  "
            + query
            + " \"SELECT properties.place, properties.mag FROM geo.earthquakes ORDER BY 2 DESC LIMIT 5\"",
        "Ctrl-C ends it.",
        "");
  }
}
