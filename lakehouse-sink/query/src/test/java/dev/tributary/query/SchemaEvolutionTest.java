package dev.tributary.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.lakehouse.TableName;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Literal;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.junit.jupiter.api.Test;

class SchemaEvolutionTest extends QueryFixture {
  private static final Schema FIRST =
      new Schema(
          NestedField.optional(1, "a", Types.IntegerType.get()),
          NestedField.optional(2, "b", Types.StringType.get()),
          NestedField.optional(3, "f", Types.FloatType.get()),
          NestedField.optional(
              4,
              "p",
              Types.StructType.of(
                  NestedField.optional(5, "x", Types.IntegerType.get()),
                  NestedField.optional(
                      6,
                      "q",
                      Types.StructType.of(NestedField.optional(7, "y", Types.IntegerType.get()))))),
          NestedField.optional(
              8,
              "l",
              Types.ListType.ofOptional(
                  9, Types.StructType.of(NestedField.optional(10, "m", Types.IntegerType.get())))));

  private static final String FIRST_ROWS =
      "SELECT i AS a, 'b' || i AS b, i::FLOAT AS f, {'x': i, 'q': {'y': i}} AS p, [{'m': i}] AS l"
          + " FROM range(1, 4) r(i)";

  private Table table() {
    return lake.load(TableName.parse("d.t"));
  }

  private void first() {
    lake.create("d.t", FIRST);
    lake.append(
        "d.t",
        "SELECT i::INT AS a, b, f, {'x': i::INT, 'q': {'y': i::INT}} AS p,"
            + " [{'m': i::INT}] AS l FROM (SELECT a AS i, b, f FROM ("
            + FIRST_ROWS
            + "))");
  }

  @Test
  void columnsThatWereRenamedOrWidenedKeepTheirValues() {
    first();
    table()
        .updateSchema()
        .renameColumn("a", "alpha")
        .updateColumn("a", Types.LongType.get())
        .commit();
    table().updateSchema().updateColumn("f", Types.DoubleType.get()).commit();
    lake.append(
        "d.t",
        "SELECT 7000000000 AS alpha, 'big' AS b, 0.1::DOUBLE AS f,"
            + " {'x': 9, 'q': {'y': 9}} AS p, [{'m': 9}] AS l");

    assertThat(rows("SELECT alpha, f FROM d.t ORDER BY alpha"))
        .containsExactly(
            List.of(1L, 1.0), List.of(2L, 2.0), List.of(3L, 3.0), List.of(7000000000L, 0.1));
    assertThat(rows("SELECT alpha FROM d.t WHERE alpha >= 3 AND f > 0.05 ORDER BY 1"))
        .containsExactly(List.of(3L), List.of(7000000000L));
    assertThatThrownBy(() -> rows("SELECT a FROM d.t")).hasMessageContaining("Binder Error");
  }

  @Test
  void columnsThatWereAddedAreNullInOldFiles() {
    first();
    table()
        .updateSchema()
        .addColumn("n", Types.DateType.get())
        .addColumn("s", Types.StructType.of(NestedField.optional(90, "u", Types.IntegerType.get())))
        .addColumn("p", "z", Types.DoubleType.get())
        .addColumn("p.q", "w", Types.StringType.get())
        .addColumn("l", "k", Types.IntegerType.get())
        .commit();
    assertThat(rows("SELECT n, s, s.u, p.z, p.q.w, l[1].k, p.x, p.q.y FROM d.t WHERE a = 2"))
        .containsExactly(Arrays.asList(null, null, null, null, null, null, 2, 2));

    lake.append(
        "d.t",
        "SELECT 4 AS a, DATE '2020-01-01' AS n, {'u': 5} AS s,"
            + " {'x': 4, 'q': {'y': 4, 'w': 'w'}, 'z': 0.5::DOUBLE} AS p, [{'m': 4, 'k': 6}] AS l");
    assertThat(rows("SELECT a, p.z, p.q.w, s.u, l[1].k, b FROM d.t WHERE p.z IS NOT NULL"))
        .containsExactly(Arrays.asList(4, 0.5, "w", 5, 6, null));
    assertThat(rows("SELECT a FROM d.t WHERE p.z IS NULL ORDER BY a"))
        .containsExactly(List.of(1), List.of(2), List.of(3));
    assertThat(rows("SELECT a FROM d.t WHERE s.u IS NULL AND p.x >= 2 ORDER BY a"))
        .containsExactly(List.of(2), List.of(3));
    assertThat(rows("SELECT max(p.z), min(p.x), max(s.u), count(n) FROM d.t"))
        .containsExactly(List.of(0.5, 1, 5, 1L));
    assertThat(rows("SELECT p FROM d.t WHERE a = 1").get(0).get(0))
        .hasToString("{\"x\":1,\"q\":{\"y\":1}}");
  }

