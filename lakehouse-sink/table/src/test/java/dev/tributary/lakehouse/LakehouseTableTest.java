package dev.tributary.lakehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tributary.TributaryException;
import dev.tributary.config.SettingValues;
import dev.tributary.endpoint.RecordBatch;
import dev.tributary.schema.Column;
import dev.tributary.schema.ColumnType;
import dev.tributary.schema.Schema;
import dev.tributary.writer.CommitReceipt;
import dev.tributary.writer.ContinuousWriter;
import dev.tributary.writer.FencedException;
import dev.tributary.writer.SchemaRefusedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LakehouseTableTest {
  private static final TableName FLIGHTS = TableName.parse("air.flights");
  private static final Schema WITH_TIME =
      Schema.of(
          Column.of("date", ColumnType.parse("timestamp")),
          Column.of("delay", ColumnType.parse("int")));

  @TempDir Path folder;
  private Lakehouse lake;

  @BeforeEach
  void open() {
    lake = Lakehouse.open(folder);
  }

  @AfterEach
  void close() {
    lake.close();
  }

  @Test
  void rowsAreInvisibleUntilTheCheckpointAndThenStandWithTheirPosition() throws Exception {
    try (JsonRows json = new JsonRows(WITH_TIME)) {
      ContinuousWriter writer = flightsByDate().openWriter("a");
      assertThat(writer.state()).isEmpty();
      try (RecordBatch batch = json.batch("{\"date\":\"2001/01/01 00:47\",\"delay\":66}")) {
        writer.write(batch);
      }
      assertThat(writer.pending().rows()).isEqualTo(1);
      assertThat(IndependentReaders.iceberg(lake.load(FLIGHTS))).isEmpty();

      CommitReceipt receipt = writer.checkpoint(JsonRows.position(1));
      writer.close(false);

      assertThat(receipt.rows()).isEqualTo(1);
      assertThat(receipt.files()).isEqualTo(1);
      assertThat(receipt.attempts()).isEqualTo(1);
      List<Record> rows = IndependentReaders.iceberg(lake.load(FLIGHTS));
      assertThat(rows).hasSize(1);
      assertThat(rows.get(0).getField("delay")).isEqualTo(66);
      assertThat(rows.get(0).getField("date")).hasToString("2001-01-01T00:47Z");
      assertThat(flightsByDate().openWriter("a").state()).contains(JsonRows.position(1));
      assertThat(flightsByDate().openWriter("b").state()).isEmpty();
    }
  }

  @Test
  void filesStandInFoldersOfDateAndHourAndCarryTheirLevel() throws Exception {
    try (JsonRows json = new JsonRows(WITH_TIME)) {
      append(
          flightsByDate(),
          json.batch(
              "{\"date\":\"2001-01-01T00:47:00Z\",\"delay\":1}",
              "{\"date\":\"2001-01-01T01:10:00Z\",\"delay\":2}",
              "{\"date\":\"2001-01-01T00:59:59.999999Z\",\"delay\":3}",
              "{\"date\":\"1969-12-31T23:59:59Z\",\"delay\":4}",
              "{\"date\":null,\"delay\":5}"));
    }
    Path data = folder.resolve("warehouse/air/flights/data");

    assertThat(
            IndependentReaders.files(lake.load(FLIGHTS)).stream()
                .map(f -> data.relativize(f).getParent().toString()))
        .containsExactlyInAnyOrder(
            "date=2001-01-01/hour=00",
            "date=2001-01-01/hour=01",
            "date=1969-12-31/hour=23",
            "date=null/hour=null");
    assertThat(IndependentReaders.files(lake.load(FLIGHTS)))
        .allSatisfy(
            f -> assertThat(f.getFileName().toString()).matches("[0-9a-f-]{36}\\.1\\.parquet"));
    assertThat(
            IndependentReaders.duckDb(
                lake.load(FLIGHTS), "SELECT sum(delay)::INT, count(*) FROM t"))
        .containsExactly(15, 5L);
  }

  @Test
  void aTableByDayHasOneFolderADay() throws Exception {
    try (JsonRows json = new JsonRows(WITH_TIME)) {
      append(
          flightsByDate().partitionedBy(Partitioning.DAY),
          json.batch(
              "{\"date\":\"2001-01-01T00:47:00Z\",\"delay\":1}",
              "{\"date\":\"2001-01-01T23:10:00Z\",\"delay\":2}"));
    }

    assertThat(IndependentReaders.files(lake.load(FLIGHTS)))
        .singleElement()
        .satisfies(f -> assertThat(f.getParent().getFileName()).hasToString("date=2001-01-01"));
  }

  @Test
  void withoutATimeColumnRowsAreDividedByTheTimeOfIngestion() throws Exception {
    try (JsonRows json = new JsonRows(Schema.empty())) {
      append(lake.table("air.flights"), json.batch("{\"a\":1}", "{\"a\":2}"));
    }
    Table table = lake.load(FLIGHTS);

    assertThat(table.schema().findField("_ingested_at").type()).hasToString("timestamptz");
    assertThat(IndependentReaders.duckDb(table, "SELECT sum(a)::INT, count(_ingested_at) FROM t"))
        .containsExactly(3, 2L);
    assertThat(IndependentReaders.files(table).get(0).toString())
        .containsPattern("date=\\d{4}-\\d\\d-\\d\\d/hour=\\d\\d/");
  }

  @Test
  void anEventTimeInsideAStructDividesRowsToo() throws Exception {
    Schema schema =
        Schema.of(
            Column.of("properties", ColumnType.parse("struct<time: timestamp, mag: double>")));
    try (JsonRows json = new JsonRows(schema)) {
      append(
          lake.table("air.flights").timeColumn("properties.time"),
          json.batch(
              "{\"properties\":{\"time\":1517363399650,\"mag\":0.31}}",
              "{\"properties\":{\"time\":1517367399650,\"mag\":1}}",
              "{\"properties\":null}"));
    }
    Table table = lake.load(FLIGHTS);

    assertThat(table.spec().fields())
        .singleElement()
        .satisfies(f -> assertThat(f.transform()).hasToString("hour"));
    assertThat(IndependentReaders.files(table)).hasSize(3);
    assertThat(IndependentReaders.duckDb(table, "SELECT sum(properties.mag) FROM t"))
        .containsExactly(1.31);
  }

  @Test
  void newFieldsAddColumnsAtEveryDepthAndNarrowTypesWiden() throws Exception {
    LakehouseTable table = lake.table("air.flights");
    try (JsonRows first =
            new JsonRows(Schema.parse("n: int, s: struct<a: int>, l: list<struct<x: float>>"));
        JsonRows second =
            new JsonRows(
                Schema.parse(
                    "n: bigint, s: struct<a: int, b: string>, l: list<struct<x: double, y: int>>, extra: string"))) {
      append(table, first.batch("{\"n\":1,\"s\":{\"a\":1},\"l\":[{\"x\":1.5}]}"));
      append(
          table,
          second.batch(
              "{\"n\":5000000000,\"s\":{\"a\":2,\"b\":\"B\"},\"l\":[{\"x\":2.5,\"y\":7}],\"extra\":\"E\"}"));
    }
    List<Record> rows = IndependentReaders.iceberg(lake.load(FLIGHTS));

    assertThat(lake.load(FLIGHTS).schema().findType("n")).hasToString("long");
    assertThat(lake.load(FLIGHTS).schema().findType("l.element.x")).hasToString("double");
    assertThat(rows.stream().map(row -> row.getField("n")))
        .containsExactlyInAnyOrder(1L, 5_000_000_000L);
    assertThat(rows.stream().map(row -> row.getField("extra")))
        .containsExactlyInAnyOrder(null, "E");
    assertThat(rows.stream().map(row -> ((Record) row.getField("s")).getField("b")))
        .containsExactlyInAnyOrder(null, "B");
  }

  @Test
  void aTypeThatDoesNotWidenIsRefusedAndTheTableStaysAsItWas() throws Exception {
    LakehouseTable table = lake.table("air.flights");
    try (JsonRows first = new JsonRows(Schema.parse("n: bigint"));
        JsonRows text = new JsonRows(Schema.parse("n: string"));
        JsonRows twin = new JsonRows(Schema.parse("N: bigint"))) {
      append(table, first.batch("{\"n\":1}"));

      assertThatThrownBy(() -> append(table, text.batch("{\"n\":\"x\"}")))
          .isInstanceOf(SchemaRefusedException.class)
          .hasMessage(
              "Cannot write column n to table air.flights: the table has long, the batch has string, and neither widens to the"
                  + " other without loss");
      assertThatThrownBy(() -> append(table, twin.batch("{\"N\":1}")))
          .isInstanceOf(SchemaRefusedException.class)
          .hasMessageContaining("differs from column n in case only");
    }
    assertThat(IndependentReaders.iceberg(lake.load(FLIGHTS))).hasSize(1);
    assertThat(lake.load(FLIGHTS).schema().columns()).hasSize(2);
  }

  @Test
  void wholeNumbersGoIntoDoublesWhereTheyAreExact() throws Exception {
    LakehouseTable table = lake.table("air.flights");
    try (JsonRows first = new JsonRows(Schema.parse("p: struct<mag: double>"));
        JsonRows whole = new JsonRows(Schema.empty())) {
      append(table, first.batch("{\"p\":{\"mag\":1.5}}"));
      append(table, whole.batch("{\"p\":{\"mag\":2}}"));
      assertThat(IndependentReaders.duckDb(lake.load(FLIGHTS), "SELECT sum(p.mag) FROM t"))
          .containsExactly(3.5);
      assertThatThrownBy(() -> append(table, whole.batch("{\"p\":{\"mag\":9007199254740993}}")))
          .hasMessageContaining("9007199254740993");
    }
  }

  @Test
  void ofTwoWritersWithOneOwnerTheSecondToCommitIsFenced() throws Exception {
    LakehouseTable table = lake.table("air.flights");
    try (JsonRows json = new JsonRows(Schema.empty());
        RecordBatch batch = json.batch("{\"a\":1}")) {
      ContinuousWriter one = table.openWriter("a");
      ContinuousWriter two = table.openWriter("a");
      one.write(batch);
      two.write(batch);
      two.checkpoint(JsonRows.position(1));

      assertThatThrownBy(() -> one.checkpoint(JsonRows.position(1)))
          .isInstanceOf(FencedException.class)
          .hasMessageContaining("Cannot commit to table air.flights as a: FENCED");
      one.close(true);
      two.close(false);
    }
    assertThat(IndependentReaders.iceberg(lake.load(FLIGHTS))).hasSize(1);
  }

  @Test
  void aLockedCatalogIsWaitedForAndToldMeanwhile() throws Exception {
    LakehouseConfig impatient =
        LakehouseConfig.from(
            SettingValues.of(
                LakehouseConfig.SETTINGS,
                Map.of(
                    "catalog",
                    "jdbc:sqlite:" + folder.resolve("catalog.db"),
                    "warehouse",
                    folder.resolve("warehouse").toString(),
                    "catalog.busy.timeout.ms",
                    "20")));
    ExecutorService background = Executors.newSingleThreadExecutor();
    try (Lakehouse same = Lakehouse.open(impatient);
        JsonRows json = new JsonRows(Schema.empty());
        RecordBatch batch = json.batch("{\"a\":1}");
        Connection other =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("catalog.db"));
        Statement statement = other.createStatement()) {
      ContinuousWriter writer = same.table("air.flights").openWriter("a");
      writer.write(batch);
      statement.execute("BEGIN EXCLUSIVE");
      Future<CommitReceipt> commit = background.submit(() -> writer.checkpoint(batch.after()));
      await().atMost(Duration.ofSeconds(20)).until(() -> writer.trouble().isPresent());
      assertThat(writer.trouble().get())
          .contains("Cannot commit to table air.flights yet")
          .contains("locked");
      assertThat(commit.isDone()).isFalse();

      statement.execute("ROLLBACK");
      assertThat(commit.get().attempts()).isGreaterThan(1);
      assertThat(writer.trouble()).isEmpty();
      writer.close(false);
    } finally {
      background.shutdownNow();
    }
    assertThat(IndependentReaders.iceberg(lake.load(FLIGHTS))).hasSize(1);
  }

  @Test
  void aPositionWithoutRowsIsKeptAsSoonAsTheColumnsAreKnownAndNeverPretended() throws Exception {
    try (JsonRows declared = new JsonRows(WITH_TIME);
        JsonRows detected = new JsonRows(Schema.empty());
        RecordBatch known = declared.batch();
        RecordBatch unknown = detected.batch()) {
      ContinuousWriter writer = flightsByDate().openWriter("a");
      writer.write(unknown);
      assertThat(writer.checkpoint(JsonRows.position(1_000)).stored()).isFalse();
      assertThat(flightsByDate().state("a")).isEmpty();

      writer.write(known);
      assertThat(writer.checkpoint(JsonRows.position(1_000)).stored()).isTrue();
      assertThat(flightsByDate().state("a")).contains(JsonRows.position(1_000));
      writer.close(false);
    }
  }

  @Test
  void namesThatDifferInCaseOnlyAreRefusedBeforeATableIsMadeOfThem() throws Exception {
    try (JsonRows json = new JsonRows(Schema.empty())) {
      assertThatThrownBy(() -> append(lake.table("air.flights"), json.batch("{\"id\":1,\"ID\":2}")))
          .isInstanceOf(SchemaRefusedException.class)
          .hasMessageContaining(
              "Cannot write column ID to table air.flights: it differs from column id in case only");
    }
    assertThat(lake.tables()).isEmpty();
  }

  @Test
  void aWriterClosedAsFailedLeavesNothingInTheTable() throws Exception {
    LakehouseTable table = lake.table("air.flights");
    try (JsonRows json = new JsonRows(Schema.empty());
        RecordBatch batch = json.batch("{\"a\":1}")) {
      ContinuousWriter writer = table.openWriter("a");
      writer.write(batch);
      writer.close(true);
    }
    assertThat(IndependentReaders.iceberg(lake.load(FLIGHTS))).isEmpty();
    assertThat(table.openWriter("a").state()).isEmpty();
  }

  @Test
  void aStateLargerThanItsLimitNamesTheSetting() throws Exception {
    ContinuousWriter writer = lake.table("air.flights").openWriter("a");

    assertThatThrownBy(
            () ->
                writer.checkpoint(
                    new dev.tributary.endpoint.Position("{\"x\":\"" + "y".repeat(70_000) + "\"}")))
        .isInstanceOf(TributaryException.class)
        .hasMessageContaining("state.max.bytes is 65536");
  }

  @Test
  void aTimeColumnThatIsMissingOrNoTimeIsRefused() {
    try (JsonRows json = new JsonRows(Schema.parse("date: string"))) {
      assertThatThrownBy(() -> append(flightsByDate(), json.batch("{\"date\":\"x\"}")))
          .hasMessageContaining(
              "Cannot write table air.flights: its time column date is of type string");
      assertThatThrownBy(
              () ->
                  append(
                      lake.table("air.flights").timeColumn("when"), json.batch("{\"date\":\"x\"}")))
          .hasMessageContaining("its time column when is not in the schema");
    }
  }

  @Test
  void moreOpenPartitionsThanAllowedMakeMoreFilesAndLoseNothing() throws Exception {
    TableConfig config =
        TableConfig.from(
            SettingValues.of(
                TableConfig.SETTINGS, Map.of("time.column", "date", "open.partitions", "2")));
    try (JsonRows json = new JsonRows(WITH_TIME)) {
      String[] rows =
          Stream.iterate(0, i -> i + 1)
              .limit(200)
              .map(i -> "{\"date\":\"2001-01-01T%02d:00:00Z\",\"delay\":%d}".formatted(i % 5, i))
              .toArray(String[]::new);
      append(lake.table(FLIGHTS, config), json.batch(rows));
    }
    Table table = lake.load(FLIGHTS);

    assertThat(IndependentReaders.iceberg(table)).hasSize(200);
    assertThat(IndependentReaders.files(table)).hasSize(5);
  }

  @Test
  void noTemporaryFileIsLeftBesideTheTables() throws Exception {
    try (JsonRows json = new JsonRows(Schema.empty())) {
      append(lake.table("air.flights"), json.batch("{\"a\":1}"));
    }
    try (Stream<Path> files = Files.walk(folder.resolve("warehouse"))) {
      assertThat(files.filter(Files::isRegularFile).map(f -> f.getFileName().toString()))
          .allMatch(
              name ->
                  name.endsWith(".parquet")
                      || name.endsWith(".avro")
                      || name.endsWith(".metadata.json"));
    }
  }

  private LakehouseTable flightsByDate() {
    return lake.table("air.flights").timeColumn("date");
  }

  private static void append(LakehouseTable table, RecordBatch batch) throws Exception {
    ContinuousWriter writer = table.openWriter("a");
    boolean failed = true;
    try (batch) {
      writer.write(batch);
      writer.checkpoint(batch.after());
      failed = false;
    } finally {
      writer.close(failed);
    }
  }
}
