package dev.tributary.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaTest {
  private final Schema schema =
      Schema.of(
          Column.of(
              "properties", ColumnType.parse("struct<time: timestamp, inner: struct<x: int>>")),
          Column.of("a.b", ColumnType.Primitive.STRING),
          Column.of("a", ColumnType.parse("struct<b: int, c: int>")),
          Column.of("list", ColumnType.parse("list<struct<x: int>>")));

  @Test
  void aColumnIsFoundByItsPathThroughStructs() {
    assertThat(schema.at("properties.time"))
        .contains(Column.of("time", ColumnType.Timestamp.MICROS));
    assertThat(schema.at("properties.inner.x")).contains(Column.of("x", ColumnType.Primitive.INT));
    assertThat(schema.at("properties").orElseThrow().name()).isEqualTo("properties");
    assertThat(schema.at("a.c")).contains(Column.of("c", ColumnType.Primitive.INT));
  }

  @Test
  void aColumnWhoseNameHoldsTheDotsIsFoundFirst() {
    assertThat(schema.at("a.b")).contains(Column.of("a.b", ColumnType.Primitive.STRING));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "time",
        "properties.",
        ".properties",
        "properties..time",
        "properties.Time",
        "properties.time.x",
        "list.x",
        "list.element.x"
      })
  void whatIsNoPathFindsNothing(String path) {
    assertThat(schema.at(path)).isEmpty();
  }

  @Test
  void namesAreDistinctAndNotBlank() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Schema.of(
                    Column.of("a", ColumnType.Primitive.INT),
                    Column.of("a", ColumnType.Primitive.INT)))
        .withMessage("Invalid schema: duplicate name a");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Column.of(" ", ColumnType.Primitive.INT))
        .withMessage("Invalid column: name is blank");
  }

  @Test
  void aColumnKeepsEverythingButItsTypeWhenTheTypeChanges() {
    Column column = new Column("a", ColumnType.Primitive.INT, false, "why");

    assertThat(column.withType(ColumnType.Primitive.BIGINT))
        .isEqualTo(new Column("a", ColumnType.Primitive.BIGINT, false, "why"));
  }

  @Test
  void columnsAreReadFromText() {
    assertThat(Schema.parse("date: timestamp, p: struct<mag: double>, id: string not null"))
        .isEqualTo(
            Schema.of(
                Column.of("date", ColumnType.Timestamp.MICROS),
                Column.of(
                    "p",
                    new ColumnType.Struct(
                        java.util.List.of(Column.of("mag", ColumnType.Primitive.DOUBLE)))),
                new Column("id", ColumnType.Primitive.STRING, false, "")));
    assertThatThrownBy(() -> Schema.parse("date"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Cannot read type");
  }
}
