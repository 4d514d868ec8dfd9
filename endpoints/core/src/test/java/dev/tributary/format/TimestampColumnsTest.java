package dev.tributary.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.schema.Column;
import dev.tributary.schema.ColumnType;
import dev.tributary.schema.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimestampColumnsTest {
  @RegisterExtension final Decoding decoding = new Decoding();

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1517363399, 1517363399000000",
    "99999999999, 99999999999000000",
    "100000000000, 100000000000000",
    "1517363399650, 1517363399650000",
    "99999999999999, 99999999999999000",
    "100000000000000, 100000000000000",
    "1517363399650123, 1517363399650123",
    "99999999999999999, 99999999999999999",
    "100000000000000000, 100000000000000",
    "1517363399650123000, 1517363399650123",
    "-1517363399, -1517363399000000",
    "-1517363399650, -1517363399650000",
    "-9223372036854775000, -9223372036854775",
    "1517363399.650, 1517363399650000",
    "1517363399.650123, 1517363399650123",
    "1517363399.650123000, 1517363399650123",
    "-0.000001, -1",
    "1517363399650.5, 1517363399650500",
    "1517363399650.125, 1517363399650125",
    "1.51736339965e12, 1517363399650000",
  })
  void theUnitOfANumberIsToldByItsMagnitude(String literal, long micros) {
    assertThat(decoding.decodeValue("timestamp(us)", literal).value("v")).isEqualTo(micros);
  }

  @ParameterizedTest
  @CsvSource({
    "S, 1517363399650, 1517363399650000000",
    "MS, 1517363399, 1517363399000",
    "US, 1517363399, 1517363399",
    "NS, 1517363399000, 1517363399",
    "MS, 0.5, 500",
  })
  void theUnitOfANumberCanBeSet(EpochUnit unit, String literal, long micros) {
    var decoded =
        decoding.decode(
            Decoding.column("timestamp(us)").withTimestampUnit(unit), "{\"v\":" + literal + "}");

    assertThat(decoded.value("v")).isEqualTo(micros);
  }

  @ParameterizedTest
  @CsvSource({
    "1517363399, 1517363399000000000",
    "1517363399.123456789, 1517363399123456789",
    "1517363399650123456, 1517363399650123456",
    "9223372036, 9223372036000000000",
    "9223372036854775807, 9223372036854775807",
    "-9223372036854775808, -9223372036854775808",
  })
  void nanosecondsAreKeptInAColumnOfNanoseconds(String literal, long nanos) {
    assertThat(decoding.decodeValue("timestamp(ns)", literal).value("v")).isEqualTo(nanos);
  }

  @ParameterizedTest
  @CsvSource({
    "timestamp(ns), 9223372037",
    "timestamp(ns), 99999999999",
    "timestamp(us), 9223372036854775808",
    "timestamp(us), 1e30",
    "timestamp(us), 1e1000000000",
  })
  void aNumberBeyondTheRangeDoesNotFit(String type, String literal) {
    decoding
        .decodeValue(type, literal)
        .assertBad(
            0, "v", "expected " + type + ", got number " + literal + ", which is out of range");
  }

  @ParameterizedTest
  @CsvSource({"1517363399.6501234", "1517363399650123456", "1e-1000000000"})
  void digitsBelowTheUnitOfTheColumnAreNotCutOff(String literal) {
    decoding
        .decodeValue("timestamp(us)", literal)
        .assertBad(
            0,
            "v",
            "expected timestamp(us), got number "
                + literal
                + ", which has digits below a microsecond; timestamp(ns) has room for them");
  }

  @Test
  void digitsBelowANanosecondDoNotFitAnyColumn() {
    decoding
        .decodeValue("timestamp(ns)", "1517363399.1234567891")
        .assertBad(
            0,
            "v",
            "expected timestamp(ns), got number 1517363399.1234567891,"
                + " which has digits below a nanosecond");
  }

  @ParameterizedTest
  @CsvSource({
    "2001/01/01 00:47, 978310020000000",
    "2018-01-31T01:49:59.650Z, 1517363399650000",
    "2018-01-31T01:49:59.650123000Z, 1517363399650123",
    "2018-01-31 02:49:59.65+01:00, 1517363399650000",
    "2018-01-31, 1517356800000000",
    "0000-01-01T00:00Z, -62167219200000000",
    "9999-12-31T23:59:59.999999Z, 253402300799999999",
  })
  void textBecomesMicroseconds(String text, long micros) {
    assertThat(decoding.decodeValue("timestamp", '"' + text + '"').value("v")).isEqualTo(micros);
  }

  @ParameterizedTest
  @CsvSource({
    "2018-01-31T01:49:59.123456789Z, 1517363399123456789",
    "2262-04-11T23:47:16.854775807Z, 9223372036854775807",
    "1677-09-21T00:12:43.145224192Z, -9223372036854775808",
  })
  void textBecomesNanoseconds(String text, long nanos) {
    assertThat(decoding.decodeValue("timestamp(ns)", '"' + text + '"').value("v")).isEqualTo(nanos);
  }

  @ParameterizedTest
  @CsvSource({
    "2262-04-11T23:47:16.854775808Z",
    "1677-09-21T00:12:43.145224191Z",
    "9999-12-31",
    "0000-01-01"
  })
  void textBeyondTheRangeOfNanosecondsDoesNotFit(String text) {
    decoding
        .decodeValue("timestamp(ns)", '"' + text + '"')
        .assertBad(
            0, "v", "expected timestamp(ns), got string \"" + text + "\", which is out of range");
  }

  @Test
  void textWithDigitsBelowAMicrosecondDoesNotFitAColumnOfMicroseconds() {
    decoding
        .decodeValue("timestamp(us)", "\"2018-01-31T01:49:59.123456789Z\"")
        .assertBad(
            0,
            "v",
            "expected timestamp(us), got string \"2018-01-31T01:49:59.123456789Z\","
                + " which has digits below a microsecond; timestamp(ns) has room for them");
  }

  @Test
  void textThatIsNoMomentDoesNotFit() {
    decoding
        .decodeValue("timestamp(us)", "\"2001/13/01 00:47\"")
        .assertBad(0, "v", "expected timestamp(us), got string \"2001/13/01 00:47\"");
  }

  @Test
  void aTimestampWithinAListOfStructsIsNamedWithItsPlace() {
    var format =
        JsonFormat.of(
            Schema.of(Column.of("events", ColumnType.parse("list<struct<at: timestamp>>"))));

    decoding
        .decode(format, "{\"events\":[{\"at\":1},{\"at\":\"soon\"}]}")
        .assertBad(0, "events[1].at", "expected timestamp(us), got string \"soon\"");
  }
}