  @Test
  void aColumnThatWasDroppedAndAddedAgainIsAnotherColumn() {
    first();
    table().updateSchema().deleteColumn("b").commit();
    table().updateSchema().addColumn("b", Types.LongType.get()).commit();
    lake.append("d.t", "SELECT 4 AS a, 44::BIGINT AS b");

    assertThat(rows("SELECT a, b FROM d.t ORDER BY a"))
        .containsExactly(
            Arrays.asList(1, null),
            Arrays.asList(2, null),
            Arrays.asList(3, null),
            List.of(4, 44L));
    assertThat(rows("SELECT count(*) FROM d.t WHERE b IS NULL")).containsExactly(List.of(3L));
  }

  @Test
  void aTableWhoseFilesHoldNoneOfItsColumnsStillHasItsRows() {
    first();
    table().updateSchema().addColumn("n", Types.IntegerType.get()).commit();
    table()
        .updateSchema()
        .deleteColumn("a")
        .deleteColumn("b")
        .deleteColumn("f")
        .deleteColumn("p")
        .deleteColumn("l")
        .commit();

    assertThat(rows("SELECT count(*), count(n) FROM d.t")).containsExactly(List.of(3L, 0L));
    assertThat(rows("SELECT * FROM d.t")).hasSize(3);
  }

  @Test
  void membersThatWereWidenedKeepTheirValues() {
    first();
    table()
        .updateSchema()
        .updateColumn("p.x", Types.LongType.get())
        .updateColumn("l.element.m", Types.LongType.get())
        .commit();
    lake.append(
        "d.t", "SELECT 4 AS a, {'x': 7000000000, 'q': {'y': 4}} AS p, [{'m': 7000000000}] AS l");

    assertThat(rows("SELECT p.x, l[1].m FROM d.t WHERE p.x > 2 ORDER BY 1"))
        .containsExactly(List.of(3L, 3L), List.of(7000000000L, 7000000000L));
  }

  @Test
  void aMemberThatWasRenamedIsRefused() {
    first();
    table().updateSchema().renameColumn("p.x", "ex").commit();

    assertThatThrownBy(() -> rows("SELECT a FROM d.t"))
        .hasMessage(
            "Cannot read table d.t: p.ex was once named p.x, and members of a struct are found by"
                + " name");
  }

  @Test
  void aMemberThatWasDroppedAndAddedAgainIsRefused() {
    first();
    table().updateSchema().deleteColumn("p.x").commit();
    table().updateSchema().addColumn("p", "X", Types.IntegerType.get()).commit();

    assertThatThrownBy(() -> rows("SELECT a FROM d.t"))
        .hasMessage(
            "Cannot read table d.t: p.X was once another member of the same name, and members of a"
                + " struct are found by name");
  }

  @Test
  void aRenamedStructKeepsItsMembers() {
    first();
    table().updateSchema().renameColumn("p", "props").commit();

    assertThat(rows("SELECT props.q.y FROM d.t WHERE props.x = 3")).containsExactly(List.of(3));
  }

