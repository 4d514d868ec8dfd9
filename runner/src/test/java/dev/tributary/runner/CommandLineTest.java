package dev.tributary.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CommandLineTest {
  private static final String PIPELINE =
      """
      lakehouse: { catalog: "jdbc:sqlite:%1$s/lake/catalog.db", warehouse: "%1$s/lake/warehouse" }
      endpoints:
        flights:
          type: kafka
          bootstrap.servers: localhost:1
          topic: flights
          client: { ssl.key.password: hunter2 }
      activities:
        flights-to-lake: { input: flights, output.table: air.flights }
      flight-sql: { port: %2$d }
      """;

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void validateShowsWhatIsInForce() throws IOException {
    Path file =
        Files.writeString(folder.resolve("pipeline.yaml"), PIPELINE.formatted(folder, 8082));

    assertThat(run("validate", file.toString())).isZero();
    assertThat(out.toString())
        .startsWith(file + ": ok")
        .contains("endpoints.flights.topic = flights  # " + file + ":6")
        .contains("endpoints.flights.client.ssl.key.password = ****")
        .contains("activities.flights-to-lake.recipe = sync  # default")
        .doesNotContain("hunter2");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void validateTellsEveryMistakeAndExitsWith2() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("bad.yaml"), "lakehouse:\n  warehose: x\nflight-sql:\n  port: many\n");

    assertThat(run("validate", file.toString())).isEqualTo(2);
    assertThat(err.toString().lines())
        .containsExactly(
            file
                + ":2: Cannot use lakehouse.warehose: no such setting; did you mean"
                + " lakehouse.warehouse?",
            file
                + ":4: Cannot use flight-sql.port: must be a whole number, 0 to 65535, got"
                + " \"many\"");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void runRefusesABadConfigurationLikeValidate() throws IOException {
    Path file = Files.writeString(folder.resolve("bad.yaml"), "flight-sql: [1\n");

    assertThat(run("run", file.toString())).isEqualTo(2);
    assertThat(err.toString()).startsWith(file + ":2: Cannot use this as YAML: ");
  }

  @Test
  void runSaysWhichPortIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Path file =
          Files.writeString(
              folder.resolve("pipeline.yaml"), PIPELINE.formatted(folder, taken.getLocalPort()));

      assertThat(run("run", file.toString())).isEqualTo(1);
      assertThat(err.toString())
          .startsWith("Cannot ")
          .contains(String.valueOf(taken.getLocalPort()))
          .doesNotContain("\tat ");
    }
  }

  @Test
  void queryOfNobodySaysThatNobodyAnswers() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }

    assertThat(run("query", "--url", "127.0.0.1:" + port, "SELECT 1")).isEqualTo(1);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines(
            "Cannot reach Flight SQL at 127.0.0.1:"
                + port
                + ": is a pipeline running there? (tributary run, tributary demo)");
  }

  @Test
  void wrongUsageExitsWith2() {
    assertThat(run("query", "--url", "nowhere", "SELECT 1")).isEqualTo(2);
    assertThat(err.toString())
        .contains("expected host:port, such as 127.0.0.1:8082, got \"nowhere\"");
    assertThat(run("validat")).isEqualTo(2);
    assertThat(run()).isEqualTo(2);
    assertThat(run("demo", "--rate", "0")).isEqualTo(2);
  }

  @Test
  void helpShowsExamples() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString())
        .contains("Examples:", "tributary demo", "run", "validate", "query")
        .doesNotContain("settings");
    assertThat(run("query", "--help")).isZero();
    assertThat(out.toString()).contains("table, csv, json (default: table)");
  }

  @Test
  void versionIsTold() {
    assertThat(run("--version")).isZero();
    assertThat(out.toString()).startsWith("tributary ");
  }

  @Test
  void verboseShowsWhereItFailed() {
    assertThat(run("validate", "--verbose", folder.resolve("absent.yaml").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("there is no such file").contains("\tat dev.tributary");
  }

  private int run(String... arguments) {
    CommandLine line = CommandLines.create(new StopRequest(), Map.of(), folder -> {});
    return line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
  }
}
