package dev.tributary.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.schema.Column;
import dev.tributary.schema.ColumnType;
import dev.tributary.schema.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UnknownFieldsTest {
  private static final JsonFormat DECLARED =
      JsonFormat.of(
          Schema.of(
              new Column("id", ColumnType.Primitive.INT, false, "the key"),
              Column.of("s", ColumnType.parse("struct<a: tinyint>")),
              Column.of("l", ColumnType.parse("list<struct<b: date>>")),
              Column.of("m", ColumnType.parse("map<string, struct<c: timestamp(ns)>>"))));

  @RegisterExtension final Decoding decoding = new Decoding();

  @Test
  void addMakesColumnsOfThemAtEveryLevelBehindTheDeclaredOnes() {
    var decoded =
        decoding
            .decode(
                DECLARED,
                "{\"new\":1.5,\"id\":1,\"s\":{\"x\":true,\"a\":2}}",
                "{\"id\":2,\"l\":[{\"y\":[1],\"b\":0},{\"b\":1}]}",
                "{\"id\":3,\"m\":{\"k\":{\"z\":{\"deep\":\"t\"},\"c\":0}}}")
            .assertGood();

    assertThat(decoded.types())
        .isEqualTo(
            "id: int not null, s: struct<a: tinyint, x: boolean>, l: list<struct<b: date, y: list<bigint>>>,"
                + " m: map<string, struct<c: timestamp(ns), z: struct<deep: string>>>, new: double");
    assertThat(decoded.schema().columns().get(0).comment()).isEqualTo("the key");
    assertThat(decoded.rows().toString())
        .isEqualTo(
            "[{id=1, s={a=2, x=true}, l=null, m=null, new=1.5},"
                + " {id=2, s=null, l=[{b=0, y=[1]}, {b=1, y=null}], m=null, new=null},"
                + " {id=3, s=null, l=null, m={k={c=0, z={deep=t}}}, new=null}]");
  }

  @Test
  void ignoreLeavesThemOutAndCountsThem() {
    var decoder = decoding.decoder(DECLARED.withUnknownFields(UnknownFields.IGNORE));

    var decoded =
        decoder
            .decode(
                "{\"x\":{\"y\":[1,{}]},\"id\":1,\"s\":{\"q\":null,\"a\":2}}",
                "{\"id\":2,\"\":[],\"l\":[{\"r\":1,\"b\":0}]}")
            .assertGood();

    assertThat(decoded.schema()).isEqualTo(DECLARED.declared());
    assertThat(decoded.rows().toString())
        .isEqualTo("[{id=1, s={a=2}, l=null, m=null}, {id=2, s=null, l=[{b=0}], m=null}]");
    assertThat(decoder.decoder().ignoredFields()).isEqualTo(4);
  }

  @Test
  void ignoreCountsOnlyMessagesThatBecameRows() {
    var decoder = decoding.decoder(DECLARED.withUnknownFields(UnknownFields.IGNORE));

    decoder.decode("{\"id\":1,\"x\":1}", "{\"x\":1,\"y\":2,\"id\":\"no\"}");
    decoder.decode("{\"id\":2,\"z\":1}");

    assertThat(decoder.decoder().ignoredFields()).isEqualTo(2);
  }

  @Test
  void failRefusesThemEvenWhenTheyAreNull() {
    var format = DECLARED.withUnknownFields(UnknownFields.FAIL);

    decoding
        .decode(format, "{\"id\":1,\"x\":1}")
        .assertBad(0, "x", "the field is not in the schema");
    decoding
        .decode(format, "{\"id\":1}", "{\"id\":1,\"l\":[{},{\"x\":null}]}")
        .assertBad(1, "l[1].x", "the field is not in the schema");
  }

  @Test
  void addDoesNotChangeTheTypeOfADeclaredColumn() {
    decoding
        .decode(DECLARED, "{\"id\":1,\"s\":{\"a\":1,\"new\":2}}", "{\"id\":1,\"s\":{\"a\":1000}}")
        .assertBad(1, "s.a", "expected tinyint, got number 1000, which is out of range");
  }

  @Test
  void aDeclaredStructWithoutFieldsStaysAndMayGainSome() {
    var decoder =
        decoding.decoder(JsonFormat.of(Schema.of(Column.of("s", ColumnType.parse("struct<>")))));

    assertThat(decoder.decode("{\"s\":{},\"n\":1}").assertGood().types())
        .isEqualTo("s: struct<>, n: bigint");
    assertThat(decoder.decode("{\"s\":{\"x\":true}}").assertGood().types())
        .isEqualTo("s: struct<x: boolean>, n: bigint");
  }

  @Test
  void aBadMessageAddsNoColumns() {
    var decoder = decoding.decoder(DECLARED);

    var decoded =
        decoder.decode("{\"id\":1,\"good\":1}", "{\"bad\":1,\"id\":1.5}", "{\"id\":2,\"later\":1}");

    decoded.assertBad(1, "id", "expected int, got number 1.5, which is not whole");
    assertThat(decoded.types()).endsWith(", good: bigint").doesNotContain("later");
    assertThat(decoder.decode("{\"id\":3}").types()).isEqualTo(decoded.types());
  }

  @Test
  void aNameThatCanBeNoColumnDoesNotFit() {
    decoding
        .decode(DECLARED, "{\"id\":1,\" \":null}", "{\"id\":1,\" \":1}")
        .assertBad(1, " ", "the name of a new column must not be blank");
  }
}
