package dev.tributary.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScalarColumnsTest {
  @RegisterExtension final Decoding decoding = new Decoding();

  @ParameterizedTest
  @CsvSource({
    "tinyint, 127, 127",
    "tinyint, -128, -128",
    "smallint, 32767, 32767",
    "smallint, -32768, -32768",
    "int, 2147483647, 2147483647",
    "int, -2147483648, -2147483648",
    "bigint, 9223372036854775807, 9223372036854775807",
    "bigint, -9223372036854775808, -9223372036854775808",
    "bigint, 9007199254740993, 9007199254740993",
    "int, 0, 0",
    "int, -0, 0",
    "int, 1.0, 1",
    "int, -12.000, -12",
    "int, 1e3, 1000",
    "int, 1.25E2, 125",
    "int, 1200e-2, 12",
    "int, 0e999999999, 0",
    "bigint, 9223372036854775807.0, 9223372036854775807",
    "bigint, 9.223372036854775807e18, 9223372036854775807",
    "bigint, -9223372036854775808.000, -9223372036854775808",
  })
  void aWholeNumberInRangeFitsAnIntegerColumn(String type, String literal, long expected) {
    Number value = (Number) decoding.decodeValue(type, literal).value("v");

    assertThat(value.longValue()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "tinyint, 128, which is out of range",
    "tinyint, -129, which is out of range",
    "smallint, 32768, which is out of range",
    "int, 2147483648, which is out of range",
    "int, 3e9, which is out of range",
    "bigint, 9223372036854775808, which is out of range",
    "bigint, -9223372036854775809, which is out of range",
    "bigint, 9223372036854775808.0, which is out of range",
    "bigint, 1e1000000000, which is out of range",
    "bigint, 1e99999999999, which is out of range",
    "int, 1.5, which is not whole",
    "int, 1e-3, which is not whole",
    "int, 1e-1000000000, which is not whole",
    "int, 1.23456789012345678901234567890, which is not whole",
  })
  void aNumberOutOfRangeOrNotWholeDoesNotFitAnIntegerColumn(
      String type, String literal, String why) {
    decoding
        .decodeValue(type, literal)
        .assertBad(0, "v", "expected " + type + ", got number " + literal + ", " + why);
  }

  @ParameterizedTest
  @CsvSource({
    "double, 12, 12",
    "double, 0.1, 0.1",
    "double, -1.5e-7, -1.5e-7",
    "double, 249.43152228274334, 249.43152228274334",
    "double, 1.7976931348623157e308, 1.7976931348623157e308",
    "double, 5e-324, 5e-324",
    "double, 1e-400, 0",
    "double, 9223372036854775807, 9223372036854775807",
    "double, 123456789012345678901234567890, 123456789012345678901234567890",
    "float, 16777217, 16777216",
    "float, 0.1, 0.1",
    "float, 3.4028235e38, 3.4028235e38",
  })
  void aNumberBecomesTheNearestFloatOrDouble(String type, String literal, String expected) {
    Object value = decoding.decodeValue(type, literal).value("v");

    if (type.equals("float")) {
      assertThat(value).isEqualTo(Float.parseFloat(expected));
    } else {
      assertThat(value).isEqualTo(Double.parseDouble(expected));
    }
  }

  @Test
  void minusZeroKeepsItsSignInADoubleColumn() {
    assertThat(decoding.decodeValue("double", "-0.0").value("v")).isEqualTo(-0.0d);
  }

  @ParameterizedTest
  @CsvSource({"double, 1e309", "double, -1e309", "float, 3.5e38", "float, -1e39"})
  void aNumberBeyondTheRangeOfAFloatOrDoubleDoesNotFit(String type, String literal) {
    decoding
        .decodeValue(type, literal)
        .assertBad(
            0, "v", "expected " + type + ", got number " + literal + ", which is out of range");
  }

  @ParameterizedTest
  @CsvSource({
    "'decimal(5,2)', 123.45, 123.45",
    "'decimal(5,2)', -999.99, -999.99",
    "'decimal(5,2)', 1, 1.00",
    "'decimal(5,2)', 1.5000, 1.50",
    "'decimal(5,2)', 1.2e2, 120.00",
    "'decimal(5,2)', 0e999999999, 0.00",
    "'decimal(18,0)', 999999999999999999, 999999999999999999",
    "'decimal(19,0)', 9223372036854775808, 9223372036854775808",
    "'decimal(20,0)', 18446744073709551615, 18446744073709551615",
    "'decimal(20,0)', -18446744073709551615, -18446744073709551615",
    "'decimal(38,18)', -12345678901234567890.123456789012345678, -12345678901234567890.123456789012345678",
    "'decimal(38,38)', 0.00000000000000000000000000000000000001, 1E-38",
  })
  void aDecimalIsKeptExactly(String type, String literal, BigDecimal expected) {
    assertThat(decoding.decodeValue(type, literal).value("v")).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "'decimal(5,2)', 1.234, more than 2 digits behind the point",
    "'decimal(5,2)', 1000, more than 3 digits in front of the point",
    "'decimal(5,2)', -1000.00, more than 3 digits in front of the point",
    "'decimal(5,2)', 1e1000000000, more than 3 digits in front of the point",
    "'decimal(5,2)', 1e-1000000000, more than 2 digits behind the point",
    "'decimal(38,0)', 100000000000000000000000000000000000000, more than 38 digits in front of the point",
  })
  void aDecimalIsNeverRounded(String type, String literal, String why) {
    decoding
        .decodeValue(type, literal)
        .assertBad(0, "v", "expected " + type + ", got number " + literal + ", which has " + why);
  }

  @Test
  void aDecimalWithAnExponentBeyondAllNumbersDoesNotFit() {
    decoding
        .decodeValue("decimal(5,2)", "1e99999999999")
        .assertBad(
            0, "v", "expected decimal(5,2), got number 1e99999999999, which is out of range");
  }

  @Test
  void booleansAreTrueAndFalse() {
    var decoded =
        decoding.decode(Decoding.column("boolean"), "{\"v\":true}", "{\"v\":false}", "{}");

    assertThat(decoded.assertGood().values("v")).containsExactly(true, false, null);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "boolean | 1 | number 1",
        "boolean | \"true\" | string \"true\"",
        "int | \"12\" | string \"12\"",
        "int | true | boolean true",
        "int | [1] | a list",
        "bigint | \"9007199254740993\" | string \"9007199254740993\"",
        "double | \"NaN\" | string \"NaN\"",
        "double | false | boolean false",
        "float | {} | an object",
        "decimal(5,2) | \"1.00\" | string \"1.00\"",
        "string | 12 | number 12",
        "string | 1.5e3 | number 1.5e3",
        "string | false | boolean false",
        "string | {\"a\":1} | an object",
        "string | [] | a list",
        "binary | 1 | number 1",
        "date | true | boolean true",
        "timestamp(us) | [] | a list",
        "timestamp(ns) | true | boolean true",
        "list<int> | 1 | number 1",
        "list<int> | {} | an object",
        "map<string, int> | [] | a list",
        "struct<a: int> | \"x\" | string \"x\"",
      })
  void nothingIsConvertedFromAnotherType(String type, String literal, String shown) {
    String name = type.matches("(list|map|struct).*") ? type.replaceAll("<.*", "") : type;

    decoding.decodeValue(type, literal).assertBad(0, "v", "expected " + name + ", got " + shown);
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "Infinity", "-Infinity", "+1", "01", ".5", "1.", "0x10"})
  void whatIsNoJsonNumberIsNoNumber(String literal) {
    var bad = decoding.decodeValue("double", literal).bad().orElseThrow();

    assertThat(bad.field()).isEmpty();
    assertThat(bad.reason()).startsWith("invalid JSON at byte ");
  }

  @ParameterizedTest
  @CsvSource({"'', ''", "AA==, AA==", "AAE=, AAE=", "AAEC, AAEC", "+/+/, +/+/", "/w==, /w=="})
  void binaryComesAsBase64(String literal, String expected) {
    assertThat(decoding.decodeValue("binary", '"' + literal + '"').value("v")).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A",
        "AA",
        "AAE",
        "AA=",
        "AB==",
        "AAF=",
        "A===",
        "====",
        "AA==AA==",
        "-_-_",
        "AA A",
        "AAé="
      })
  void whatIsNoBase64DoesNotFitABinaryColumn(String literal) {
    decoding
        .decodeValue("binary", '"' + literal + '"')
        .assertBad(0, "v", "expected binary, got string \"" + literal + "\", which is no base64");
  }

  @Test
  void aLongBinaryIsKept() {
    byte[] bytes = new byte[200_000];
    new java.util.Random(7).nextBytes(bytes);
    String text = java.util.Base64.getEncoder().encodeToString(bytes);

    assertThat(decoding.decodeValue("binary", '"' + text + '"').value("v")).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "2018-01-31, 17562",
    "2018/01/31, 17562",
    "1970-01-01, 0",
    "1969-12-31, -1",
    "0000-01-01, -719528",
    "9999-12-31, 2932896",
  })
  void aDateComesAsText(String text, int expected) {
    assertThat(decoding.decodeValue("date", '"' + text + '"').value("v")).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"17562, 17562", "-1, -1", "17562.0, 17562", "2147483647, 2147483647"})
  void aDateComesAsDaysSince1970(String literal, int expected) {
    assertThat(decoding.decodeValue("date", literal).value("v")).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2018-02-29",
        "1900-02-29",
        "2018-13-01",
        "2018-00-01",
        "2018-01-32",
        "2018-01-00",
        "2018-04-31",
        "2018-1-1",
        "2018-01/31",
        "2018/01-31",
        "18-01-31",
        "2018-01-31T00:00",
        "2018-01-31 ",
        "",
        "20180131",
        "yesterday"
      })
  void whatIsNoDateDoesNotFitADateColumn(String text) {
    decoding
        .decodeValue("date", '"' + text + '"')
        .assertBad(0, "v", "expected date, got string \"" + text + "\"");
  }

  @Test
  void daysBeyondTheRangeDoNotFitADateColumn() {
    decoding
        .decodeValue("date", "2147483648")
        .assertBad(0, "v", "expected date, got number 2147483648, which is out of range");
  }
}
