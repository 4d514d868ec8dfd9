package dev.tributary.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaDetectionTest {
  @RegisterExtension final Decoding decoding = new Decoding();

  @Test
  void everyKindOfValueGetsItsType() {
    var decoded =
        decoding
            .decode(
                JsonFormat.detected(),
                "{\"b\":true,\"i\":1,\"d\":1.0,\"t\":\"2018-01-31\",\"s\":{\"x\":1},\"l\":[1,2.5],"
                    + "\"ls\":[{\"p\":1},{\"q\":\"r\"}]}")
            .assertGood();

    assertThat(decoded.types())
        .isEqualTo(
            "b: boolean, i: bigint, d: double, t: string, s: struct<x: bigint>, l: list<double>,"
                + " ls: list<struct<p: bigint, q: string>>");
    assertThat(decoded.rows().toString())
        .isEqualTo(
            "[{b=true, i=1, d=1.0, t=2018-01-31, s={x=1}, l=[1.0, 2.5],"
                + " ls=[{p=1, q=null}, {p=null, q=r}]}]");
  }

  @Test
  void columnsStandInTheOrderInWhichTheirFieldsCameFirst() {
    var decoded =
        decoding.decode(
            JsonFormat.detected(),
            "{\"z\":null,\"y\":1,\"x\":[]}",
            "{\"x\":[1],\"w\":1}",
            "{\"w\":1,\"z\":true}");

    assertThat(decoded.assertGood().types())
        .isEqualTo("z: boolean, y: bigint, x: list<bigint>, w: bigint");
  }

  @Test
  void newColumnsAreTheLastOfTheirLevelInLaterCalls() {
    var decoder = decoding.decoder(JsonFormat.detected());
    decoder.decode("{\"b\":1,\"s\":{\"y\":1}}");

    var decoded = decoder.decode("{\"a\":\"t\",\"s\":{\"x\":1,\"y\":2},\"b\":2}").assertGood();

    assertThat(decoded.types()).isEqualTo("b: bigint, s: struct<y: bigint, x: bigint>, a: string");
    assertThat(decoded.rows().toString()).isEqualTo("[{b=2, s={y=2, x=1}, a=t}]");
    assertThat(decoder.decode("{}").rows().toString()).isEqualTo("[{b=null, s=null, a=null}]");
  }

  @Test
  void whatWasOnlyNullOrEmptyIsLeftOutUntilAValueDecides() {
    var decoder = decoding.decoder(JsonFormat.detected());

    var undecided =
        decoder
            .decode(
                "{\"a\":null,\"l\":[],\"o\":{},\"n\":[[null],[]],\"d\":{\"e\":{\"f\":[]}},\"k\":1}",
                "{\"a\":[],\"l\":{},\"o\":null,\"n\":{\"x\":null}}")
            .assertGood();
    assertThat(undecided.types()).isEqualTo("k: bigint");

    var decided =
        decoder.decode(
            "{\"a\":null,\"l\":[],\"o\":{},\"n\":[[]]}",
            "{\"l\":[true],\"o\":{\"p\":1},\"n\":[[2]],\"k\":3}");
    assertThat(decided.assertGood().types())
        .isEqualTo("k: bigint, l: list<boolean>, o: struct<p: bigint>, n: list<list<bigint>>");
    assertThat(decided.rows().toString())
        .isEqualTo("[{k=null, l=[], o={p=null}, n=[[]]}, {k=3, l=[true], o={p=1}, n=[[2]]}]");
  }

  @Test
  void theUndecidedFieldsOfADecidedStructAreLeftOutToo() {
    var decoded =
        decoding.decode(JsonFormat.detected(), "{\"s\":{\"a\":1,\"b\":null}}", "{\"s\":{}}");

    assertThat(decoded.assertGood().types()).isEqualTo("s: struct<a: bigint>");
    assertThat(decoded.values("s").toString()).isEqualTo("[{a=1}, {a=null}]");
  }

  @Test
  void messagesWithoutAnyValueAreRowsWithoutColumns() {
    var decoded = decoding.decode(JsonFormat.detected(), "{}", "{\"a\":null}", "{}");

    assertThat(decoded.assertGood().schema().isEmpty()).isTrue();
    assertThat(decoded.rows()).hasSize(3);
  }

  @Test
  void noMessagesAreNoRows() {
    var decoded = decoding.decoder(JsonFormat.detected()).decode(List.of());

    assertThat(decoded.assertGood().rows()).isEmpty();
    assertThat(decoded.schema().isEmpty()).isTrue();
  }

  @Test
  void bigintAndDoubleBecomeDoubleInOneCall() {
    var decoded = decoding.decode(JsonFormat.detected(), "{\"v\":1}", "{\"v\":1.5}", "{\"v\":2}");

    assertThat(decoded.assertGood().types()).isEqualTo("v: double");
    assertThat(decoded.values("v")).containsExactly(1.0, 1.5, 2.0);
  }

  @Test
  void aBigintThatWasReturnedAlreadyBecomesDoubleToo() {
    var decoder = decoding.decoder(JsonFormat.detected());

    assertThat(decoder.decode("{\"v\":1,\"l\":[1]}").types())
        .isEqualTo("v: bigint, l: list<bigint>");
    var widened = decoder.decode("{\"v\":2}", "{\"v\":1.5,\"l\":[2.5]}").assertGood();
    assertThat(widened.types()).isEqualTo("v: double, l: list<double>");
    assertThat(widened.values("v")).containsExactly(2.0, 1.5);
    assertThat(decoder.decode("{\"v\":3}").value("v")).isEqualTo(3.0);
  }

  @Test
  void aWholeNumberWrittenWithAFractionDoesNotWidenABigint() {
    var decoder = decoding.decoder(JsonFormat.detected());
    decoder.decode("{\"v\":1}");

    var decoded = decoder.decode("{\"v\":2.0}", "{\"v\":3e0,\"new\":1}").assertGood();

    assertThat(decoded.types()).isEqualTo("v: bigint, new: bigint");
    assertThat(decoded.values("v")).containsExactly(2L, 3L);
  }

  @Test
  void aWholeNumberBeyondBigintIsNoValueOfADetectedColumn() {
    String reason =
        "expected bigint, got number 18446744073709551615,"
            + " which is out of range; declare the column as decimal or double";

    decoding
        .decode(JsonFormat.detected(), "{\"v\":18446744073709551615}")
        .assertBad(0, "v", reason);
    decoding
        .decode(JsonFormat.detected(), "{\"v\":1}", "{\"v\":18446744073709551615}")
        .assertBad(1, "v", reason);
    assertThat(
            decoding
                .decode(JsonFormat.detected(), "{\"v\":1.5}", "{\"v\":18446744073709551615}")
                .assertGood()
                .values("v"))
        .containsExactly(1.5, 18446744073709551615.0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 | \"x\" | expected bigint, got string \"x\"",
        "1.5 | \"x\" | expected double, got string \"x\"",
        "\"x\" | 1 | expected string, got number 1",
        "\"x\" | 1.5 | expected string, got number 1.5",
        "true | 1 | expected boolean, got number 1",
        "1 | true | expected bigint, got boolean true",
        "{\"a\":1} | 1 | expected struct, got number 1",
        "{\"a\":1} | [1] | expected struct, got a list",
        "{\"a\":1} | [] | expected struct, got a list",
        "[1] | {\"a\":1} | expected list, got an object",
        "[1] | \"x\" | expected list, got string \"x\"",
        "1 | [] | expected bigint, got a list",
        "1 | {} | expected bigint, got an object",
        "[] | 1 | expected list, got number 1",
        "[] | {\"a\":1} | expected list, got an object",
        "{} | \"x\" | expected struct, got string \"x\""
      })
  void valuesOfTwoKindsDoNotFitOneColumn(String first, String second, String reason) {
    String one = "{\"s\":{\"v\":" + first + "}}";
    String two = "{\"s\":{\"v\":" + second + "},\"new\":1}";

    var inOneCall = decoding.decode(JsonFormat.detected(), one, two, "{\"later\":1}");
    inOneCall.assertBad(1, "s.v", reason);
    assertThat(inOneCall.types()).doesNotContain("new", "later");
  }

  @Test
  void aColumnThatWasReturnedRefusesAnotherKindInALaterCall() {
    var decoder = decoding.decoder(JsonFormat.detected());
    decoder.decode("{\"v\":1}");

    decoder
        .decode("{\"v\":1.5}", "{\"v\":\"x\"}")
        .assertBad(1, "v", "expected double, got string \"x\"");
  }

  @Test
  void aListOfTwoKindsDoesNotFit() {
    decoding
        .decode(JsonFormat.detected(), "{\"l\":[1,2.5,\"x\"]}")
        .assertBad(0, "l[2]", "expected double, got string \"x\"");
  }

  @Test
  void growthDecodesTheWholeCallAgain() {
    List<String> messages = new ArrayList<>(Collections.nCopies(100, "{\"a\":1}"));
    messages.set(40, "{\"a\":1,\"b\":\"x\"}");
    messages.set(70, "{\"a\":1.25}");
    messages.set(99, "{\"c\":[{\"d\":1}]}");

    var decoded =
        decoding.decode(JsonFormat.detected(), messages.toArray(String[]::new)).assertGood();

    assertThat(decoded.types()).isEqualTo("a: double, b: string, c: list<struct<d: bigint>>");
    assertThat(decoded.rows()).hasSize(100);
    assertThat(decoded.rows().get(40).toString()).isEqualTo("{a=1.0, b=x, c=null}");
    assertThat(decoded.rows().get(70).toString()).isEqualTo("{a=1.25, b=null, c=null}");
    assertThat(decoded.rows().get(99).toString()).isEqualTo("{a=null, b=null, c=[{d=1}]}");
  }

  @Test
  void theNumberOfColumnsIsBounded() {
    var format = JsonFormat.detected().withMaxColumns(3);
    String reason = "the field would be one column more than format.max.columns allows (3)";

    var decoded =
        decoding.decode(format, "{\"a\":1,\"s\":{\"b\":1,\"c\":[1]}}", "{\"s\":{\"d\":true}}");
    decoded.assertBad(1, "s.d", reason);
    assertThat(decoded.types()).isEqualTo("a: bigint, s: struct<b: bigint, c: list<bigint>>");
    decoding.decode(format, "{\"a\":1,\"b\":2,\"c\":3,\"d\":null,\"e\":[]}").assertGood();
  }

  @Test
  void namesWithoutEndDoNotFillTheMemory() {
    String nulls =
        IntStream.range(0, 30_000)
            .mapToObj(i -> "\"n" + i + "\":null")
            .collect(Collectors.joining(",", "{", ",\"v\":1}"));
    String values = nulls.replace("null", "0");

    var decoded = decoding.decode(JsonFormat.detected(), nulls, values);

    decoded.assertBad(
        1, "n9999", "the field would be one column more than format.max.columns allows (10000)");
    assertThat(decoded.types()).isEqualTo("v: bigint");
  }
}
