package dev.tributary.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.query.QueryException.Reason;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QueryEngineTest extends QueryFixture {
  private static final Schema FLIGHTS =
      new Schema(
          NestedField.optional(1, "date", Types.TimestampType.withZone()),
          NestedField.optional(2, "delay", Types.IntegerType.get()),
          NestedField.optional(3, "origin", Types.StringType.get()));

  @BeforeEach
  void fill() {
    lake.create("air.flights", FLIGHTS);
    lake.append(
        "air.flights",
        "SELECT TIMESTAMPTZ '2001-01-01 00:47:00Z' AS date, 66 AS delay, 'DTW' AS origin"
            + " UNION ALL SELECT TIMESTAMPTZ '2001-01-01 01:10:00Z', 95, 'HNL'");
    lake.create("sea.ships", FLIGHTS);
  }

  @Test
  void aSelectAnswersWithTheRowsOfTheTable() {
    assertThat(rows("SELECT origin, delay FROM air.flights ORDER BY delay"))
        .containsExactly(List.of("DTW", 66), List.of("HNL", 95));
    assertThat(rows("SELECT sum(f.delay) FROM tributary.air.flights AS f"))
        .containsExactly(List.of(new java.math.BigDecimal(161)));
  }

  @Test
  void aTableWithoutFilesIsEmptyAndTyped() {
    try (QueryResult result = engine.execute("SELECT * FROM sea.ships", allocator)) {
      assertThat(result.schema()).isEqualTo(engine.columns(result.tables().get(0).table()));
      assertThat(result.tables().get(0).snapshotId()).isEmpty();
      assertThat(rows(result)).isEmpty();
    }
  }

  @Test
  void aNameWithoutDatabaseIsFoundWhenOnlyOneTableHasIt() {
    assertThat(rows("SELECT count(*) FROM Flights")).containsExactly(List.of(2L));
    assertThat(rows("WITH flights AS (SELECT 7 AS x) SELECT x FROM flights"))
        .containsExactly(List.of(7));
    lake.create("sea.flights", FLIGHTS);
    assertThatThrownBy(() -> rows("SELECT * FROM flights"))
        .hasMessage(
            "Cannot run SQL: table name flights is not unique, it may mean air.flights, sea.flights");
    try (QueryResult result =
        engine.execute(
            "SELECT count(*) FROM flights JOIN sea.flights s ON true",
            Optional.of("air"),
            List.of(),
            allocator)) {
      assertThat(rows(result)).containsExactly(List.of(0L));
    }
  }

  @Test
  void anUnknownTableIsNamedWithThoseThatThereAre() {
    assertThatThrownBy(() -> rows("SELECT * FROM air.flihgts"))
        .isInstanceOfSatisfying(
            QueryException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNKNOWN_TABLE))
        .hasMessage(
            "Cannot run SQL: unknown table air.flihgts; known tables are air.flights, sea.ships; did"
                + " you mean air.flights?");
    assertThatThrownBy(() -> rows("SELECT * FROM a.b.c.d"))
        .hasMessageStartingWith("Cannot run SQL: unknown table a.b.c.d; known tables are ");
  }

  @Test
  void timestampsOfTablesComeOutAsUtc() {
    try (QueryResult result = engine.execute("SELECT date FROM air.flights", allocator)) {
      assertThat(result.schema().getFields().get(0).getType())
          .isEqualTo(new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC"));
    }
  }

  @Test
  void aPreparedQueryTellsColumnsAndParametersWithoutRunning() {
    PreparedQuery prepared =
        engine.prepare("SELECT origin, delay + 1 AS later FROM air.flights WHERE date > ?");

    assertThat(prepared.schema().getFields()).extracting("name").containsExactly("origin", "later");
    assertThat(prepared.parameters().getFields().get(0).getType())
        .isEqualTo(new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC"));
    List<?> one = List.of(LocalDateTime.of(2001, 1, 1, 1, 0));
    try (QueryResult result = prepared.executeOnPresent(one, allocator)) {
      assertThat(result.schema()).isEqualTo(prepared.schema());
      assertThat(rows(result)).containsExactly(List.of("HNL", 96));
    }
    assertThatThrownBy(() -> prepared.execute(allocator))
        .hasMessage("Cannot run SQL: it has 1 parameters, got values for 0");
  }

  @Test
  void aPreparedQueryReadsItsPinnedSnapshotOrThePresentOne() {
    PreparedQuery prepared = engine.prepare("SELECT count(*) FROM air.flights");
    lake.append(
        "air.flights", "SELECT TIMESTAMPTZ '2001-01-02' AS date, 1 AS delay, 'X' AS origin");

    try (QueryResult pinned = prepared.execute(allocator)) {
      assertThat(rows(pinned)).containsExactly(List.of(2L));
    }
    try (QueryResult present = prepared.executeOnPresent(List.of(), allocator)) {
      assertThat(rows(present)).containsExactly(List.of(3L));
    }
  }

  @Test
  void changedColumnsOfAPreparedQueryAreSaid() {
    PreparedQuery prepared = engine.prepare("SELECT * FROM air.flights");
    lake.load(new dev.tributary.lakehouse.TableName("air", "flights"))
        .updateSchema()
        .addColumn("extra", Types.LongType.get())
        .commit();

    assertThatThrownBy(() -> prepared.executeOnPresent(List.of(), allocator))
        .hasMessage(
            "Cannot run SQL: the columns of its tables have changed since it was prepared; prepare"
                + " it again");
    assertThat(engine.freeSlots()).isEqualTo(4);
  }

  @Test
  void parametersOfUnknownTypeAskForACast() {
    assertThatThrownBy(() -> engine.prepare("SELECT ? FROM air.flights"))
        .hasMessage("Cannot run SQL: the type of parameter 1 is not known; write CAST(? AS type)");
    assertThat(
            engine.prepare("SELECT CAST(? AS INTEGER) FROM air.flights").parameters().getFields())
        .hasSize(1);
  }

  @Test
  void wrongSqlSaysWhatDuckDbSays() {
    assertThatThrownBy(() -> rows("SELEC 1"))
        .hasMessage("Cannot run SQL: syntax error at or near \"SELEC\"");
    assertThatThrownBy(() -> rows("SELECT nope FROM air.flights"))
        .isInstanceOfSatisfying(
            QueryException.class, e -> assertThat(e.reason()).isEqualTo(Reason.INVALID))
        .hasMessageStartingWith("Cannot run SQL: Binder Error:")
        .hasMessageContaining("nope");
    assertThatThrownBy(() -> rows("SELECT CAST(origin AS INTEGER) FROM air.flights"))
        .hasMessageStartingWith("Cannot run SQL: Conversion Error:");
  }

  @Test
  void enumsAskForACast() {
    assertThatThrownBy(() -> rows("SELECT CAST('a' AS ENUM('a', 'b')) AS e"))
        .hasMessage("Cannot run SQL: column e is an ENUM; cast it to VARCHAR");
    assertThatThrownBy(() -> engine.prepare("SELECT CAST('a' AS ENUM('a', 'b')) AS e"))
        .hasMessage("Cannot run SQL: column e is an ENUM; cast it to VARCHAR");
  }

  @Test
  void everyTypeThatAQueryCanMakeComesOutAsPrepared() {
    String sql =
        "SELECT 1::TINYINT a, 1::SMALLINT b, 1 c, 1::BIGINT d, 1::HUGEINT e, 1.5 f, 1::FLOAT g,"
            + " 1::DOUBLE h, 'x' i, 'x'::BLOB j, true k, DATE '2020-01-01' l, TIME '10:00' m,"
            + " TIMESTAMP '2020-01-01' n, TIMESTAMPTZ '2020-01-01' o, TIMESTAMP_NS '2020-01-01' p,"
            + " INTERVAL 1 DAY q, [1, 2] r, {'a': 1, 'b': [TIMESTAMP_NS '2020-01-01']} s,"
            + " MAP {'k': 1} t, uuid() u, NULL v, 1::UTINYINT w, 1::UBIGINT x, DATE '2020-01-01' + 1";
    PreparedQuery prepared = engine.prepare(sql);
    try (QueryResult result = prepared.execute(allocator)) {
      assertThat(result.schema()).isEqualTo(prepared.schema());
      assertThat(rows(result)).hasSize(1);
    }
    assertThat(prepared.schema().findField("p").getType())
        .isEqualTo(new ArrowType.Timestamp(TimeUnit.NANOSECOND, "UTC"));
  }

  @Test
  void digitsGroupedByUnderscoresAreNumbers() {
    lake.create("num.t", new Schema(NestedField.optional(1, "x", Types.IntegerType.get())));
    lake.append("num.t", "SELECT 10 AS x");
    assertThat(rows(engine, "SELECT x FROM num.t WHERE x = 1_0")).hasSize(1);
    assertThat(rows(engine, "SELECT x FROM num.t WHERE x IN (1_000, 1_0)")).hasSize(1);
  }

  @Test
  void aDecimalComparedWithAFloatingNumberIsNotLeftOutByPruning() {
    lake.create("dec.t", new Schema(NestedField.optional(1, "c", Types.DecimalType.of(38, 0))));
    lake.append("dec.t", "SELECT 12345678901234567891::DECIMAL(38,0) AS c");
    String sql = "SELECT c FROM dec.t WHERE c = 12345678901234567890e0";
    try (QueryEngine unpruned = QueryEngine.open(lake, config(), false)) {
      assertThat(rows(engine, sql)).isEqualTo(rows(unpruned, sql)).hasSize(1);
    }
  }

  @Test
  void namesThatDifferInCaseOnlyMustBeSaidWithTheirDatabase() {
    Schema schema = new Schema(NestedField.optional(1, "x", Types.IntegerType.get()));
    lake.create("one.Twin", schema);
    lake.create("two.twin", schema);
    assertThatThrownBy(() -> rows(engine, "SELECT * FROM \"Twin\" p, \"twin\" q"))
        .isInstanceOf(QueryException.class)
        .hasMessageContaining("differ in case only; name both with their database");
  }

  @Test
  void aLetterThatOnlyLooksLikeAnotherDoesNotMakeACatalogFunctionATable() {
    String sql = "WITH \"duc\u212Adb_views\" AS (SELECT 1) SELECT sql FROM duckdb_views";
    assertThatThrownBy(() -> rows(engine, sql))
        .isInstanceOf(QueryException.class)
        .hasMessageContaining("unknown table duckdb_views");
  }
}
