package dev.tributary.runner.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.TributaryException;
import dev.tributary.activity.ActivityState;
import dev.tributary.activity.ActivityStatus;
import dev.tributary.kafka.broker.EmbeddedKafka;
import dev.tributary.runner.config.Configuration;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class PipelineTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir static Path brokerFolder;
  private static EmbeddedKafka kafka;

  @TempDir Path folder;

  @BeforeAll
  static void startBroker() throws IOException {
    kafka = EmbeddedKafka.start(brokerFolder);
  }

  @AfterAll
  static void stopBroker() throws IOException {
    kafka.close();
  }

  @Test
  void theRealDataComesBackOverJdbcWithTheSameSums() throws Exception {
    List<String> flights = lines("flights-20k.ndjson.gz");
    List<String> earthquakes = lines("earthquakes.ndjson.gz");
    kafka.createTopic("flights", 2);
    kafka.createTopic("earthquakes", 2);
    produce("flights", flights);
    produce("earthquakes", earthquakes);

    try (Pipeline pipeline =
        start(
            """
            endpoints:
              flights: { type: kafka, bootstrap.servers: "%1$s", topic: flights, schema: { date: timestamp(us) } }
              earthquakes:
                type: kafka
                bootstrap.servers: "%1$s"
                topic: earthquakes
                schema:
                  properties: { mag: double, time: timestamp(us), cdi: double, mmi: double, rms: double, gap: double, dmin: double }
                  geometry: { type: string, coordinates: list<double> }
            activities:
              flights-to-lake: { input: flights, output: { table: air.flights, time.column: date, partition: day } }
              earthquakes-to-lake: { input: earthquakes, output: { table: geo.earthquakes, time.column: properties.time } }
            """)) {
      awaitRows(pipeline, "air.flights", 20_000);
      awaitRows(pipeline, "geo.earthquakes", 1_707);

      List<JsonNode> air = parse(flights);
      List<Object> sums =
          Jdbc.row(
              pipeline,
              "SELECT sum(delay), sum(distance), count(DISTINCT origin), CAST(max(date) AS VARCHAR) FROM air.flights");
      assertThat(((Number) sums.get(0)).longValue())
          .isEqualTo(air.stream().mapToLong(f -> f.get("delay").asLong()).sum());
      assertThat(((Number) sums.get(1)).longValue())
          .isEqualTo(air.stream().mapToLong(f -> f.get("distance").asLong()).sum());
      assertThat(((Number) sums.get(2)).longValue())
          .isEqualTo(air.stream().map(f -> f.get("origin").asText()).distinct().count());
      assertThat(sums.get(3).toString()).startsWith("2001-03-31 22:27:00");

      List<JsonNode> geo = parse(earthquakes);
      List<Object> quakes =
          Jdbc.row(
              pipeline,
              "SELECT sum(properties.mag), count(properties.felt), sum(geometry.coordinates[3]),"
                  + " sum(epoch_ms(properties.time)::HUGEINT)::DOUBLE FROM geo.earthquakes");
      assertThat(((Number) quakes.get(0)).doubleValue())
          .isCloseTo(
              geo.stream().mapToDouble(q -> q.at("/properties/mag").asDouble()).sum(),
              within(1e-6));
      assertThat(((Number) quakes.get(1)).longValue())
          .isEqualTo(geo.stream().filter(q -> q.at("/properties/felt").isNumber()).count());
      assertThat(((Number) quakes.get(2)).doubleValue())
          .isCloseTo(
              geo.stream().mapToDouble(q -> q.at("/geometry/coordinates/2").asDouble()).sum(),
              within(1e-6));
      assertThat(((Number) quakes.get(3)).doubleValue())
          .isEqualTo((double) geo.stream().mapToLong(q -> q.at("/properties/time").asLong()).sum());
    }
  }

  @Test
  void aSecondStartGoesOnWhereTheFirstStopped() throws Exception {
    kafka.createTopic("again", 2);
    produce("again", numbers(0, 500));
    try (Pipeline first = start(numbersFrom("again"))) {
      awaitRows(first, "test.numbers", 500);
      produce("again", numbers(500, 800));
      assertThat(first.stop()).isTrue();
    }
    produce("again", numbers(800, 1_000));

    try (Pipeline second = start(numbersFrom("again"))) {
      awaitRows(second, "test.numbers", 1_000);
      assertThat(Jdbc.row(second, "SELECT count(DISTINCT n), max(n) FROM test.numbers"))
          .extracting(value -> ((Number) value).longValue())
          .containsExactly(1_000L, 999L);
      assertThat(second.stop()).isTrue();
      assertThat(second.status())
          .extracting(ActivityStatus::state)
          .containsExactly(ActivityState.STOPPED);
    }
  }

  @Test
  void theSecondOfTwoPipelinesOnOneActivityFencesTheFirst() throws Exception {
    kafka.createTopic("contested", 1);
    produce("contested", numbers(0, 10));
    try (Pipeline one = start(numbersFrom("contested"))) {
      awaitRows(one, "test.numbers", 10);
      try (Pipeline two = start(numbersFrom("contested"))) {
        await()
            .atMost(PATIENCE)
            .pollInterval(Duration.ofMillis(50))
            .until(
                () -> {
                  long known = Jdbc.count(one, "test.numbers");
                  produce("contested", numbers((int) known, (int) known + 1));
                  return one.isOver() || two.isOver();
                });
        Pipeline lost = one.isOver() ? one : two;
        ActivityStatus status = lost.status().get(0);
        assertThat(status.state()).isEqualTo(ActivityState.FENCED);
        assertThat(status.reason()).contains("numbers-to-lake");
        assertThat(lost.stop()).isTrue();
      }
    }
  }

  @Test
  void aBrokerThatIsAwayIsWaitedFor() throws Exception {
    int nobody = closedPort();
    try (Pipeline pipeline = start(numbersFrom("any").replace("%1$s", "127.0.0.1:" + nobody))) {
      await()
          .atMost(PATIENCE)
          .until(() -> pipeline.status().get(0).state() == ActivityState.WAITING);
      assertThat(pipeline.status().get(0).reason()).contains("127.0.0.1:" + nobody);
      assertThat(pipeline.isOver()).isFalse();
      assertThat(pipeline.stop()).isTrue();
    }
  }

  @Test
  void badJsonEndsTheActivityByItsPolicyWithTheExactPosition() throws Exception {
    kafka.createTopic("bad", 1);
    produce("bad", numbers(0, 5));
    produce("bad", List.of("{\"n\": \"many\"}"));
    String once =
        numbersFrom("bad")
            .replace(
                "output:", "restart: { abort.after.crashes: 1, initial.delay.ms: 0 }, output:");
    try (Pipeline pipeline = start(once)) {
      await().atMost(PATIENCE).until(pipeline::isOver);

      assertThat(pipeline.status().get(0).state()).isEqualTo(ActivityState.FAILED);
      assertThat(pipeline.status().get(0).reason()).contains("bad").contains("5").contains("n");
      assertThat(Jdbc.count(pipeline, "test.numbers")).isEqualTo(5);
    }
  }

  @Test
  void aPortThatIsTakenEndsTheStartAndLeavesNothingOpen() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String text = numbersFrom("any").replace("port: 0", "port: " + taken.getLocalPort());

      assertThatThrownBy(() -> start(text))
          .isInstanceOf(TributaryException.class)
          .hasMessageStartingWith("Cannot ")
          .hasMessageContaining(String.valueOf(taken.getLocalPort()));
    }
  }

  private Pipeline start(String text) {
    String lake =
        "lakehouse: { catalog: \"jdbc:sqlite:%1$s/catalog.db\", warehouse: \"%1$s/warehouse\" }\n"
            .formatted(folder);
    String flight = text.contains("flight-sql") ? "" : "flight-sql: { port: 0 }\n";
    return Pipeline.start(
        Configuration.parse(
            "pipeline.yaml",
            lake + flight + text.replace("%1$s", kafka.bootstrapServers()),
            Map.of()));
  }

  private static String numbersFrom(String topic) {
    return """
        endpoints:
          numbers: { type: kafka, bootstrap.servers: "%1$s", topic: TOPIC, schema: { n: bigint } }
        activities:
          numbers-to-lake: { input: numbers, commit.interval.ms: 100, output: { table: test.numbers } }
        flight-sql: { port: 0 }
        """
        .replace("TOPIC", topic);
  }

  private static void awaitRows(Pipeline pipeline, String table, long rows) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(Jdbc.count(pipeline, table)).isEqualTo(rows));
  }

  private static void produce(String topic, List<String> messages) {
    try (Producer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      messages.forEach(m -> producer.send(new ProducerRecord<>(topic, m.getBytes(UTF_8))));
    }
  }

  private static List<String> numbers(int from, int to) {
    return IntStream.range(from, to).mapToObj(n -> "{\"n\":" + n + "}").toList();
  }

  private static List<String> lines(String resource) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(
                    Pipeline.class.getResourceAsStream("/dev/tributary/runner/demo/" + resource)),
                UTF_8))) {
      return reader.lines().toList();
    }
  }

  private static List<JsonNode> parse(List<String> lines) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    List<JsonNode> parsed = new java.util.ArrayList<>();
    for (String line : lines) {
      parsed.add(mapper.readTree(line));
    }
    return parsed;
  }

  private static int closedPort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }
}
