package dev.tributary.runner.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tributary.runner.client.FlightSqlSession;
import dev.tributary.runner.client.HostPort;
import dev.tributary.runner.output.RowCollector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class DemoTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** In the first round, which is far longer than this test, no record is like another. */
  private static final String REPEATED =
      "SELECT count(*) - count(DISTINCT (date, delay, distance, origin, destination))"
          + " FROM air.flights";

  @TempDir Path folder;

  @Test
  void aSecondStartGoesOnWithTheRecordsBehindTheFirst() throws Exception {
    long first = runUntilMoreThan(0);
    long second = runUntilMoreThan(first);

    assertThat(second).isGreaterThan(first);
    assertThat(Files.readString(folder.resolve("pipeline.yaml"))).contains("topic: flights");
  }

  /** Runs until there are more flights than this; returns how many were there at the end. */
  private long runUntilMoreThan(long rows) throws Exception {
    DemoOptions options = new DemoOptions(folder, 200, 20, OptionalInt.of(0), Map.of());
    try (Demo demo = Demo.start(options);
        FlightSqlSession session =
            FlightSqlSession.open(new HostPort("127.0.0.1", demo.pipeline().flightSqlPort()))) {
      DemoReport report = new DemoReport(session, false);
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                Optional<List<String>> lines = report.lines(() -> 1);
                assertThat(lines).isPresent();
                assertThat(lines.get()).hasSizeGreaterThan(4);
                assertThat(lines.get().get(0)).contains("air.flights", "geo.earthquakes");
                assertThat(count(session)).isGreaterThan(rows);
              });
      assertThat(number(session, REPEATED)).isZero();
      long shown = count(session);
      assertThat(demo.stop()).isTrue();
      return shown;
    }
  }

  private static long count(FlightSqlSession session) throws Exception {
    return number(session, "SELECT count(*) FROM air.flights");
  }

  private static long number(FlightSqlSession session, String sql) throws Exception {
    RowCollector rows = new RowCollector();
    session.query(sql, rows);
    return Long.parseLong(rows.rows().get(0).get(0));
  }
}
