package dev.tributary.runner.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.kafka.broker.EmbeddedKafka;
import dev.tributary.lakehouse.Lakehouse;
import dev.tributary.lakehouse.TableName;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real data through the whole way; what comes out is compared with the files, and with Iceberg's
 * own reader.
 */
class RealDataIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PIPELINE =
      """
      lakehouse: { catalog: "jdbc:sqlite:lake/catalog.db", warehouse: lake/warehouse }
      endpoints:
        quakes:
          type: kafka
          bootstrap.servers: "%1$s"
          topic: earthquakes
          format: json
          schema:
            id: string
            properties: "struct<mag: double, place: string, time: timestamp>"
            geometry: "struct<type: string, coordinates: list<double>>"
        flights:
          type: kafka
          bootstrap.servers: "%1$s"
          topic: flights
          format: json
          schema: { date: timestamp, delay: int }
      activities:
        quakes-to-lake: { input: quakes, recipe: sync, output: { table: geo.earthquakes, time.column: properties.time } }
        flights-to-lake: { input: flights, recipe: sync, output: { table: air.flights, time.column: date } }
      flight-sql: { port: %2$d }
      """;

  @TempDir Path folder;

  @Test
  void sumsOverFlightSqlEqualThoseOfTheFilesAndIcebergsReaderSeesTheSameRows() throws Exception {
    List<JsonNode> quakes = read("earthquakes.ndjson.gz");
    List<JsonNode> flights = read("flights-20k.ndjson.gz");
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"));
        Lakehouse lake = Lakehouse.open(folder.resolve("lake"))) {
      produce(kafka, "earthquakes", quakes);
      produce(kafka, "flights", flights);
      int port = freePort();
      Path file = folder.resolve("pipeline.yaml");
      Files.writeString(file, PIPELINE.formatted(kafka.bootstrapServers(), port));
      try (RunnerProcess runner = RunnerProcess.start(folder, "run", file.toString())) {
        awaitRows(lake, "geo.earthquakes", quakes.size());
        awaitRows(lake, "air.flights", flights.size());
        try (Connection jdbc =
            DriverManager.getConnection(
                "jdbc:arrow-flight-sql://127.0.0.1:" + port + "?useEncryption=false")) {
          assertQuakes(jdbc, quakes);
          assertFlights(jdbc, flights);
          assertIcebergSeesTheSame(jdbc, lake);
        }
        assertThat(runner.terminate(Duration.ofSeconds(30))).as(runner.printed()).isZero();
      }
    }
  }

  private static void assertQuakes(Connection jdbc, List<JsonNode> quakes) throws SQLException {
    assertThat(quakes).hasSize(1_707);
    List<String> row =
        rows(
                jdbc,
                "SELECT count(*), sum(properties.mag), sum(properties.sig), sum(geometry.coordinates[3]),"
                    + " count(properties.felt), count(DISTINCT id) FROM geo.earthquakes")
            .get(0);
    assertThat(Long.parseLong(row.get(0))).isEqualTo(1_707);
    assertThat(Double.parseDouble(row.get(1)))
        .isCloseTo(
            quakes.stream().mapToDouble(q -> q.at("/properties/mag").asDouble()).sum(),
            within(1e-6));
    assertThat(new java.math.BigDecimal(row.get(2)).longValueExact())
        .isEqualTo(quakes.stream().mapToLong(q -> q.at("/properties/sig").asLong()).sum());
    assertThat(Double.parseDouble(row.get(3)))
        .isCloseTo(
            quakes.stream().mapToDouble(q -> q.at("/geometry/coordinates/2").asDouble()).sum(),
            within(1e-6));
    assertThat(Long.parseLong(row.get(4)))
        .isEqualTo(quakes.stream().filter(q -> !q.at("/properties/felt").isNull()).count());
    assertThat(Long.parseLong(row.get(5)))
        .isEqualTo(quakes.stream().map(q -> q.get("id").asText()).distinct().count());
  }

  private static void assertFlights(Connection jdbc, List<JsonNode> flights) throws SQLException {
    assertThat(flights).hasSize(20_000);
    List<String> row =
        rows(
                jdbc,
                "SELECT count(*), sum(delay), sum(distance), count(DISTINCT origin), min(delay), max(delay)"
                    + " FROM air.flights")
            .get(0);
    assertThat(Long.parseLong(row.get(0))).isEqualTo(20_000);
    assertThat(new java.math.BigDecimal(row.get(1)).longValueExact())
        .isEqualTo(sum(flights, "delay"));
    assertThat(new java.math.BigDecimal(row.get(2)).longValueExact())
        .isEqualTo(sum(flights, "distance"));
    assertThat(Long.parseLong(row.get(3)))
        .isEqualTo(flights.stream().map(f -> f.get("origin").asText()).distinct().count());
    String january =
        "SELECT count(*) FROM air.flights WHERE date < TIMESTAMP '2001-02-01 00:00:00'";
    assertThat(Long.parseLong(rows(jdbc, january).get(0).get(0)))
        .isEqualTo(
            flights.stream().filter(f -> f.get("date").asText().startsWith("2001/01/")).count());
  }

  private static void assertIcebergSeesTheSame(Connection jdbc, Lakehouse lake) throws Exception {
    List<String> byIceberg = new ArrayList<>();
    try (CloseableIterable<Record> records =
        IcebergGenerics.read(lake.load(TableName.parse("geo.earthquakes"))).build()) {
      for (Record record : records) {
        Record properties = (Record) record.getField("properties");
        OffsetDateTime time = (OffsetDateTime) properties.getField("time");
        byIceberg.add(
            record.getField("id")
                + "|"
                + properties.getField("mag")
                + "|"
                + properties.getField("place")
                + "|"
                + time.toInstant().toEpochMilli());
      }
    }
    List<String> byFlightSql =
        rows(
                jdbc,
                "SELECT id, properties.mag, properties.place, epoch_ms(properties.time) FROM geo.earthquakes")
            .stream()
            .map(row -> String.join("|", row))
            .toList();
    assertThat(byFlightSql).containsExactlyInAnyOrderElementsOf(byIceberg);
  }

  private static void awaitRows(Lakehouse lake, String table, int rows) {
    await()
        .atMost(Duration.ofSeconds(120))
        .ignoreExceptions()
        .until(() -> new TableOracle(lake, table).recordCount() >= rows);
  }

  private static long sum(List<JsonNode> nodes, String field) {
    return nodes.stream().mapToLong(node -> node.get(field).asLong()).sum();
  }

  private static List<List<String>> rows(Connection jdbc, String sql) throws SQLException {
    try (Statement statement = jdbc.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<List<String>> rows = new ArrayList<>();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.add(String.valueOf(result.getString(i)));
        }
        rows.add(row);
      }
      return rows;
    }
  }

  private static List<JsonNode> read(String name) throws Exception {
    Path file = Path.of("..", "samples", "data", name);
    List<JsonNode> nodes = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        nodes.add(JSON.readTree(line));
      }
    }
    return nodes;
  }

  private static void produce(EmbeddedKafka kafka, String topic, List<JsonNode> nodes)
      throws InterruptedException {
    kafka.createTopic(topic, 2);
    try (KafkaProducer<byte[], String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArraySerializer(),
            new StringSerializer())) {
      for (int i = 0; i < nodes.size(); i++) {
        producer.send(new ProducerRecord<>(topic, i % 2, null, nodes.get(i).toString()));
      }
    }
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
