package dev.tributary.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tributary.query.QueryException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryLimitsTest extends QueryFixture {
  /** Rows for ever. */
  private static final String ENDLESS = "SELECT i FROM range(9000000000000000) r(i)";

  /** No first row for ever. */
  private static final String SILENT =
      "SELECT count(*) FROM range(9000000000000000) r(i) WHERE i % 7 = 9";

  /** Some rows, and then none for ever. */
  private static final String STALLING =
      "SELECT i FROM range(9000000000000000) r(i) WHERE i < 2000000 OR i % 7 = 9";

  @Override
  QueryConfig config() {
    return config(Duration.ofMinutes(5));
  }

  private static QueryConfig config(Duration timeout) {
    return new QueryConfig(64L << 20, 2, 2, Duration.ofMillis(200), 64 << 10, timeout, 64L << 20);
  }

  @BeforeEach
  void fill() {
    lake.create("a.t", new Schema(NestedField.optional(1, "x", Types.LongType.get())));
    lake.append("a.t", "SELECT i AS x FROM range(100000) r(i)");
  }

  @Test
  void oneQueryTooManyIsRefusedWithTheNameOfTheLimit() {
    QueryResult first = engine.execute("SELECT 1", allocator);
    try (QueryResult second = engine.execute("SELECT 2", allocator)) {
      assertThatThrownBy(() -> engine.execute("SELECT 3", allocator))
          .isInstanceOfSatisfying(
              QueryException.class, e -> assertThat(e.reason()).isEqualTo(Reason.LIMIT))
          .hasMessage(
              "Cannot run SQL: query.concurrency = 2 queries are running, and none ended within"
                  + " query.queue.timeout.ms = 200");
      first.close();
      first.close();
      assertThat(rows("SELECT 3")).containsExactly(List.of(3));
    }
    assertThat(engine.freeSlots()).isEqualTo(2);
  }

  @Test
  void aRefusedQueryGivesItsSlotBack() {
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> rows("SELECT * FROM nope")).isInstanceOf(QueryException.class);
      assertThatThrownBy(() -> rows("SELECT nope")).isInstanceOf(QueryException.class);
      assertThatThrownBy(() -> engine.prepare("SELECT nope")).isInstanceOf(QueryException.class);
    }
    assertThat(engine.freeSlots()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {ENDLESS, SILENT, STALLING})
  void aQueryThatTakesTooLongIsStopped(String sql) {
    try (QueryEngine impatient = QueryEngine.open(lake, config(Duration.ofMillis(700)), true)) {
      assertThatThrownBy(() -> drain(impatient, sql))
          .isInstanceOfSatisfying(
              QueryException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TIMED_OUT))
          .hasMessage("Cannot go on with the query: it took longer than query.timeout.ms = 700");
      assertThat(impatient.freeSlots()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {ENDLESS, STALLING})
  void aQueryCanBeCancelledFromAnotherThread(String sql) throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    try (QueryResult result = engine.execute(sql, allocator)) {
      CompletableFuture<Void> reading =
          CompletableFuture.runAsync(
              () -> {
                try {
                  while (result.reader().loadNextBatch()) {
                    started.countDown();
                  }
                } catch (IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              });
      started.await();
      result.cancel();
      assertThatThrownBy(reading::join)
          .cause()
          .isInstanceOfSatisfying(
              QueryException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CANCELLED))
          .hasMessage("Cannot go on with the query: it was cancelled");
    }
    assertThat(engine.freeSlots()).isEqualTo(2);
    assertThat(rows("SELECT 1")).hasSize(1);
  }

  @Test
  void aQueryCanBeCancelledBeforeItsFirstRow() {
    PreparedQuery silent = engine.prepare(SILENT);
    CompletableFuture<Runnable> stop = new CompletableFuture<>();
    CompletableFuture<QueryResult> running =
        CompletableFuture.supplyAsync(() -> silent.execute(allocator, stop::complete));
    stop.join().run();
    assertThatThrownBy(running::join)
        .cause()
        .hasMessage("Cannot go on with the query: it was cancelled");
    assertThat(engine.freeSlots()).isEqualTo(2);
  }

  @Test
  void aResultThatIsClosedHalfReadFreesEverything() throws IOException {
    for (int i = 0; i < 5; i++) {
      try (QueryResult result = engine.execute(ENDLESS, allocator)) {
        assertThat(result.reader().loadNextBatch()).isTrue();
        assertThat(allocator.getAllocatedMemory()).isPositive();
      }
      assertThat(allocator.getAllocatedMemory()).isZero();
      assertThat(engine.freeSlots()).isEqualTo(2);
    }
    await()
        .untilAsserted(
            () ->
                assertThat(Thread.getAllStackTraces().keySet())
                    .noneMatch(thread -> thread.getName().startsWith("tributary-query-q")));
  }

  @Test
  void closingWhileAnotherThreadReadsEndsTheReading() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    QueryResult result = engine.execute(STALLING, allocator);
    CompletableFuture<Void> reading =
        CompletableFuture.runAsync(
            () -> {
              try {
                while (result.reader().loadNextBatch()) {
                  started.countDown();
                }
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            });
    started.await();
    result.close();
    assertThatThrownBy(reading::join).cause().hasMessage("Cannot run SQL: the query was closed");
    assertThat(engine.freeSlots()).isEqualTo(2);
  }

  @Test
  void memoryAndDiskBeyondTheLimitsAreRefusedByName() {
    String sorted = "SELECT i, repeat(i::VARCHAR, 20) AS s FROM range(12000000) r(i) ORDER BY s";

    assertThatThrownBy(() -> drain(engine, sorted))
        .isInstanceOfSatisfying(
            QueryException.class, e -> assertThat(e.reason()).isEqualTo(Reason.LIMIT))
        .hasMessageStartingWith(
            "Cannot run SQL: it needs more memory than query.memory.bytes allows, or more disk than"
                + " query.temp.bytes allows: Out of Memory Error:");
    assertThat(engine.freeSlots()).isEqualTo(2);
  }

  @Test
  void whatAQuerySpillsIsDeletedWithIt() throws Exception {
    String sorted = "SELECT i, hash(i) AS h FROM range(4000000) r(i) ORDER BY h";
    QueryConfig small =
        new QueryConfig(
            48L << 20, 1, 2, Duration.ofSeconds(1), 64 << 10, Duration.ofMinutes(5), 1L << 30);
    List<Path> before = spillFolders();
    try (QueryEngine spilling = QueryEngine.open(lake, small, true)) {
      try (QueryResult result = spilling.execute(sorted, allocator)) {
        assertThat(result.reader().loadNextBatch()).isTrue();
        Path own =
            spillFolders().stream().filter(f -> !before.contains(f)).findFirst().orElseThrow();
        try (Stream<Path> files = Files.walk(own)) {
          assertThat(files.filter(Files::isRegularFile)).isNotEmpty();
        }
      }
      Path own = spillFolders().stream().filter(f -> !before.contains(f)).findFirst().orElseThrow();
      try (Stream<Path> files = Files.list(own)) {
        assertThat(files).isEmpty();
      }
    }
    assertThat(spillFolders()).isSubsetOf(before);
  }

  @Test
  void aMissingFileIsSaidByItsNameAlone() throws Exception {
    String location =
        lake.load(new dev.tributary.lakehouse.TableName("a", "t"))
            .newScan()
            .planFiles()
            .iterator()
            .next()
            .file()
            .location();
    Path file = Path.of(location.replaceFirst("^file:", ""));
    Files.delete(file);

    assertThatThrownBy(() -> rows("SELECT sum(x) FROM a.t"))
        .isInstanceOfSatisfying(
            QueryException.class, e -> assertThat(e.reason()).isEqualTo(Reason.FAILED))
        .hasMessageContaining(file.getFileName().toString())
        .hasMessageNotContaining(folder.toString());
  }

  @Test
  void settingsAreReadAndChecked() {
    QueryConfig config =
        QueryConfig.from(
            dev.tributary.config.SettingValues.of(
                QueryConfig.SETTINGS,
                java.util.Map.of("query.memory.bytes", "1GB", "query.timeout.ms", "1000")));
    assertThat(config.memoryBytes()).isEqualTo(1L << 30);
    assertThat(config.timeout()).isEqualTo(Duration.ofSeconds(1));
    assertThat(QueryConfig.defaults().concurrency()).isEqualTo(4);
  }

  private void drain(QueryEngine from, String sql) throws IOException {
    try (QueryResult result = from.execute(sql, allocator)) {
      while (result.reader().loadNextBatch()) {
        assertThat(result.reader().getVectorSchemaRoot().getRowCount()).isPositive();
      }
    }
  }

  private static List<Path> spillFolders() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("tributary-query-"))
          .toList();
    }
  }
}
