package dev.tributary.runner.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tributary.lakehouse.Partitioning;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {
  private static final String GOOD =
      """
      lakehouse:
        catalog: jdbc:sqlite:lake/catalog.db
        warehouse: lake/warehouse
      endpoints:
        flights:
          type: kafka
          bootstrap.servers: "localhost:9092"
          topic: flights
          schema: { date: timestamp(us), delay: int not null }
      activities:
        flights-to-lake:
          input: flights
          recipe: sync
          output: { table: air.flights, time.column: date, partition: day }
          commit: { interval.ms: 500 }
          restart: { abortAfterCrashes: 3, initialRestartDelayMS: 10 }
      flight-sql: { port: 18082 }
      """;

  @TempDir Path folder;

  @Test
  void aPipelineIsReadWhole() {
    Configuration configuration = Configuration.parse("pipeline.yaml", GOOD, Map.of());

    assertThat(configuration.activities()).hasSize(1);
    ActivityConfiguration activity = configuration.activities().get(0);
    assertThat(activity.id()).isEqualTo("flights-to-lake");
    assertThat(activity.input().id()).isEqualTo("flights");
    assertThat(activity.input().location())
        .containsValue("localhost:9092")
        .containsValue("flights");
    assertThat(activity.table()).hasToString("air.flights");
    assertThat(activity.output().timeColumn()).contains("date");
    assertThat(activity.output().partitioning()).isEqualTo(Partitioning.DAY);
    assertThat(activity.config().commit().interval()).isEqualTo(Duration.ofMillis(500));
    assertThat(activity.config().restart().abortAfterCrashes()).isEqualTo(3);
    assertThat(activity.config().restart().initialDelay()).isEqualTo(Duration.ofMillis(10));
    assertThat(configuration.lakehouse().warehouse()).isEqualTo(Path.of("lake/warehouse"));
    assertThat(configuration.flightSql().port()).isEqualTo(18082);
    assertThat(configuration.runner().stopTimeout()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void everyMistakeIsToldAtOnceInTheOrderOfTheLines() {
    assertThat(
            mistakes(
                """
                lakehouse:
                  catalog: jdbc:mysql://host/db
                  warehose: lake/warehouse
                endpoint: { x: 1 }
                endpoints:
                  flights:
                    type: kafak
                    topic: flights
                    bootstrap.server: localhost:9092
                    format: jsonl
                    schema: { date: timestam, delay: int, who: [a] }
                    format.unknown.fields: drop
                activities:
                  flights-to-lake:
                    input: flihgts
                    recipe: synch
                    output: { table: flights, partition: week }
                    commit: { interval.ms: fast, rows: 0 }
                  no-output: { input: flights }
                flight-sql: { port: 99999, port: 1 }
                runner: 5
                """))
        .containsExactly(
            "pipeline.yaml:2: Cannot use lakehouse.catalog: expected jdbc:sqlite: and the path of a"
                + " file",
            "pipeline.yaml:3: Cannot use lakehouse.warehose: no such setting; did you mean"
                + " lakehouse.warehouse?",
            "pipeline.yaml:4: Cannot use endpoint: no such section; did you mean endpoints?",
            "pipeline.yaml:7: Cannot use endpoints.flights.type: no endpoint type is called"
                + " \"kafak\"; did you mean kafka?",
            "pipeline.yaml:9: Cannot use endpoints.flights.bootstrap.server: no such setting; did"
                + " you mean endpoints.flights.bootstrap.servers?",
            "pipeline.yaml:10: Cannot use endpoints.flights.format: no format is called \"jsonl\";"
                + " did you mean json?",
            "pipeline.yaml:11: Cannot use endpoints.flights.schema.date: cannot read type"
                + " \"timestam\": unknown type 'timestam'; known are boolean, tinyint, smallint,"
                + " int, bigint, float, double, decimal(p,s), string, binary, date, timestamp(us),"
                + " timestamp(ns), struct<name: type, ...>, list<type>, map<string, type>",
            "pipeline.yaml:11: Cannot use endpoints.flights.schema.who: cannot read type \"a\":"
                + " unknown type 'a'; known are boolean, tinyint, smallint, int, bigint, float,"
                + " double, decimal(p,s), string, binary, date, timestamp(us), timestamp(ns),"
                + " struct<name: type, ...>, list<type>, map<string, type>",
            "pipeline.yaml:12: Cannot use endpoints.flights.format.unknown.fields: must be one of"
                + " add, ignore, fail, got \"drop\"",
            "pipeline.yaml:15: Cannot use activities.flights-to-lake.input: no endpoint is called"
                + " \"flihgts\"; did you mean flights?",
            "pipeline.yaml:16: Cannot use activities.flights-to-lake.recipe: no recipe is called"
                + " \"synch\"; did you mean sync?",
            "pipeline.yaml:17: Cannot use activities.flights-to-lake.output.partition: must be one"
                + " of hour, day, got \"week\"",
            "pipeline.yaml:17: Cannot use activities.flights-to-lake.output.table: expected"
                + " database.table, got \"flights\"",
            "pipeline.yaml:18: Cannot use activities.flights-to-lake.commit.interval.ms: must be a"
                + " whole number, 1 to 86400000, got \"fast\"",
            "pipeline.yaml:18: Cannot use activities.flights-to-lake.commit.rows: must be a whole"
                + " number, at least 1, got \"0\"",
            "pipeline.yaml:19: Cannot use activities.no-output: output.table is missing: Table to"
                + " append to, as database.table; made with its first rows.",
            "pipeline.yaml:20: Cannot use flight-sql.port: it is given twice, first in"
                + " pipeline.yaml:20",
            "pipeline.yaml:20: Cannot use flight-sql.port: must be a whole number, 0 to 65535, got"
                + " \"99999\"",
            "pipeline.yaml:21: Cannot use runner: expected settings under it, not a value");
  }

  @Test
  void aTimeColumnMustBeDeclaredAsATime() {
    assertThat(mistakes(GOOD.replace("time.column: date", "time.column: dat")))
        .containsExactly(
            "pipeline.yaml:14: Cannot use activities.flights-to-lake.output.time.column: no column"
                + " declared under endpoints.flights.schema is called \"dat\"; did you mean date?;"
                + " a time column needs a declared type, timestamp(us), timestamp(ns) or date");
    assertThat(mistakes(GOOD.replace("time.column: date", "time.column: delay")))
        .containsExactly(
            "pipeline.yaml:14: Cannot use activities.flights-to-lake.output.time.column: column"
                + " delay is declared as int under endpoints.flights.schema; a time column is a"
                + " timestamp(us), timestamp(ns) or date");
  }

  @Test
  void valuesThatDoNotGoTogetherAreToldAtTheirLine() {
    assertThat(
            mistakes(
                GOOD.replace(
                    "interval.ms: 500", "interval.ms: 500 }\n    freshness: { limit.ms: 400")))
        .containsExactly(
            "pipeline.yaml:16: Cannot use activities.flights-to-lake.freshness.limit.ms: must be"
                + " longer than commit.interval.ms, got 400 and 500");
  }

  @Test
  void aSettingUnderItsNameAndItsAliasIsGivenTwice() {
    assertThat(mistakes(GOOD.replace("initialRestartDelayMS: 10", "abort.after.crashes: 4")))
        .containsExactly(
            "pipeline.yaml:16: Cannot use activities.flights-to-lake.restart.abort.after.crashes: it"
                + " is given twice, first as activities.flights-to-lake.restart.abortAfterCrashes in"
                + " pipeline.yaml:16");
  }

  @Test
  void aKeyWithoutValueIsAMistake() {
    assertThat(mistakes(GOOD.replace("port: 18082", "port:")))
        .containsExactly("pipeline.yaml:17: Cannot use flight-sql.port: it has no value");
  }

  @Test
  void sectionsWithoutContentAreLeftToTheirDefaults() {
    Configuration configuration =
        Configuration.parse(
            "p.yaml",
            GOOD.replace("flight-sql: { port: 18082 }", "flight-sql:\nrunner: {}"),
            Map.of());

    assertThat(configuration.flightSql().port()).isEqualTo(8082);
  }

  @Test
  void twoActivitiesMayWriteTheSameTable() {
    String second =
        GOOD.replace(
            "flight-sql:", "  second: { input: flights, output.table: air.flights }\nflight-sql:");

    assertThat(Configuration.parse("p.yaml", second, Map.of()).activities()).hasSize(2);
  }

  @Test
  void theEnvironmentGoesBeforeTheFile() {
    Configuration configuration =
        Configuration.parse(
            "pipeline.yaml",
            GOOD,
            Map.of(
                "TRIBUTARY_FLIGHT_SQL_PORT", "9090",
                "TRIBUTARY_ENDPOINTS_FLIGHTS_TOPIC", "flights-2",
                "TRIBUTARY_ACTIVITIES_FLIGHTS_TO_LAKE_RESTART_ABORT_AFTER_CRASHES", "7",
                "PATH", "/bin"));

    assertThat(configuration.flightSql().port()).isEqualTo(9090);
    ActivityConfiguration activity = configuration.activities().get(0);
    assertThat(activity.input().location()).containsValue("flights-2");
    assertThat(activity.config().restart().abortAfterCrashes()).isEqualTo(7);
    assertThat(configuration.effective())
        .contains(
            "flight-sql.port = 9090  # environment TRIBUTARY_FLIGHT_SQL_PORT",
            "lakehouse.warehouse = lake/warehouse  # pipeline.yaml:3",
            "lakehouse.catalog.name = tributary  # default");
  }

  @Test
  void anUnknownVariableIsToldWithTheOneThatWasMeant() {
    assertThat(
            mistakes(
                GOOD.replace("port: 18082", "port: x"),
                Map.of(
                    "TRIBUTARY_FLIGHT_SQL_PROT", "1", "TRIBUTARY_RUNNER_STOP_TIMEOUT_MS", "soon")))
        .containsExactly(
            "pipeline.yaml:17: Cannot use flight-sql.port: must be a whole number, 0 to 65535, got"
                + " \"x\"",
            "environment: Cannot use TRIBUTARY_FLIGHT_SQL_PROT: no such setting; did you mean"
                + " TRIBUTARY_FLIGHT_SQL_PORT?",
            "environment: Cannot use TRIBUTARY_RUNNER_STOP_TIMEOUT_MS: must be a whole number, 100 to"
                + " 3600000, got \"soon\"");
  }

  @Test
  void aVariableThatTheFileRefersToNeedNotBeASetting() {
    Configuration configuration =
        Configuration.parse(
            "pipeline.yaml",
            GOOD.replace("port: 18082", "port: \"${env:TRIBUTARY_PORT}\""),
            Map.of("TRIBUTARY_PORT", "7000"));

    assertThat(configuration.flightSql().port()).isEqualTo(7000);
    assertThat(configuration.effective()).contains("flight-sql.port = 7000  # pipeline.yaml:17");
  }

  @Test
  void aReferenceThatLeadsNowhereIsAMistake() {
    assertThat(mistakes(GOOD.replace("topic: flights", "topic: \"${env:TOPIC}\"")))
        .containsExactly(
            "pipeline.yaml:8: Cannot use endpoints.flights.topic: environment variable TOPIC is not"
                + " set and ${env:TOPIC} has no default");
  }

  @Test
  void secretsAreNeverShown() throws IOException {
    Path secrets = Files.writeString(folder.resolve("secrets"), "pw=hunter2\n");
    String text =
        GOOD.replace(
            "    topic: flights",
            """
                topic: "${file:SECRETS:pw}"
                client:
                  ssl.keystore.password: hunter2
                  sasl.jaas.config: "x username=u password=${file:SECRETS:pw}"
                  fetch.min.bytes: 7
            """
                .stripTrailing()
                .replace("SECRETS", secrets.toString()));

    Configuration configuration =
        Configuration.parse(
            "pipeline.yaml",
            text,
            Map.of("TRIBUTARY_ENDPOINTS_FLIGHTS_CLIENT_SSL_KEY_PASSWORD", "hunter2"));

    assertThat(configuration.effective())
        .contains(
            "endpoints.flights.client.ssl.keystore.password = ****  # pipeline.yaml:10",
            "endpoints.flights.client.fetch.min.bytes = 7  # pipeline.yaml:12",
            "endpoints.flights.client.ssl.key.password = ****  # environment"
                + " TRIBUTARY_ENDPOINTS_FLIGHTS_CLIENT_SSL_KEY_PASSWORD")
        .noneMatch(line -> line.contains("hunter2"));
  }

  @Test
  void aWrongValueBehindAReferenceIsNotShown() throws IOException {
    Path secrets = Files.writeString(folder.resolve("secrets"), "pw=hunter2\n");

    assertThat(mistakes(GOOD.replace("18082", "\"${file:" + secrets + ":pw}\"")))
        .containsExactly(
            "pipeline.yaml:17: Cannot use flight-sql.port: must be a whole number, 0 to 65535, got"
                + " the value of ${file:"
                + secrets
                + ":pw}");
  }

  @Test
  void anIdIsAWord() {
    assertThat(mistakes(GOOD.replace("flights-to-lake", "\"flights to lake\"")))
        .containsExactly(
            "pipeline.yaml:11: Cannot use activities.flights to lake: expected letters, digits, _"
                + " and - as the id, at most 128");
  }

  @Test
  void aFileThatCannotBeReadIsTold() throws IOException {
    Path absent = folder.resolve("absent.yaml");
    Path latin =
        Files.write(
            folder.resolve("latin.yaml"), "a: \u00e9".getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> Configuration.load(absent, Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("Cannot read " + absent + ": there is no such file");
    assertThatThrownBy(() -> Configuration.load(latin, Map.of()))
        .hasMessage("Cannot read " + latin + ": it is not UTF-8 text");
    assertThatThrownBy(() -> Configuration.load(folder, Map.of()))
        .hasMessageStartingWith("Cannot read " + folder);
  }

  private static List<String> mistakes(String text) {
    return mistakes(text, Map.of());
  }

  private static List<String> mistakes(String text, Map<String, String> environment) {
    return catchThrowableOfType(
            ConfigurationException.class,
            () -> Configuration.parse("pipeline.yaml", text, environment))
        .mistakes()
        .stream()
        .map(Mistake::toString)
        .toList();
  }
}
