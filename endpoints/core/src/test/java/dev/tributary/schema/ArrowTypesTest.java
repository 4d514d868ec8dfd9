package dev.tributary.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArrowTypesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "boolean | v: Bool",
        "tinyint | v: Int(8, true)",
        "smallint | v: Int(16, true)",
        "int | v: Int(32, true)",
        "bigint | v: Int(64, true)",
        "float | v: FloatingPoint(SINGLE)",
        "double | v: FloatingPoint(DOUBLE)",
        "string | v: Utf8",
        "binary | v: Binary",
        "date | v: Date(DAY)",
        "timestamp(us) | v: Timestamp(MICROSECOND, UTC)",
        "timestamp(ns) | v: Timestamp(NANOSECOND, UTC)",
        "decimal(38,3) | v: Decimal(38, 3, 128)",
        "list<int> | v: List<element: Int(32, true)>",
        "struct<a: int not null, b: date> | v: Struct<a: Int(32, true) not null, b: Date(DAY)>",
        "map<string, int> | v: Map(false)<entries: Struct<key: Utf8 not null, value: Int(32, true)> not null>"
      })
  void everyTypeHasItsArrowField(String type, String field) {
    assertThat(ArrowTypes.field(Column.of("v", ColumnType.parse(type)))).hasToString(field);
  }

  @Test
  void columnsKeepTheirOrderAndNullability() {
    Schema schema =
        Schema.of(
            new Column("b", ColumnType.Primitive.INT, false, ""),
            Column.of("a", ColumnType.Primitive.STRING));

    assertThat(ArrowTypes.toArrow(schema))
        .hasToString("Schema<b: Int(32, true) not null, a: Utf8>");
  }
}
