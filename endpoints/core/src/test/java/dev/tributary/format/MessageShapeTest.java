package dev.tributary.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.schema.Column;
import dev.tributary.schema.ColumnType;
import dev.tributary.schema.Schema;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageShapeTest {
  @RegisterExtension final Decoding decoding = new Decoding();

  @ParameterizedTest
  @ValueSource(strings = {"{\"v\":1}", " \t\r\n{ \"v\" : 1 } \t\r\n", "\uFEFF{\"v\":1}"})
  void aMessageIsOneObjectWithWhiteSpaceAndAByteOrderMarkAroundIt(String message) {
    assertThat(decoding.decode(Decoding.column("int"), message).value("v")).isEqualTo(1);
  }

  @Test
  void aMessageWithoutValueDoesNotFit() {
    decoding
        .decode(JsonFormat.detected(), "{\"v\":1}", null)
        .assertBad(1, "", "the message has no value");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\n", "\uFEFF"})
  void anEmptyMessageDoesNotFit(String message) {
    decoding.decode(JsonFormat.detected(), message).assertBad(0, "", "the message is empty");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[] | a list",
        "[{\"v\":1}] | a list",
        "null | null",
        "12 | number 12",
        "\"x\" | string \"x\"",
        "true | boolean true"
      })
  void whatIsNoObjectDoesNotFit(String message, String shown) {
    decoding
        .decode(JsonFormat.detected(), message)
        .assertBad(0, "", "expected an object, got " + shown);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"{\"v\":1}{\"v\":2} | 8", "{\"v\":1} [] | 9", "{\"v\":1} 1 | 9"})
  void aSecondValueDoesNotFit(String message, int at) {
    var bad = decoding.decode(Decoding.column("int"), message).bad().orElseThrow();

    assertThat(bad.field()).isEmpty();
    assertThat(bad.reason()).isEqualTo("something follows behind the object, at byte " + at);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"v\":1}x | invalid JSON at byte 8: Unrecognized token 'x'",
        "{\"v\":1}} | invalid JSON at byte 8: Unexpected close marker '}'",
        "{'v':1} | invalid JSON at byte 2: Unexpected character (''' (code 39))",
        "{\"v\":1,} | invalid JSON at byte 8: Unexpected character ('}' (code 125))",
        "{\"v\" 1} | invalid JSON at byte 6: Unexpected character ('1' (code 49))",
        "{\"v\":tru} | invalid JSON at byte 9: Unrecognized token 'tru'",
        "{\"v\":1 /* one */} | invalid JSON at byte 8: Unexpected character ('/' (code 47))",
        "{\"v\":[1,2} | invalid JSON at byte 10: Unexpected close marker '}'",
        "{\"v\":\"\\x\"} | invalid JSON at byte 8: Unrecognized character escape 'x'",
        "{\"v\":\"a\tb\"} | invalid JSON at byte 8: Illegal unquoted character ((CTRL-CHAR, code 9))",
      })
  void whatIsNoJsonIsToldWithItsPlace(String message, String reason) {
    var bad = decoding.decode(JsonFormat.detected(), message).bad().orElseThrow();

    assertThat(bad.field()).isEmpty();
    assertThat(bad.reason()).startsWith(reason).doesNotContain("Source", "Feature");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{", "{\"v\"", "{\"v\":", "{\"v\":1", "{\"v\":\"abc", "{\"v\":[1,", "{\"v\":{"})
  void aMessageThatWasCutOffDoesNotFit(String message) {
    decoding
        .decode(JsonFormat.detected(), "{\"w\":1}", message)
        .assertBad(1, "", "invalid JSON: the message ends in the middle");
  }

  @ParameterizedTest
  @MethodSource("invalidUtf8")
  void invalidUtf8DoesNotFitWhereverItStands(byte[] sequence) {
    for (String[] around :
        List.of(
            new String[] {"{\"v\":\"", "\"}"},
            new String[] {"{\"", "\":1}"},
            new String[] {"{\"v\":1}", ""},
            new String[] {"{\"v\":\"0123456789abcdef\u00e9", " and so on, and so on\"}"})) {
      byte[] front = Decoding.utf8(around[0]);
      byte[] back = Decoding.utf8(around[1]);
      byte[] message = Arrays.copyOf(front, front.length + sequence.length + back.length);
      System.arraycopy(sequence, 0, message, front.length, sequence.length);
      System.arraycopy(back, 0, message, front.length + sequence.length, back.length);

      for (JsonFormat format :
          List.of(
              JsonFormat.detected(),
              JsonFormat.of(Schema.of(Column.of("w", ColumnType.Primitive.INT)))
                  .withUnknownFields(UnknownFields.IGNORE))) {
        decoding
            .decoder(format)
            .decode(List.of(message))
            .assertBad(0, "", "invalid UTF-8 at byte " + (front.length + 1));
      }
    }
  }

  static List<byte[]> invalidUtf8() {
    return List.of(
        bytes(0x80), // continues nothing
        bytes(0xBF),
        bytes(0xC3), // ends too early
        bytes(0xE2, 0x82),
        bytes(0xF0, 0x9F, 0x98),
        bytes(0xC0, 0x80), // overlong
        bytes(0xC1, 0xBF),
        bytes(0xE0, 0x80, 0x80),
        bytes(0xE0, 0x9F, 0xBF),
        bytes(0xF0, 0x8F, 0xBF, 0xBF),
        bytes(0xED, 0xA0, 0x80), // a surrogate
        bytes(0xED, 0xBF, 0xBF),
        bytes(0xF4, 0x90, 0x80, 0x80), // beyond U+10FFFF
        bytes(0xF5, 0x80, 0x80, 0x80),
        bytes(0xFE),
        bytes(0xFF));
  }

  @Test
  void otherEncodingsDoNotFit() {
    String message = "{\"v\":1}";
    for (var charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      var bad =
          decoding
              .decoder(Decoding.column("int"))
              .decode(List.of(message.getBytes(charset)))
              .bad()
              .orElseThrow();
      assertThat(bad.reason()).matches("invalid JSON at byte [12]: a zero byte");
    }
    assertThat(
            decoding
                .decoder(Decoding.column("int"))
                .decode(List.of(message.getBytes(StandardCharsets.UTF_16)))
                .bad()
                .orElseThrow()
                .reason())
        .isEqualTo("invalid UTF-8 at byte 1");
  }

  @Test
  void textIsKeptToTheLastCharacter() {
    String text = "a\u0000\u007f\u0080\u07ff\u0800\ufffd\uffff\ud83d\ude00\udbff\udfff é 日本";
    String escaped =
        text.chars().mapToObj(c -> String.format("\\u%04x", c)).reduce("", String::concat);

    var decoded =
        decoding
            .decode(
                Decoding.column("string"),
                "{\"v\":\"" + escaped + "\"}",
                "{\"v\":\"" + text.replace("\u0000", "\\u0000") + "\"}",
                "{\"v\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"}",
                "{\"v\":\"\"}")
            .assertGood();

    assertThat(decoded.values("v")).containsExactly(text, text, "\"\\/\b\f\n\r\t", "");
  }

  @ParameterizedTest
  @ValueSource(ints = {21_844, 21_845, 21_846, 60_000, 100_000, 1_000_000})
  void aLongTextIsKept(int length) {
    String text = "日é😀x".repeat(length / 5 + 1).substring(0, length / 5 * 5);

    assertThat(decoding.decodeValue("string", '"' + text + '"').value("v")).isEqualTo(text);
    String wide = "日".repeat(length);
    assertThat(decoding.decodeValue("string", '"' + wide + '"').value("v")).isEqualTo(wide);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\\ud83d", "\\ude00", "\\ude00\\ud83d", "a\\ud83da", "\\ud83d\\ud83d\\ude00"})
  void aSurrogateThatStandsAloneDoesNotFit(String text) {
    var declared = decoding.decodeValue("string", '"' + text + '"').bad().orElseThrow();

    assertThat(declared.field()).isEqualTo("v");
    assertThat(declared.reason())
        .startsWith("expected string, got \"")
        .endsWith("\", in which a surrogate stands alone");
    assertThat(decoding.decode(JsonFormat.detected(), "{\"v\":\"" + text + "\"}").bad())
        .contains(declared);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\\ud83d", "\\ude00", "\\ude00\\ud83d", "a\\ud83da", "\\ud83d\\ud83d\\ude00"})
  void aSurrogateThatStandsAloneInANameDoesNotFit(String name) {
    for (JsonFormat format :
        List.of(
            JsonFormat.detected(), Decoding.column("int"), Decoding.column("map<string, int>"))) {
      for (String message : List.of("{\"" + name + "\":1}", "{\"v\":{\"" + name + "\":1}}")) {
        assertThat(decoding.decode(format, "{}", message).bad().orElseThrow().index()).isOne();
      }
    }
  }

  @Test
  void aMessageMayBeAsLongAsTheLimitAndNoLonger() {
    var format = Decoding.column("string").withMaxMessageBytes(20);

    decoding.decode(format, "{\"v\":\"012345678901\"}").assertGood();
    decoding
        .decode(format, "{\"v\":\"0123456789012\"}")
        .assertBad(
            0, "", "the message has 21 bytes, more than format.max.message.bytes allows (20)");
  }

  @Test
  void aMessageMayNestAsDeepAsTheLimitAndNoDeeper() {
    var format = JsonFormat.detected().withMaxDepth(5);
    String deep = "the message is nested deeper than format.max.depth allows (5)";

    decoding.decode(format, "{\"a\":[[[[1]]]]}", "{\"b\":{\"c\":{\"d\":{\"e\":{}}}}}").assertGood();
    decoding.decode(format, "{\"a\":[[[[[1]]]]]}").assertBad(0, "", deep);
    decoding.decode(format, "{\"a\":{\"b\":{\"c\":{\"d\":{\"e\":{}}}}}}").assertBad(0, "", deep);
    decoding
        .decode(
            Decoding.column("int").withMaxDepth(5).withUnknownFields(UnknownFields.IGNORE),
            "{\"x\":[[[[[[[[[")
        .assertBad(0, "", deep);
  }

  @Test
  void nestingWithoutEndDoesNotFit() {
    decoding
        .decode(JsonFormat.detected(), "{\"a\":" + "[".repeat(1_000_000))
        .assertBad(0, "", "the message is nested deeper than format.max.depth allows (64)");
    decoding
        .decode(JsonFormat.detected().withMaxDepth(1000), "{\"a\":" + "{\"a\":".repeat(100_000))
        .assertBad(0, "", "the message is nested deeper than format.max.depth allows (1000)");
  }

  @Test
  void aNumberOfThousandsOfDigitsDoesNotFit() {
    var bad = decoding.decodeValue("double", "1".repeat(2000)).bad().orElseThrow();

    assertThat(bad.reason())
        .startsWith("invalid JSON at byte ")
        .endsWith("Number value length (2000) exceeds the maximum allowed (1000)");
  }

  @Test
  void aLongOrDirtyValueIsMadeReadableInTheReason() {
    decoding
        .decodeValue("int", "\"" + "x".repeat(500) + "\"")
        .assertBad(0, "v", "expected int, got string \"" + "x".repeat(80) + "…\"");
    decoding
        .decodeValue("int", "\"a\\n\\u0007\\\"\\\\\\u202e\"")
        .assertBad(0, "v", "expected int, got string \"a\\u000a\\u0007\\\"\\\\\\u202e\"");
    decoding
        .decodeValue("int", "1" + "0".repeat(200))
        .assertBad(
            0, "v", "expected int, got number 1" + "0".repeat(79) + "…, which is out of range");
    decoding
        .decodeValue("int", "\"" + "x".repeat(79) + "😀\"")
        .assertBad(0, "v", "expected int, got string \"" + "x".repeat(79) + "…\"");
  }

  @Test
  void aLongNameIsCutInThePath() {
    var bad =
        decoding
            .decode(
                Decoding.column("map<string, int>"), "{\"v\":{\"" + "k".repeat(9999) + "\":true}}")
            .bad()
            .orElseThrow();

    assertThat(bad.field()).isEqualTo("v." + "k".repeat(298) + "…");
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }
}
