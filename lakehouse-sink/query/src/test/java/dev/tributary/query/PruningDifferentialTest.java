package dev.tributary.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.lakehouse.TableName;
import java.util.List;
import java.util.Random;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.junit.jupiter.api.Test;

/** Random filters give the same rows whether files are left out or not. */
class PruningDifferentialTest extends QueryFixture {
  private static final long SEED = 20_180_201L;
  private static final int STATEMENTS = 250;

  private final Random random = new Random(SEED);

  @Test
  void pruningNeverChangesAnAnswer() {
    Schema schema =
        new Schema(
            NestedField.optional(1, "n", Types.IntegerType.get()),
            NestedField.optional(2, "ts", Types.TimestampType.withZone()),
            NestedField.optional(3, "local", Types.TimestampType.withoutZone()),
            NestedField.optional(4, "d", Types.DateType.get()),
            NestedField.optional(5, "v", Types.FloatType.get()),
            NestedField.optional(6, "s", Types.StringType.get()),
            NestedField.optional(7, "c", Types.DecimalType.of(9, 2)),
            NestedField.optional(
                8,
                "p",
                Types.StructType.of(
                    NestedField.optional(9, "ts", Types.TimestampType.withZone()),
                    NestedField.optional(10, "w", Types.DoubleType.get()))));
    lake.create("d.t", schema, PartitionSpec.builderFor(schema).hour("p.ts").build());
    append("n", "CAST(v AS FLOAT)", "CAST(n AS INT)");
    lake.load(TableName.parse("d.t"))
        .updateSchema()
        .renameColumn("n", "num")
        .updateColumn("n", Types.LongType.get())
        .updateColumn("v", Types.DoubleType.get())
        .addColumn("late", Types.IntegerType.get())
        .commit();
    append("num", "CAST(v AS DOUBLE)", "CAST(n AS BIGINT)");
    lake.append(
        "d.t",
        "SELECT 3::BIGINT AS num, 5 AS late, {'ts': NULL::TIMESTAMPTZ, 'w': 1.5::DOUBLE} AS p");

    int pruned = 0;
    try (QueryEngine unpruned = QueryEngine.open(lake, config(), false)) {
      for (int i = 0; i < STATEMENTS; i++) {
        String sql =
            "SELECT count(*), sum(num), max(v), min(p.ts)::VARCHAR FROM d.t WHERE " + predicate(2);
        try (QueryResult result = engine.execute(sql, allocator)) {
          pruned += result.tables().get(0).skippedFiles() > 0 ? 1 : 0;
          assertThat(rows(result)).as(sql).isEqualTo(rows(unpruned, sql));
        }
      }
    }
    assertThat(pruned).isGreaterThan(STATEMENTS / 4);
  }

  private void append(String name, String v, String n) {
    lake.append(
        "d.t",
        "SELECT "
            + n
            + " AS "
            + name
            + ", ts, CAST(ts AS TIMESTAMP) AS local, CAST(ts AS DATE) AS d, "
            + v
            + " AS v, 's' || (n % 20) AS s, CAST(n / 4.0 AS DECIMAL(9,2)) AS c,"
            + " {'ts': ts, 'w': CAST(v AS DOUBLE)} AS p FROM (SELECT i AS n,"
            + " TIMESTAMPTZ '1969-12-31 20:00:00Z' + INTERVAL (i * 17) MINUTE AS ts,"
            + " CASE WHEN i % 23 = 0 THEN 'nan'::DOUBLE WHEN i % 19 = 0 THEN -0.0 ELSE (i - 20) / 8.0 END AS v"
            + " FROM range(60) r(i))");
  }

  private String predicate(int depth) {
    if (depth > 0 && random.nextInt(3) > 0) {
      String operator = random.nextInt(3) == 0 ? " OR " : " AND ";
      String both = "(" + predicate(depth - 1) + operator + predicate(depth - 1) + ")";
      return random.nextInt(6) == 0 ? "NOT " + both : both;
    }
    return switch (random.nextInt(10)) {
      case 0 -> compared("num", Integer.toString(random.nextInt(70) - 5));
      case 1 -> compared("ts", moment());
      case 2 -> compared("local", moment());
      case 3 ->
          compared(
              "d",
              random.nextBoolean() ? "DATE " + day() : random.nextBoolean() ? day() : moment());
      case 4 -> compared("v", number());
      case 5 -> compared("s", "'s" + random.nextInt(25) + "'");
      case 6 -> compared("c", number());
      case 7 -> compared("p.ts", moment());
      case 8 -> compared(random.nextBoolean() ? "p.w" : "t.p.w", number());
      default ->
          random.nextBoolean()
              ? "late " + List.of("= 5", "IS NULL", "> 4", "< 5").get(random.nextInt(4))
              : "num IN (" + random.nextInt(60) + ", " + random.nextInt(60) + ")";
    };
  }

  private String compared(String column, String value) {
    return switch (random.nextInt(8)) {
      case 0 -> column + " BETWEEN " + value + " AND " + value;
      case 1 -> value + " < " + column;
      case 2 -> value + " >= " + column;
      default ->
          column + " " + List.of("=", "<", "<=", ">", ">=").get(random.nextInt(5)) + " " + value;
    };
  }

  private String number() {
    return List.of("0", "0.0", "-0.0", "1.5", "0.125", "-2.5", "1e0", "4.875", "3")
        .get(random.nextInt(9));
  }

  private String day() {
    return List.of("'1969-12-31'", "'1970-01-01'", "'1969-12-30'", "'1970-01-02'")
        .get(random.nextInt(4));
  }

  private String moment() {
    String text =
        random.nextBoolean()
            ? "1970-01-01 0" + random.nextInt(10) + ":" + (10 + random.nextInt(50)) + ":00"
            : "1969-12-31 2" + random.nextInt(4) + ":00:00.000001";
    return switch (random.nextInt(4)) {
      case 0 -> "TIMESTAMP '" + text + "'";
      case 1 -> "TIMESTAMPTZ '" + text + "+0" + random.nextInt(3) + "'";
      case 2 -> "TIMESTAMP '" + text + "' + INTERVAL " + random.nextInt(90) + " MINUTE";
      default -> "'" + text + "'";
    };
  }
}
