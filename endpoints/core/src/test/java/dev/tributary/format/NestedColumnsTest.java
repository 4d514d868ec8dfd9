package dev.tributary.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.schema.Column;
import dev.tributary.schema.ColumnType;
import dev.tributary.schema.Schema;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class NestedColumnsTest {
  @RegisterExtension final Decoding decoding = new Decoding();

  @Test
  void structsAndListsAndMapsHoldWhatTheMessageHolds() {
    var format =
        JsonFormat.of(
            Schema.of(
                Column.of("s", ColumnType.parse("struct<a: int, t: struct<b: string>>")),
                Column.of("l", ColumnType.parse("list<list<string>>")),
                Column.of("m", ColumnType.parse("map<string, list<int>>"))));

    var decoded =
        decoding
            .decode(
                format,
                "{\"s\":{\"a\":1,\"t\":{\"b\":\"x\"}},\"l\":[[\"p\",null],null,[]],\"m\":{\"k\":[1,2],\"n\":null}}",
                "{}",
                "{\"s\":null,\"l\":null,\"m\":null}",
                "{\"s\":{},\"l\":[],\"m\":{}}",
                "{\"m\":{\"\":[3]},\"l\":[[\"q\"]],\"s\":{\"t\":{},\"a\":null}}")
            .assertGood();

    assertThat(decoded.values("s"))
        .containsExactly(
            fields("a", 1, "t", fields("b", "x")),
            null,
            null,
            fields("a", null, "t", null),
            fields("a", null, "t", fields("b", null)));
    assertThat(decoded.values("l").toString())
        .isEqualTo("[[[p, null], null, []], null, null, [], [[q]]]");
    assertThat(decoded.values("m").toString())
        .isEqualTo("[{k=[1, 2], n=null}, null, null, {}, {=[3]}]");
  }

  @Test
  void fieldsAreFoundInAnyOrder() {
    var format =
        JsonFormat.of(
            Schema.of(
                Column.of("a", ColumnType.Primitive.INT),
                Column.of("b", ColumnType.Primitive.INT),
                Column.of("c", ColumnType.Primitive.INT)));

    var decoded =
        decoding
            .decode(
                format,
                "{\"a\":1,\"b\":2,\"c\":3}",
                "{\"c\":3,\"b\":2,\"a\":1}",
                "{\"c\":3,\"b\":2,\"a\":1}",
                "{\"b\":2}",
                "{\"b\":2,\"c\":3}",
                "{\"a\":1,\"c\":3}",
                "{\"\\u0061\":1,\"\\u0062\":2,\"c\":3}")
            .assertGood();

    assertThat(decoded.rows().toString())
        .isEqualTo(
            "[{a=1, b=2, c=3}, {a=1, b=2, c=3}, {a=1, b=2, c=3}, {a=null, b=2, c=null},"
                + " {a=null, b=2, c=3}, {a=1, b=null, c=3}, {a=1, b=2, c=3}]");
  }

  @Test
  void ofANameThatComesTwiceTheLastOneWins() {
    var format =
        JsonFormat.of(
            Schema.of(
                Column.of("a", ColumnType.Primitive.STRING),
                Column.of("s", ColumnType.parse("struct<x: int, y: string>")),
                Column.of("l", ColumnType.parse("list<struct<n: string, m: int>>")),
                Column.of("b", ColumnType.Primitive.STRING)));

    var decoded =
        decoding
            .decode(
                format,
                "{\"a\":\"longer\",\"b\":\"1\",\"a\":\"x\",\"s\":{\"x\":1,\"y\":\"why\"},"
                    + "\"l\":[{\"n\":\"one\",\"m\":1},{\"n\":\"two\"}],\"s\":{\"y\":\"z\"},\"l\":[{\"m\":3}]}",
                "{\"a\":\"x\",\"a\":null,\"l\":[{\"n\":\"a\"}],\"l\":null,\"b\":\"p\",\"b\":\"longer\"}",
                "{\"a\":null,\"a\":\"y\",\"l\":[{\"n\":\"four\",\"n\":\"five\"}]}")
            .assertGood();

    assertThat(decoded.rows().toString())
        .isEqualTo(
            "[{a=x, s={x=null, y=z}, l=[{n=null, m=3}], b=1},"
                + " {a=null, s=null, l=null, b=longer},"
                + " {a=y, s=null, l=[{n=five, m=null}], b=null}]");
  }

  @Test
  void everyOneOfANameThatComesTwiceMustFit() {
    decoding
        .decode(Decoding.column("int"), "{\"v\":\"x\",\"v\":1}")
        .assertBad(0, "v", "expected int, got string \"x\"");
  }

  @Test
  void ofAKeyThatComesTwiceInAMapTheLastOneWins() {
    var decoded =
        decoding
            .decode(
                Decoding.column("map<string, string>"),
                "{\"v\":{\"a\":\"1\"}}",
                "{\"v\":{\"a\":\"first, long\",\"b\":\"2\",\"a\":\"3\"}}",
                "{\"v\":{\"a\":\"1\",\"a\":null,\"b\":\"2\"}}",
                "{\"v\":{\"c\":\"9\"}}")
            .assertGood();

    assertThat(decoded.values("v").toString())
        .isEqualTo("[{a=1}, {b=2, a=3}, {a=null, b=2}, {c=9}]");
  }

  @Test
  void keysThatComeTwiceAreFoundInMapsWithinMaps() {
    var decoded =
        decoding
            .decode(
                Decoding.column("list<map<string, map<string, list<string>>>>"),
                "\uFEFF{\"v\":[{\"é\":{\"x\":[\"1\"]},\"é\":{\"x\":[\"2\"],\"y\":[],\"x\":[\"3\",\"4\"]}},"
                    + " {\"b\":{\"z\":[null],\"z\":[\"5\"]}}]}")
            .assertGood();

    assertThat(decoded.values("v").toString()).isEqualTo("[[{é={y=[], x=[3, 4]}}, {b={z=[5]}}]]");
  }

  @Test
  void aMapMayHaveManyKeysAndManyOfThemTwice() {
    String once =
        IntStream.range(0, 1000).mapToObj(i -> "\"k" + i + "\":0").collect(Collectors.joining(","));
    String twice =
        IntStream.range(0, 1000)
            .mapToObj(i -> "\"k" + i + "\":" + i)
            .collect(Collectors.joining(","));
    Map<Object, Object> expected = new TreeMap<>();
    IntStream.range(0, 1000).forEach(i -> expected.put("k" + i, i));

    var decoded =
        decoding
            .decode(Decoding.column("map<string, int>"), "{\"v\":{" + once + "," + twice + "}}")
            .assertGood();

    assertThat(decoded.value("v")).isEqualTo(expected);
  }

  @Test
  void aMissingOrNullFieldThatIsNotNullIsNamed() {
    var format =
        JsonFormat.of(
            Schema.of(
                new Column("id", ColumnType.Primitive.BIGINT, false, ""),
                Column.of("p", ColumnType.parse("list<struct<q: struct<x: int> not null>>"))));

    decoding
        .decode(format, "{\"id\":1,\"p\":[{\"q\":{}}]}", "{\"p\":null}")
        .assertBad(1, "id", "expected bigint, got no such field; the column is not null");
    decoding
        .decode(format, "{\"id\":null}")
        .assertBad(0, "id", "expected bigint, got null, and the column is not null");
    decoding
        .decode(format, "{\"id\":1,\"p\":[{\"q\":{}},{}]}")
        .assertBad(0, "p[1].q", "expected struct, got no such field; the column is not null");
    decoding
        .decode(format, "{\"id\":1,\"p\":[{\"q\":null}]}")
        .assertBad(0, "p[0].q", "expected struct, got null, and the column is not null");
  }

  @Test
  void aFieldThatIsNotNullMayBeMissingWhereItsStructIsNull() {
    var decoded =
        decoding
            .decode(
                Decoding.column("struct<x: int not null>"),
                "{\"v\":null}",
                "{}",
                "{\"v\":{\"x\":1}}")
            .assertGood();

    assertThat(decoded.values("v").toString()).isEqualTo("[null, null, {x=1}]");
  }

  @Test
  void theElementAtFaultIsNamedByItsIndex() {
    decoding
        .decode(
            Decoding.column("struct<coordinates: list<list<double>>>"),
            "{\"v\":{\"coordinates\":[[1,2],[3.5,4,\"x\"]]}}")
        .assertBad(0, "v.coordinates[1][2]", "expected double, got string \"x\"");
  }

  @Test
  void theValueAtFaultInAMapIsNamedByItsKey() {
    decoding
        .decode(Decoding.column("map<string, struct<n: int>>"), "{\"v\":{\"a b\":{\"n\":1.5}}}")
        .assertBad(0, "v.a b.n", "expected int, got number 1.5, which is not whole");
  }

  @Test
  void listsGrowBeyondTheRoomTheyBeganWith() {
    String long1 =
        IntStream.range(0, 5000)
            .mapToObj(i -> "{\"n\":" + i + ",\"t\":\"" + "x".repeat(i % 7) + "\"}")
            .collect(Collectors.joining(",", "[", "]"));
    var decoded =
        decoding
            .decode(
                Decoding.column("list<struct<n: int, t: string>>"),
                "{\"v\":" + long1 + "}",
                "{\"v\":[]}",
                "{\"v\":" + long1 + "}")
            .assertGood();

    List<?> last = (List<?>) decoded.rows().get(2).get("v");
    assertThat(last).hasSize(5000).isEqualTo(decoded.rows().get(0).get("v"));
    assertThat(last.get(4999)).isEqualTo(fields("n", 4999, "t", "x"));
  }

  private static Map<String, Object> fields(Object... namesAndValues) {
    Map<String, Object> fields = new java.util.LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return fields;
  }
}
