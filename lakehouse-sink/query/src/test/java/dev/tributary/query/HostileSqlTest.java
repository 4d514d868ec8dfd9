package dev.tributary.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.query.QueryException.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostileSqlTest extends SharedQueryFixture {
  private static final String ONE_SELECT =
      "Cannot run SQL: only one SELECT statement is allowed, got ";

  @Override
  void fill() {
    lake.create("a.t", new Schema(NestedField.optional(1, "x", Types.IntegerType.get())));
    lake.append("a.t", "SELECT 1 AS x");
  }

  static Stream<Arguments> notOneSelect() {
    return Stream.of(
        Arguments.of("COPY (SELECT 1) TO '/tmp/x'", "COPY"),
        Arguments.of("COPY a.t TO '/tmp/x' (FORMAT parquet, USE_TMP_FILE false)", "COPY"),
        Arguments.of("EXPORT DATABASE '/tmp/x'", "EXPORT"),
        Arguments.of("IMPORT DATABASE '/tmp/x'", "IMPORT"),
        Arguments.of("ATTACH ':memory:' AS m", "ATTACH"),
        Arguments.of("ATTACH '/tmp/new.db'", "ATTACH"),
        Arguments.of("DETACH tributary", "DETACH"),
        Arguments.of("USE system", "USE"),
        Arguments.of("SET search_path = 'system'", "SET"),
        Arguments.of("SET memory_limit = '100GB'", "SET"),
        Arguments.of("RESET memory_limit", "RESET"),
        Arguments.of("SET VARIABLE x = 1", "SET"),
        Arguments.of("PRAGMA database_list", "PRAGMA"),
        Arguments.of("CALL duckdb_settings()", "CALL"),
        Arguments.of("CHECKPOINT", "CHECKPOINT"),
        Arguments.of("VACUUM", "VACUUM"),
        Arguments.of("INSTALL httpfs", "INSTALL"),
        Arguments.of("LOAD httpfs", "LOAD"),
        Arguments.of("PREPARE p AS SELECT 1", "PREPARE"),
        Arguments.of("EXECUTE p", "EXECUTE"),
        Arguments.of("CREATE TABLE y (z INT)", "CREATE"),
        Arguments.of("CREATE OR REPLACE VIEW a.t AS SELECT 2 AS x", "CREATE"),
        Arguments.of("CREATE MACRO f(x) AS x", "CREATE"),
        Arguments.of("CREATE SECRET s (TYPE s3)", "CREATE"),
        Arguments.of("DROP VIEW a.t", "DROP"),
        Arguments.of("ALTER VIEW a.t RENAME TO u", "ALTER"),
        Arguments.of("INSERT INTO a.t VALUES (1)", "INSERT"),
        Arguments.of("UPDATE a.t SET x = 2", "UPDATE"),
        Arguments.of("DELETE FROM a.t", "DELETE"),
        Arguments.of("TRUNCATE a.t", "TRUNCATE"),
        Arguments.of("BEGIN TRANSACTION", "BEGIN"),
        Arguments.of("COMMIT", "COMMIT"),
        Arguments.of("EXPLAIN SELECT 1", "EXPLAIN"),
        Arguments.of("SHOW TABLES", "SHOW or DESCRIBE"),
        Arguments.of("DESCRIBE a.t", "SHOW or DESCRIBE"),
        Arguments.of("FROM (DESCRIBE a.t)", "SHOW or DESCRIBE"),
        Arguments.of("SUMMARIZE a.t", "SHOW or DESCRIBE"),
        Arguments.of("SELECT 1; SELECT 2", "2 statements"),
        Arguments.of("SELECT 1; DROP VIEW a.t", "SELECT"),
        Arguments.of("", "no statement"),
        Arguments.of("-- nothing", "no statement"),
        Arguments.of("WITH d AS (DELETE FROM a.t RETURNING x) SELECT * FROM d", "DELETE inside it"),
        Arguments.of(
            "WITH d AS (UPDATE a.t SET x = 2 RETURNING x) SELECT * FROM d", "UPDATE inside it"),
        Arguments.of(
            "WITH d AS (INSERT INTO a.t VALUES (1) RETURNING x) SELECT * FROM d",
            "INSERT inside it"),
        Arguments.of(
            "SELECT * FROM (WITH d AS (DELETE FROM a.t RETURNING x) SELECT * FROM d)",
            "DELETE inside it"));
  }

  @ParameterizedTest
  @MethodSource("notOneSelect")
  void onlyOneSelectIsAllowed(String sql, String got) {
    assertRefused(sql, ONE_SELECT + got);
  }

  static Stream<Arguments> reachingOut() {
    return Stream.of(
        Arguments.of("SELECT * FROM read_text('/etc/passwd')", "table function read_text"),
        Arguments.of("SELECT * FROM READ_BLOB('/etc/passwd')", "table function read_blob"),
        Arguments.of("SELECT * FROM \"read_csv\"('/etc/passwd')", "table function read_csv"),
        Arguments.of("SELECT * FROM read_json('/etc/x')", "table function read_json"),
        Arguments.of("SELECT * FROM read_parquet('/x')", "table function read_parquet"),
        Arguments.of("SELECT * FROM parquet_scan('/x')", "table function parquet_scan"),
        Arguments.of("SELECT * FROM parquet_metadata('/x')", "table function parquet_metadata"),
        Arguments.of("SELECT * FROM sniff_csv('/x')", "table function sniff_csv"),
        Arguments.of("SELECT * FROM glob('/*')", "table function glob"),
        Arguments.of("SELECT * FROM query('SELECT 1')", "table function query"),
        Arguments.of("SELECT * FROM query_table('t')", "table function query_table"),
        Arguments.of("SELECT * FROM duckdb_settings()", "table function duckdb_settings"),
        Arguments.of("SELECT * FROM duckdb_views()", "table function duckdb_views"),
        Arguments.of("SELECT * FROM duckdb_secrets()", "table function duckdb_secrets"),
        Arguments.of("SELECT * FROM pragma_version()", "table function pragma_version"),
        Arguments.of("SELECT * FROM seq_scan('t')", "table function seq_scan"),
        Arguments.of("SELECT * FROM arrow_scan(1, 2, 3)", "table function arrow_scan"),
        Arguments.of("SELECT * FROM test_all_types()", "table function test_all_types"),
        Arguments.of("SELECT * FROM checkpoint()", "table function checkpoint"),
        Arguments.of("SELECT * FROM histogram(a.t, x)", "table function histogram"),
        Arguments.of(
            "SELECT * FROM json_execute_serialized_sql('{}')",
            "table function json_execute_serialized_sql"),
        Arguments.of(
            "SELECT * FROM a.t, LATERAL (SELECT * FROM read_text('/etc/passwd'))",
            "table function read_text"),
        Arguments.of(
            "SELECT (SELECT content FROM read_text('/etc/passwd')) FROM a.t",
            "table function read_text"),
        Arguments.of(
            "SELECT x FROM a.t LIMIT (SELECT size FROM read_text('/etc/passwd'))",
            "table function read_text"),
        Arguments.of(
            "SELECT 1 UNION ALL (SELECT content FROM read_text('/etc/passwd'))",
            "table function read_text"),
        Arguments.of("SELECT getenv('HOME')", "function getenv"),
        Arguments.of("SELECT main.getenv('HOME')", "function getenv"),
        Arguments.of("SELECT 'HOME'.getenv()", "function getenv"),
        Arguments.of("SELECT current_setting('temp_directory')", "function current_setting"),
        Arguments.of("SELECT getvariable('x')", "function getvariable"),
        Arguments.of("SELECT write_log('x')", "function write_log"),
        Arguments.of("SELECT sleep_ms(100000)", "function sleep_ms"),
        Arguments.of("SELECT pg_sleep(1000)", "function pg_sleep"),
        Arguments.of("SELECT nextval('s')", "function nextval"),
        Arguments.of("SELECT error('x')", "function error"),
        Arguments.of("SELECT json_serialize_plan('SELECT 1')", "function json_serialize_plan"),
        Arguments.of("SELECT x FROM a.t ORDER BY getenv('HOME')", "function getenv"),
        Arguments.of("SELECT [getenv(v) FOR v IN ['HOME']]", "function getenv"),
        Arguments.of("SELECT sum(x) FILTER (getenv('A') = '') FROM a.t", "function getenv"));
  }

  @ParameterizedTest
  @MethodSource("reachingOut")
  void functionsThatReachOutAreNamed(String sql, String what) {
    assertRefused(sql, "Cannot run SQL: " + what + " is not allowed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM '/etc/passwd'",
        "FROM '/etc/passwd'",
        "SELECT * FROM \"/etc/passwd\"",
        "SELECT * FROM '/tmp/*.parquet'",
        "SELECT * FROM 'http://127.0.0.1/x.csv'",
        "SELECT * FROM 'data:text/plain,x'",
        "SELECT * FROM information_schema.tables",
        "SELECT * FROM pg_catalog.pg_class",
        "SELECT * FROM system.information_schema.tables",
        "SELECT * FROM sqlite_master",
        "SELECT * FROM duckdb_tables",
        "SELECT * FROM memory.a.t",
        "SELECT * FROM a.t WHERE x IN (SELECT y FROM nope)",
        "WITH c AS (SELECT * FROM later), later AS (SELECT 1) SELECT * FROM c",
        "SELECT * FROM (WITH c AS (SELECT 1) SELECT 1), c"
      })
  void onlyTablesOfTheLakehouseAreTables(String sql) {
    assertThatThrownBy(() -> rows(sql))
        .isInstanceOfSatisfying(
            QueryException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNKNOWN_TABLE))
        .hasMessageStartingWith("Cannot run SQL: unknown table ")
        .hasMessageContaining("; known tables are a.t");
  }

  static Stream<Arguments> tooMuch() {
    return Stream.of(
        Arguments.of("SELECT " + "[".repeat(900) + "1" + "]".repeat(900), "nested deeper than 100"),
        Arguments.of("SELECT " + "(".repeat(101) + "1" + ")".repeat(101), "nested deeper than 100"),
        Arguments.of(
            "SELECT * FROM " + "(SELECT * FROM ".repeat(700) + "a.t" + ")".repeat(700),
            "nested deeper than 100"),
        Arguments.of("SELECT " + "()".repeat(5_001), "more than 5000 brackets"),
        Arguments.of("SELECT " + "1,".repeat(15_000) + "1", "more than 20000 words and signs"),
        Arguments.of(
            "SELECT '" + "x".repeat(70_000) + "'", "more than query.sql.max.bytes = 65536"),
        Arguments.of("SELECT 'a\0b'", "it holds a NUL character"),
        Arguments.of("SELECT len(range(1000000000))", "the numbers given to range must be"),
        Arguments.of("SELECT repeat('x', 2000000000)", "the numbers given to repeat must be"),
        Arguments.of("SELECT lpad('x', 2000000000, 'y')", "the numbers given to lpad must be"),
        Arguments.of("SELECT range(x) FROM a.t", "the numbers given to range must be"),
        Arguments.of("SELECT repeat('x', x * 1000000000) FROM a.t", "the numbers given to repeat"),
        Arguments.of(
            "SELECT length(repeat(repeat('x', 1000000), 1500))",
            "the text given to repeat must be"),
        Arguments.of(
            "SELECT length(format('{:0>1500000000}', 1))",
            "the format text given to format must be"),
        Arguments.of(
            "SELECT length(printf('%999999999d', 1))", "the format text given to printf must be"),
        Arguments.of(
            "SELECT length(printf('%*d', 999999999, 1))",
            "the format text given to printf must be"),
        Arguments.of("SELECT $name", "parameter $name has a name; write ? instead"));
  }

  @ParameterizedTest
  @MethodSource("tooMuch")
  void whatIsMadeToExhaustTheParserIsRefused(String sql, String why) {
    assertThatThrownBy(() -> rows(sql))
        .isInstanceOf(QueryException.class)
        .hasMessageStartingWith("Cannot run SQL: ")
        .hasMessageContaining(why);
  }

  static Stream<String> deep() {
    return Stream.of(
        "SELECT " + "NOT ".repeat(9_000) + "true",
        "SELECT " + "- ".repeat(9_000) + "1",
        "SELECT 1" + " + 1".repeat(9_000),
        "SELECT 1 WHERE true" + " AND true".repeat(6_000),
        "SELECT 1 WHERE true" + " OR (true AND false)".repeat(2_000),
        "SELECT * FROM a.t t0" + " JOIN a.t USING (x)".repeat(1_000),
        "SELECT 1" + " UNION ALL SELECT 1".repeat(4_000),
        "SELECT " + "CASE WHEN true THEN ".repeat(900) + "1" + " END".repeat(900),
        "SELECT " + "x.".repeat(5_000) + "x FROM a.t x",
        "SELECT 1" + "::INT".repeat(4_000),
        "SELECT x" + "[1]".repeat(4_000) + " FROM a.t",
        "SELECT " + "EXISTS(SELECT ".repeat(90) + "1" + ")".repeat(90));
  }

  @ParameterizedTest
  @MethodSource("deep")
  void deepSqlIsAnsweredOrRefusedAndTheProcessLives(String sql) {
    try {
      assertThat(rows(sql)).isNotNull();
    } catch (QueryException e) {
      assertThat(e.getMessage()).startsWith("Cannot run SQL: ").doesNotContain("libduckdb");
    }
    assertThat(rows("SELECT x FROM a.t")).containsExactly(List.of(1));
  }

  @Test
  void ordinarySqlPassesTheGate() {
    assertThat(
            rows(
                "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 3),"
                    + " s AS (SELECT n, row_number() OVER (ORDER BY n DESC) AS k FROM r)"
                    + " SELECT s.n, k, CASE WHEN n IN (SELECT x FROM a.t) THEN 'in' ELSE 'out' END,"
                    + " list_transform([n], lambda v: v + 1)[1], {'a': n}.a, repeat('x', 2)"
                    + " FROM s LEFT JOIN generate_series(1, 2) g(h) ON h = n, (VALUES (1)) v(w)"
                    + " WHERE EXISTS (SELECT 1 FROM a.t) GROUP BY ALL HAVING count(*) > 0"
                    + " ORDER BY n LIMIT 1"))
        .containsExactly(List.of(1, 3L, "in", 2, 1, "xx"));
    assertThat(rows("SELECT * FROM (PIVOT a.t ON x IN (1) USING count(*))")).hasSize(1);
    assertThat(rows("SELECT unnest([1, 2])")).hasSize(2);
    assertThat(rows("TABLE a.t;")).hasSize(1);
    assertThat(rows("SELECT 1 -- the end")).hasSize(1);
  }

  @Test
  void nothingWasWrittenAnywhere() throws Exception {
    Path file =
        Path.of(
            lake.load(new dev.tributary.lakehouse.TableName("a", "t"))
                .newScan()
                .planFiles()
                .iterator()
                .next()
                .file()
                .location()
                .replaceFirst("^file:", ""));
    byte[] before = Files.readAllBytes(file);
    assertRefused(
        "COPY (SELECT 666 AS x) TO '" + file + "' (FORMAT parquet, USE_TMP_FILE false)",
        ONE_SELECT + "COPY");
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  private void assertRefused(String sql, String message) {
    assertThatThrownBy(() -> rows(sql))
        .isInstanceOfSatisfying(
            QueryException.class, e -> assertThat(e.reason()).isEqualTo(Reason.INVALID))
        .hasMessage(message);
    assertThat(rows("SELECT x FROM a.t")).containsExactly(List.of(1));
  }
}
