package dev.tributary.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampTextTest {
  private final TimestampText reader = new TimestampText();

  @ParameterizedTest
  @CsvSource({
    "2018-01-31T01:49:59Z, 2018-01-31T01:49:59Z",
    "2018-01-31t01:49:59z, 2018-01-31T01:49:59Z",
    "2018-01-31 01:49:59, 2018-01-31T01:49:59Z",
    "2018-01-31 01:49, 2018-01-31T01:49:00Z",
    "2018/01/31 01:49, 2018-01-31T01:49:00Z",
    "2018-01-31, 2018-01-31T00:00:00Z",
    "2018/01/31, 2018-01-31T00:00:00Z",
    "2018-01-31T01:49:59.1, 2018-01-31T01:49:59.100Z",
    "2018-01-31T01:49:59.123456789Z, 2018-01-31T01:49:59.123456789Z",
    "2018-01-31T01:49:59+01:00, 2018-01-31T00:49:59Z",
    "2018-01-31T01:49:59+0100, 2018-01-31T00:49:59Z",
    "2018-01-31T01:49:59-01, 2018-01-31T02:49:59Z",
    "2018-01-31T01:49+05:30, 2018-01-30T20:19:00Z",
    "2018-01-31T01:49:59-18:00, 2018-01-31T19:49:59Z",
    "2018-01-31T01:49:59-00:00, 2018-01-31T01:49:59Z",
    "2000-02-29, 2000-02-29T00:00:00Z",
    "1969-12-31T23:59:59.999999999Z, 1969-12-31T23:59:59.999999999Z",
  })
  void readsAllItsForms(String text, Instant expected) {
    assertThat(moment(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2018",
        "2018-01",
        "2018-01-31T",
        "2018-01-31T01",
        "2018-01-31T01:",
        "2018-01-31T1:49",
        "2018-01-31T24:00",
        "2018-01-31T01:60",
        "2018-01-31T01:49:60",
        "2018-01-31T23:59:60Z",
        "2018-01-31T01:49:",
        "2018-01-31T01:49:59.",
        "2018-01-31T01:49:59.Z",
        "2018-01-31T01:49:59,5",
        "2018-01-31T01:49:59.1234567890",
        "2018-01-31T01:49:59+",
        "2018-01-31T01:49:59+1",
        "2018-01-31T01:49:59+01:",
        "2018-01-31T01:49:59+01:0",
        "2018-01-31T01:49:59+01:60",
        "2018-01-31T01:49:59+18:01",
        "2018-01-31T01:49:59+19",
        "2018-01-31T01:49:59+01:00Z",
        "2018-01-31T01:49:59 Z",
        "2018-01-31T01:49:59ZZ",
        "2018-01-31Z",
        "2018-01-31  01:49",
        " 2018-01-31",
        "2018-01-31 ",
        "2018-02-29T00:00",
        "2100-02-29T00:00",
        "2018-01/31T00:00",
        "2018/01-31T00:00",
        "-2018-01-31",
        "+12018-01-31",
        "2018-W05-3",
        "20180131T014959Z",
        "２０１８-01-31",
        "1517363399"
      })
  void refusesEverythingElse(String text) {
    assertThat(reader.readMoment(text.toCharArray(), 0, text.length())).as(text).isFalse();
  }

  @Test
  void readsOnlyTheGivenPartOfTheCharacters() {
    char[] text = "x2018-01-31T01:49:59Z9".toCharArray();

    assertThat(reader.readMoment(text, 1, 20)).isTrue();
    assertThat(Instant.ofEpochSecond(reader.seconds(), reader.nanos()))
        .isEqualTo(Instant.parse("2018-01-31T01:49:59Z"));
  }

  @Test
  void knowsEveryDayOfTwoCenturies() {
    LocalDate end = LocalDate.of(2104, 3, 2);
    for (LocalDate day = LocalDate.of(1896, 2, 1); day.isBefore(end); day = day.plusDays(1)) {
      assertDay(day);
    }
  }

  @Test
  void knowsTheLeapDaysOfTenThousandYears() {
    for (int year = 0; year <= 9999; year++) {
      LocalDate march = LocalDate.of(year, 3, 1);
      assertDay(march);
      assertDay(march.minusDays(1));
      String leapDay = "%04d-02-29".formatted(year);
      assertThat(reader.readDate(leapDay.toCharArray(), 0, 10)).isEqualTo(march.isLeapYear());
    }
  }

  @Test
  void agreesWithTheJdkOnRandomMoments() {
    Random random = new Random(20180131);
    for (int i = 0; i < 20_000; i++) {
      OffsetDateTime moment =
          Instant.ofEpochSecond(
                  random.nextLong(-62_135_510_400L, 253_402_214_400L),
                  random.nextInt(1_000_000_000))
              .atOffset(ZoneOffset.ofTotalSeconds(60 * random.nextInt(-18 * 60, 18 * 60 + 1)));

      assertThat(moment(moment.toString())).isEqualTo(moment.toInstant());
    }
  }

  private void assertDay(LocalDate day) {
    char[] text = day.toString().toCharArray();
    assertThat(reader.readDate(text, 0, text.length)).isTrue();
    assertThat(reader.day()).isEqualTo(day.toEpochDay());
  }

  private Instant moment(String text) {
    assertThat(reader.readMoment(text.toCharArray(), 0, text.length())).as(text).isTrue();
    return Instant.ofEpochSecond(reader.seconds(), reader.nanos());
  }
}
