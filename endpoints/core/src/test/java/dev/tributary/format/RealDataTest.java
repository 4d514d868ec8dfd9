package dev.tributary.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.schema.Column;
import dev.tributary.schema.ColumnType;
import dev.tributary.schema.Schema;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RealDataTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @RegisterExtension final Decoding decoding = new Decoding();

  @Test
  void aWeekOfEarthquakesIsDetectedInOneCall() throws IOException {
    List<String> lines = lines("earthquakes.ndjson.gz");

    var decoded = decoding.decode(JsonFormat.detected(), lines.toArray(String[]::new)).assertGood();

    assertSameEarthquakes(decoded.rows(), lines);
    assertThat(decoded.types())
        .isEqualTo(
            "type: string, properties: struct<mag: double, place: string, time: bigint,"
                + " updated: bigint, tz: bigint, url: string, detail: string, felt: bigint,"
                + " cdi: double, mmi: double, alert: string, status: string, tsunami: bigint,"
                + " sig: bigint, net: string, code: string, ids: string, sources: string,"
                + " types: string, nst: bigint, dmin: double, rms: double, gap: double,"
                + " magType: string, type: string, title: string>,"
                + " geometry: struct<type: string, coordinates: list<double>>, id: string");
  }

  @Test
  void aWeekOfEarthquakesIsDetectedInManyCalls() throws IOException {
    List<String> lines = lines("earthquakes.ndjson.gz");
    var decoder = decoding.decoder(JsonFormat.detected());
    List<Map<String, Object>> rows = new ArrayList<>();

    for (int i = 0; i < lines.size(); i += 10) {
      List<String> some = lines.subList(i, Math.min(i + 10, lines.size()));
      rows.addAll(decoder.decode(some.toArray(String[]::new)).assertGood().rows());
    }

    assertSameEarthquakes(rows, lines);
  }

  @Test
  void theTimeOfAnEarthquakeIsReadAsTheTimestampThatIsDeclared() throws IOException {
    var format =
        JsonFormat.of(
            Schema.of(Column.of("properties", ColumnType.parse("struct<time: timestamp>"))));
    List<String> lines = lines("earthquakes.ndjson.gz");

    var decoded = decoding.decode(format, lines.toArray(String[]::new)).assertGood();

    assertThat(decoded.schema().at("properties.time").orElseThrow().type())
        .isEqualTo(ColumnType.Timestamp.MICROS);
    for (int i = 0; i < lines.size(); i++) {
      long expected = MAPPER.readTree(lines.get(i)).at("/properties/time").longValue() * 1000;
      assertThat(at(decoded.rows().get(i), "properties", "time")).isEqualTo(expected);
    }
  }

  @Test
  void twentyThousandFlightsAreReadWithTheirDates() throws IOException {
    var format = JsonFormat.of(Schema.of(Column.of("date", ColumnType.Timestamp.MICROS)));
    List<String> lines = lines("flights-20k.ndjson.gz");

    var decoded = decoding.decode(format, lines.toArray(String[]::new)).assertGood();

    assertThat(decoded.types())
        .isEqualTo(
            "date: timestamp(us), delay: bigint, distance: bigint, origin: string,"
                + " destination: string");
    assertThat(decoded.rows()).hasSize(20_000);
    DateTimeFormatter pattern = DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm");
    long delay = 0;
    long distance = 0;
    for (int i = 0; i < lines.size(); i++) {
      JsonNode flight = MAPPER.readTree(lines.get(i));
      delay += flight.get("delay").longValue();
      distance += flight.get("distance").longValue();
      Map<String, Object> row = decoded.rows().get(i);
      assertThat(row.get("origin")).isEqualTo(flight.get("origin").textValue());
      assertThat(row.get("destination")).isEqualTo(flight.get("destination").textValue());
      assertThat(row.get("date"))
          .isEqualTo(
              LocalDateTime.parse(flight.get("date").textValue(), pattern)
                      .toEpochSecond(ZoneOffset.UTC)
                  * 1_000_000);
    }
    assertThat(sum(decoded.rows(), "delay")).isEqualTo(delay);
    assertThat(sum(decoded.rows(), "distance")).isEqualTo(distance);
  }

  private static void assertSameEarthquakes(List<Map<String, Object>> rows, List<String> lines)
      throws IOException {
    assertThat(rows).hasSize(1707).hasSameSizeAs(lines);
    double expected = 0;
    double actual = 0;
    for (int i = 0; i < rows.size(); i++) {
      JsonNode quake = MAPPER.readTree(lines.get(i));
      JsonNode mag = quake.at("/properties/mag");
      expected += mag.isNull() ? 0 : mag.doubleValue();
      Object decoded = at(rows.get(i), "properties", "mag");
      actual += decoded == null ? 0 : ((Number) decoded).doubleValue();
      ReferenceComparison.assertSame(rows.get(i), quake);
    }
    assertThat(actual).isEqualTo(expected).isGreaterThan(1000);
  }

  private static Object at(Map<String, Object> row, String struct, String field) {
    return ((Map<?, ?>) row.get(struct)).get(field);
  }

  private static long sum(List<Map<String, Object>> rows, String column) {
    return rows.stream().mapToLong(row -> (long) row.get(column)).sum();
  }

  private static List<String> lines(String file) throws IOException {
    Path path = Path.of("..", "..", "samples", "data", file);
    try (var reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(path)), StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    }
  }
}
