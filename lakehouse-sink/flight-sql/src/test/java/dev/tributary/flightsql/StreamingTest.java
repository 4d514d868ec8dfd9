package dev.tributary.flightsql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tributary.TributaryException;
import dev.tributary.config.SettingValues;
import dev.tributary.query.QueryConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.FlightCallHeaders;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.HeaderCallOption;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.flight.sql.FlightSqlClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamingTest {
  private static final String BIG =
      "SELECT range AS n, 'row number ' || range AS text FROM range(5000000)";

  @TempDir Path folder;

  @Test
  void fiveMillionRowsStreamIntoAClientWithAHeapOf64Megabytes() throws Exception {
    try (Lake lake = new Lake(folder)) {
      long before = residentMegabytes();
      Process client =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx64m",
                  "-XX:+UseSerialGC",
                  "--add-opens=java.base/java.nio=ALL-UNNAMED",
                  "-cp",
                  System.getProperty("java.class.path"),
                  BigResultClient.class.getName(),
                  Integer.toString(lake.server.port()),
                  BIG)
              .redirectErrorStream(true)
              .start();
      try {
        CompletableFuture<Long> most = CompletableFuture.supplyAsync(() -> mostWhile(client));
        String printed = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(client.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(most.join() - before).isLessThan(400);
        assertThat(printed).contains("5000000 rows, sum " + 4_999_999L * 5_000_000 / 2);
      } finally {
        client.destroyForcibly();
      }
    }
  }

  @Test
  void aClientThatGoesAwayFreesItsSlot() throws Exception {
    QueryConfig oneAtATime =
        QueryConfig.from(
            SettingValues.of(
                QueryConfig.SETTINGS,
                Map.of("query.concurrency", "1", "query.queue.timeout.ms", "100")));
    try (Lake lake = new Lake(folder, oneAtATime);
        FlightSqlClient client = lake.client()) {
      FlightInfo info = client.execute(BIG);
      try (FlightStream stream = client.getStream(info.getEndpoints().get(0).getTicket())) {
        assertThat(stream.next()).isTrue();
        assertThatThrownBy(() -> client.execute("SELECT 1"))
            .isInstanceOfSatisfying(
                FlightRuntimeException.class,
                e -> assertThat(e.status().code()).isEqualTo(FlightStatusCode.RESOURCE_EXHAUSTED))
            .hasMessageContaining("query.concurrency");
        stream.cancel("enough", null);
      }
      await()
          .atMost(Duration.ofSeconds(10))
          .ignoreExceptionsInstanceOf(FlightRuntimeException.class)
          .until(() -> client.execute("SELECT 1") != null);
    }
  }

  @Test
  void aClientThatGoesAwayBeforeTheFirstRowFreesItsSlot() throws Exception {
    QueryConfig oneAtATime =
        QueryConfig.from(
            SettingValues.of(
                QueryConfig.SETTINGS,
                Map.of("query.concurrency", "1", "query.queue.timeout.ms", "100")));
    try (Lake lake = new Lake(folder, oneAtATime);
        FlightSqlClient client = lake.client()) {
      FlightInfo info =
          client.execute("SELECT count(*) FROM range(9000000000000000) r(i) WHERE i % 7 = 9");
      try (FlightStream stream = client.getStream(info.getEndpoints().get(0).getTicket())) {
        await().until(() -> isBusy(client));
        stream.cancel("enough", null);
      }
      await().atMost(Duration.ofSeconds(10)).until(() -> !isBusy(client));
    }
  }

  private static boolean isBusy(FlightSqlClient client) {
    try {
      return client.execute("SELECT 1") == null;
    } catch (FlightRuntimeException e) {
      return e.status().code() == FlightStatusCode.RESOURCE_EXHAUSTED;
    }
  }

  @Test
  void aMadeUpTicketIsRefused() throws Exception {
    try (Lake lake = new Lake(folder);
        FlightSqlClient client = lake.client()) {
      FlightInfo info = client.execute("SELECT 1");
      byte[] ticket = info.getEndpoints().get(0).getTicket().getBytes();
      ticket[ticket.length - 1] ^= 1;
      try (FlightStream stream = client.getStream(new Ticket(ticket))) {
        assertThatThrownBy(stream::next)
            .isInstanceOfSatisfying(
                FlightRuntimeException.class,
                e -> assertThat(e.status().code()).isEqualTo(FlightStatusCode.NOT_FOUND))
            .hasMessageContaining("Cannot find the statement");
      }
    }
  }

  @Test
  void theDatabaseHeaderSaysWhereNamesAreLookedFor() throws Exception {
    try (Lake lake = new Lake(folder);
        FlightSqlClient client = lake.client()) {
      lake.append(lake.lakehouse.table("one.t"), Lake.QUAKES, "{\"id\":\"a\"}");
      lake.append(lake.lakehouse.table("two.t"), Lake.QUAKES, "{\"id\":\"b\"}", "{\"id\":\"c\"}");
      assertThat(count(client, header("database", "one"))).isEqualTo(1);
      assertThat(count(client, header("bucket", "two"))).isEqualTo(2);
      assertThatThrownBy(() -> count(client, header("x", "y"))).hasMessageContaining("one.t");
    }
  }

  @Test
  void updatesAreRefused() throws Exception {
    try (Lake lake = new Lake(folder);
        FlightSqlClient client = lake.client()) {
      assertThatThrownBy(() -> client.executeUpdate("DELETE FROM geo.quakes"))
          .hasMessageContaining("the server answers SELECT only");
    }
  }

  @Test
  void aPortInUseIsToldWithItsSetting() {
    try (Lake lake = new Lake(folder)) {
      FlightSqlConfig taken =
          FlightSqlConfig.from(
              SettingValues.of(
                  FlightSqlConfig.SETTINGS,
                  Map.of("flight-sql.port", Integer.toString(lake.server.port()))));
      assertThatThrownBy(() -> FlightSqlServer.start(lake.engine, taken))
          .isInstanceOf(TributaryException.class)
          .hasMessage(
              "Cannot listen on 127.0.0.1:"
                  + lake.server.port()
                  + ": address already in use; set flight-sql.port");
    }
  }

  /** The most memory that this process, the server, holds while another process runs. */
  private static long mostWhile(Process other) {
    AtomicLong most = new AtomicLong();
    await()
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> {
              most.accumulateAndGet(residentMegabytes(), Math::max);
              return !other.isAlive();
            });
    return most.get();
  }

  private static long residentMegabytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
        .sum();
  }

  private static CallOption header(String name, String value) {
    FlightCallHeaders headers = new FlightCallHeaders();
    headers.insert(name, value);
    return new HeaderCallOption(headers);
  }

  private static long count(FlightSqlClient client, CallOption option) throws Exception {
    FlightInfo info = client.execute("SELECT id FROM t", option);
    long rows = 0;
    for (Ticket ticket : List.of(info.getEndpoints().get(0).getTicket())) {
      try (FlightStream stream = client.getStream(ticket, option)) {
        while (stream.next()) {
          rows += stream.getRoot().getRowCount();
        }
      }
    }
    return rows;
  }
}