  @Test
  void columnsThatDifferOnlyInCaseAreRefused() {
    lake.create(
        "d.t",
        new Schema(
            NestedField.optional(1, "a", Types.IntegerType.get()),
            NestedField.optional(2, "A", Types.IntegerType.get())));

    assertThatThrownBy(() -> rows("SELECT * FROM d.t"))
        .hasMessage("Cannot read table d.t: columns named A differ only in case");
  }

  @Test
  void columnsFoundByNameAreRefused() {
    lake.create(
        "d.t", FIRST, PartitionSpec.unpartitioned(), Map.of("schema.name-mapping.default", "[]"));

    assertThatThrownBy(() -> rows("SELECT * FROM d.t"))
        .hasMessage(
            "Cannot read table d.t: it finds columns of old files by name, not by field id");
  }

  @Test
  void initialDefaultsAreReadFromFilesThatLackTheColumn() {
    lake.create("d.t", FIRST, PartitionSpec.unpartitioned(), Map.of("format-version", "3"));
    lake.append("d.t", "SELECT 1::INT AS a");
    table()
        .updateSchema()
        .addColumn("i", Types.LongType.get(), Literal.of(5L))
        .addColumn("s", Types.StringType.get(), Literal.of("it's"))
        .addColumn(
            "t",
            Types.TimestampType.withZone(),
            Literal.of("2020-01-01T00:00:00+00:00").to(Types.TimestampType.withZone()))
        .commit();

    assertThat(rows("SELECT i, s, epoch(t)::BIGINT FROM d.t WHERE i = 5"))
        .containsExactly(List.of(5L, "it's", 1577836800L));
  }

  @Test
  void namesThatNeedQuotesAreRead() {
    lake.create(
        "d.t",
        new Schema(
            NestedField.optional(1, "select", Types.IntegerType.get()),
            NestedField.optional(
                2,
                "it's \"odd\"",
                Types.StructType.of(
                    NestedField.optional(3, "a b", Types.IntegerType.get()),
                    NestedField.optional(4, "C'd", Types.IntegerType.get())))));
    lake.append("d.t", "SELECT 1 AS \"select\", {'a b': 2, 'C''d': 3} AS \"it's \"\"odd\"\"\"");

    assertThat(rows("SELECT \"select\", \"it's \"\"odd\"\"\".\"a b\" FROM d.t"))
        .containsExactly(List.of(1, 2));
  }

  @Test
  void nanosecondsStayNanoseconds() {
    lake.create(
        "d.t",
        new Schema(
            NestedField.optional(1, "t", Types.TimestampNanoType.withZone()),
            NestedField.optional(
                2,
                "p",
                Types.StructType.of(
                    NestedField.optional(3, "u", Types.TimestampNanoType.withZone())))),
        PartitionSpec.unpartitioned(),
        Map.of("format-version", "3"));
    lake.append(
        "d.t",
        "SELECT TIMESTAMPTZ_NS '2020-01-01 00:00:00.123456789Z' AS t,"
            + " {'u': TIMESTAMPTZ_NS '2020-01-01 00:00:00.123456789Z'} AS p");

    try (QueryResult result =
        engine.execute(
            "SELECT t, p, epoch_ns(t), epoch_ns(p.u) FROM d.t"
                + " WHERE t > '2020-01-01 00:00:00.123456788' AND p.u > TIMESTAMP '2019-01-01'",
            allocator)) {
      assertThat(result.schema().findField("t"))
          .isEqualTo(engine.columns(TableName.parse("d.t")).findField("t"));
      assertThat(result.schema().findField("p"))
          .isEqualTo(engine.columns(TableName.parse("d.t")).findField("p"));
      assertThat(rows(result).get(0).subList(2, 4))
          .containsExactly(1577836800123456789L, 1577836800123456789L);
    }
  }
}
