package dev.tributary.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.lakehouse.TableName;
import java.util.List;
import java.util.OptionalLong;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PruningTest extends SharedQueryFixture {
  private static final int HOURS = 48;

  @Override
  void fill() {
    Schema quakes =
        new Schema(
            NestedField.optional(1, "id", Types.LongType.get()),
            NestedField.optional(
                2,
                "properties",
                Types.StructType.of(
                    NestedField.optional(3, "time", Types.TimestampType.withZone()),
                    NestedField.optional(4, "mag", Types.DoubleType.get()))));
    lake.create(
        "geo.quakes", quakes, PartitionSpec.builderFor(quakes).hour("properties.time").build());
    lake.append(
        "geo.quakes",
        "SELECT i AS id, {'time': TIMESTAMPTZ '2018-02-01 00:30:00Z' + INTERVAL (i) HOUR,"
            + " 'mag': i / 10.0} AS properties FROM range("
            + HOURS
            + ") r(i)");
    Schema flights =
        new Schema(
            NestedField.optional(1, "date", Types.TimestampType.withZone()),
            NestedField.optional(2, "delay", Types.IntegerType.get()));
    lake.create("air.flights", flights, PartitionSpec.builderFor(flights).day("date").build());
    lake.append(
        "air.flights",
        "SELECT TIMESTAMPTZ '2001-01-01 12:00:00Z' + INTERVAL (i) DAY AS date, i::INT AS delay FROM"
            + " range(10) r(i)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "properties.time >= '2018-02-02 20:00:00' | 4",
        "properties.time >= TIMESTAMP '2018-02-02 20:00:00' | 4",
        "properties.time >= TIMESTAMPTZ '2018-02-02 22:00:00+02' | 4",
        "properties.time >= CAST('2018-02-02T20:00:00Z' AS TIMESTAMPTZ) | 4",
        "'2018-02-02 20:00:00' <= properties.time | 4",
        "quakes.properties.time >= '2018-02-02 20:00:00' | 4",
        "geo.quakes.properties.time >= '2018-02-02 20:00:00' | 4",
        "tributary.geo.quakes.properties.time >= '2018-02-02 20:00:00' | 4",
        "Properties.TIME >= '2018-02-02 20:00:00' | 4",
        "properties['time'] >= '2018-02-02 20:00:00' | 4",
        "(properties).time >= '2018-02-02 20:00:00' | 4",
        "properties.time < '2018-02-01 02:00:00' | 2",
        "properties.time < '2018-02-01 01:59:59' | 2",
        "properties.time BETWEEN '2018-02-01 05:10:00' AND '2018-02-01 06:50:00' | 2",
        "properties.time = '2018-02-01 05:30:00' | 1",
        "properties.time IN ('2018-02-01 05:30:00', '2018-02-01 09:30:00') | 2",
        "properties.time >= DATE '2018-02-02' | 24",
        "properties.time > TIMESTAMP '2018-02-02 18:00:00' + INTERVAL 2 HOUR | 4",
        "properties.time > now() - INTERVAL 1 DAY | 0",
        "properties.time >= date_trunc('day', now()) - INTERVAL '7 days' | 0",
        "properties.time < now() | 48",
        "properties.time >= '2018-02-02 20:00:00' AND properties.mag >= 0 | 4",
        "properties.time >= '2018-02-02 20:00:00' AND length(id::VARCHAR) > 0 | 4",
        "properties.time >= '2018-02-02 20:00:00' OR properties.time < '2018-02-01 01:00:00' | 5",
        "properties.time >= '2018-02-02 20:00:00' OR length(id::VARCHAR) > 9 | 48",
        "NOT (properties.time >= '2018-02-02 20:00:00') | 48",
        "properties.mag <= 0.25 | 3",
        "id IN (3, 5, 7) | 3",
        "id = 1e1 | 48",
        "properties.time >= 'infinity' | 48",
        "properties.time >= NULL | 48",
        "date_trunc('hour', properties.time) >= '2018-02-02 20:00:00' | 48"
      })
  void filtersOnANestedTimeColumnLeaveOutFiles(String where, int planned) {
    String sql = "SELECT id FROM geo.quakes WHERE " + where;
    TableRead read = read(sql);

    assertThat(read.plannedFiles()).isEqualTo(planned);
    assertThat(read.plannedFiles() + read.skippedFiles()).isEqualTo(HOURS);
    try (QueryEngine unpruned = QueryEngine.open(lake, config(), false)) {
      assertThat(rows(sql)).containsExactlyInAnyOrderElementsOf(rows(unpruned, sql));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT f.delay FROM air.flights f WHERE f.date >= '2001-01-09' | 2",
        "SELECT delay FROM flights WHERE date >= '2001-01-09' | 2",
        "SELECT * FROM (SELECT * FROM air.flights WHERE date >= '2001-01-09') | 2",
        "WITH f AS (SELECT * FROM air.flights WHERE date >= '2001-01-09') SELECT * FROM f, f g | 2",
        "SELECT * FROM air.flights f JOIN geo.quakes q ON id = delay WHERE f.date >= '2001-01-09' | 2",
        "SELECT * FROM air.flights f LEFT JOIN geo.quakes q ON id = delay WHERE date >= '2001-01-09' | 2",
        "SELECT * FROM geo.quakes q LEFT JOIN air.flights f ON id = delay WHERE date >= '2001-01-09' | 2",
        "SELECT 1 WHERE EXISTS (FROM air.flights WHERE date >= '2001-01-09') | 2",
        "SELECT * FROM geo.quakes q LEFT JOIN air.flights f ON id = delay AND date >= '2001-01-09' | 10",
        "SELECT * FROM geo.quakes q ANTI JOIN air.flights f ON id = delay WHERE id >= 0 | 10",
        "SELECT a.delay FROM air.flights a, air.flights b WHERE a.date >= '2001-01-09' | 10",
        "SELECT * FROM air.flights WHERE date >= '2001-01-09' UNION ALL SELECT * FROM air.flights | 10",
        "SELECT delay::TIMESTAMP_S AS date FROM air.flights WHERE date >= '2001-01-09' | 10",
        "SELECT * FROM air.flights AS f(x, y) WHERE x >= '2001-01-09' | 10",
        "SELECT * FROM air.flights TABLESAMPLE 100% WHERE date >= '2001-01-09' | 10",
        "SELECT max(date) AS m FROM air.flights GROUP BY delay HAVING m >= '2001-01-09' | 10",
        "SELECT * FROM air.flights WHERE delay > 100 AND date < '2001-01-02 11:00:00' | 0"
      })
  void onlyWhatWhereSaysOfATableNamedOncePrunesIt(String sql, int planned) {
    QueryPlan plan;
    try (QueryPlanner planner = new QueryPlanner(lake, 64 << 10, true)) {
      plan = planner.plan(sql, java.util.Optional.empty(), List.of());
    }
    TableRead read =
        plan.tables().stream()
            .map(TablePlan::read)
            .filter(table -> table.table().table().equals("flights"))
            .findFirst()
            .orElseThrow();
    assertThat(read.plannedFiles()).isEqualTo(planned);
    if (!sql.contains("TIMESTAMP_S")) {
      try (QueryEngine unpruned = QueryEngine.open(lake, config(), false)) {
        assertThat(rows(sql)).containsExactlyInAnyOrderElementsOf(rows(unpruned, sql));
      }
    }
  }

  @Test
  void parametersPrune() {
    try (QueryResult result =
        engine.execute(
            "SELECT id FROM geo.quakes WHERE properties.time >= ? AND id <> ?",
            java.util.Optional.empty(),
            List.of(java.time.OffsetDateTime.parse("2018-02-02T20:00:00Z"), 45L),
            allocator)) {
      assertThat(result.tables().get(0).plannedFiles()).isEqualTo(4);
      assertThat(rows(result)).hasSize(3);
    }
  }

  @Test
  void aResultTellsItsSnapshot() {
    long snapshot = lake.load(TableName.parse("geo.quakes")).currentSnapshot().snapshotId();
    try (QueryResult result = engine.execute("SELECT * FROM geo.quakes", allocator)) {
      assertThat(result.tables())
          .containsExactly(
              new TableRead(TableName.parse("geo.quakes"), OptionalLong.of(snapshot), HOURS, 0));
    }
  }

  @Test
  void whenNoFileCanMatchTheAnswerIsEmptyAndTyped() {
    try (QueryResult result =
        engine.execute("SELECT * FROM geo.quakes WHERE id > 1000", allocator)) {
      assertThat(result.tables().get(0).plannedFiles()).isZero();
      assertThat(result.schema().getFields())
          .extracting("name")
          .containsExactly("id", "properties");
      assertThat(rows(result)).isEmpty();
    }
    assertThat(rows("SELECT count(*), max(properties.mag) FROM geo.quakes WHERE id > 1000"))
        .containsExactly(java.util.Arrays.asList(0L, null));
  }
}
