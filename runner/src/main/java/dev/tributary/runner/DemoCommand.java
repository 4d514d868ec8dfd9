package dev.tributary.runner;

import dev.tributary.runner.client.FlightSqlSession;
import dev.tributary.runner.client.HostPort;
import dev.tributary.runner.demo.Demo;
import dev.tributary.runner.demo.DemoOptions;
import dev.tributary.runner.demo.DemoReport;
import dev.tributary.runner.pipeline.StatusBoard;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
  private static final Duration REPORT = Duration.ofSeconds(2);
  private static final Duration FIRST_LOOKS = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
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
        "Starting a Kafka broker, tables and Flight SQL in " + options.folder() + " …");
    Demo demo = Demo.start(options);
    int code;
    try (demo;
        FlightSqlSession session =
            FlightSqlSession.open(new HostPort("127.0.0.1", demo.pipeline().flightSqlPort()))) {
      introduce(demo, options).forEach(terminal::println);
      code = show(demo, new DemoReport(session, quiet), begun, terminal);
      terminal.println("Stopping: commits what was read …");
      boolean clean = demo.stop();
      terminal.println(
          clean
              ? "Stopped. The next start goes on from here; delete "
                  + options.folder()
                  + " to begin anew."
              : "Stopped, but not everything was committed.");
      return clean ? code : 1;
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

  private int show(Demo demo, DemoReport report, Instant begun, Terminal terminal)
      throws InterruptedException, IOException {
    Instant end = seconds == null ? Instant.MAX : begun.plusSeconds(seconds);
    Instant complain = begun.plus(PATIENCE);
    boolean first = true;
    while (Instant.now().isBefore(end) && !stop.await(first ? FIRST_LOOKS : REPORT)) {
      Duration since = Duration.between(begun, Instant.now());
      Optional<List<String>> lines = report.lines(since.toMillis() / 1e3);
      if (lines.isPresent()) {
        if (first) {
          terminal.println(
              String.format(
                  Locale.ROOT,
                  "The first rows came back over Flight SQL after %.1f s.",
                  since.toMillis() / 1e3));
        }
        first = false;
        lines.get().forEach(terminal::println);
      } else if (Instant.now().isAfter(complain)) {
        terminal.println("No rows yet:");
        new StatusBoard().lines(demo.pipeline().status(), Instant.now()).forEach(terminal::println);
        complain = Instant.now().plus(PATIENCE);
      }
      if (demo.pipeline().isOver()) {
        demo.pipeline().status().forEach(status -> terminal.println(PipelineWatch.ending(status)));
        return 1;
      }
    }
    return 0;
  }
}
