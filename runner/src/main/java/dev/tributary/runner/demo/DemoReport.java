package dev.tributary.runner.demo;

import dev.tributary.TributaryException;
import dev.tributary.runner.client.FlightSqlSession;
import dev.tributary.runner.output.RowCollector;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** Asks the demo's tables over Flight SQL and puts the answers into lines. One thread. */
public final class DemoReport {
  private static final String FLIGHTS = "air.flights";
  private static final String EARTHQUAKES = "geo.earthquakes";
  private static final String DELAYS =
      "SELECT origin, round(avg(delay), 1), count(*) FROM air.flights"
          + " GROUP BY origin HAVING count(*) >= 10 ORDER BY 2 DESC, 1 LIMIT 5";
  private static final String MAGNITUDES =
      "SELECT DISTINCT properties.mag, properties.place FROM geo.earthquakes"
          + " WHERE properties.mag IS NOT NULL ORDER BY 1 DESC, 2 LIMIT 5";

  private final FlightSqlSession session;
  private final boolean brief;
  private final Map<String, Long> counts = new HashMap<>();

  /**
   * @param brief true for the counts alone
   */
  public DemoReport(FlightSqlSession session, boolean brief) {
    this.session = session;
    this.brief = brief;
  }

  /**
   * The answers as of now; empty while there is no flight to be had yet.
   *
   * @param clock seconds since the demo began, asked when the answers are there
   */
  public Optional<List<String>> lines(DoubleSupplier clock) throws IOException {
    String counted = counted(FLIGHTS) + "   " + counted(EARTHQUAKES);
    if (counts.getOrDefault(FLIGHTS, 0L) == 0) {
      return Optional.empty();
    }
    List<String> lines = new ArrayList<>();
    lines.add(String.format(Locale.ROOT, "%7.1f s   %s", clock.getAsDouble(), counted));
    if (!brief) {
      lines.addAll(aggregates());
    }
    return Optional.of(lines);
  }

  private List<String> aggregates() throws IOException {
    List<List<String>> delays = counts.containsKey(FLIGHTS) ? rows(DELAYS) : List.of();
    List<List<String>> magnitudes = counts.containsKey(EARTHQUAKES) ? rows(MAGNITUDES) : List.of();
    List<String> lines = new ArrayList<>();
    lines.add(line("longest mean delay", "strongest earthquakes"));
    for (int i = 0; i < Math.max(delays.size(), magnitudes.size()); i++) {
      lines.add(
          line(
              i < delays.size() ? delay(delays.get(i)) : "",
              i < magnitudes.size() ? magnitude(magnitudes.get(i)) : ""));
    }
    return lines;
  }

  private static String line(String left, String right) {
    return String.format(Locale.ROOT, "            %-36s %s", left, right).stripTrailing();
  }

  private static String delay(List<String> row) {
    return String.format(
        Locale.ROOT,
        "  %s %6.1f min  (%s flights)",
        row.get(0),
        Double.parseDouble(row.get(1)),
        row.get(2));
  }

  private static String magnitude(List<String> row) {
    return String.format(Locale.ROOT, "  %4.1f  %s", Double.parseDouble(row.get(0)), row.get(1));
  }

  private String counted(String table) throws IOException {
    long before = counts.getOrDefault(table, 0L);
    long now = count(table);
    return String.format(Locale.ROOT, "%s %,d rows (+%,d)", table, now, now - before);
  }

  /** Zero while the table is not made yet: its first commit makes it. */
  private long count(String table) throws IOException {
    try {
      long now = Long.parseLong(rows("SELECT count(*) FROM " + table).get(0).get(0));
      counts.put(table, now);
      return now;
    } catch (TributaryException e) {
      if (counts.containsKey(table)) {
        throw e;
      }
      return 0;
    }
  }

  private List<List<String>> rows(String sql) throws IOException {
    RowCollector rows = new RowCollector();
    session.query(sql, rows);
    return rows.rows();
  }
}
