package dev.tributary.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class SettingValuesTest {
  private static final Setting<String> TOPIC = Setting.requiredText("topic", "The topic to read.");
  private static final Setting<String> PASSWORD = Setting.secret("password", "The password.");
  private static final Setting<Duration> DELAY =
      Setting.millis("delay.ms", 1000, 0, 60_000, "How long to wait.")
          .alsoKnownAs("initialDelayMS");
  private static final Setting<Long> SIZE =
      Setting.bytes("max.bytes", 1024, 1, Long.MAX_VALUE, "How much.");
  private static final Setting<Long> PARTS = Setting.number("parts", 4, 1, 10, "How many.");
  private static final Setting<Boolean> STRICT = Setting.flag("strict", true, "How.");
  private static final Setting<Fruit> FRUIT =
      Setting.choice("fruit", Fruit.class, Fruit.RED_APPLE, "Which.");
  private static final Settings SETTINGS =
      Settings.of(TOPIC, PASSWORD, DELAY, SIZE, PARTS, STRICT, FRUIT);

  enum Fruit {
    RED_APPLE,
    PEAR
  }

  @Test
  void whatIsNotGivenHasItsDefault() {
    SettingValues values = SettingValues.of(SETTINGS, Map.of("topic", "t"));

    assertThat(values.get(TOPIC)).isEqualTo("t");
    assertThat(values.get(DELAY)).isEqualTo(Duration.ofSeconds(1));
    assertThat(values.get(SIZE)).isEqualTo(1024);
    assertThat(values.get(PARTS)).isEqualTo(4);
    assertThat(values.get(STRICT)).isTrue();
    assertThat(values.get(FRUIT)).isEqualTo(Fruit.RED_APPLE);
    assertThat(values.find(PASSWORD)).isEmpty();
    assertThat(values.isGiven(TOPIC)).isTrue();
    assertThat(values.isGiven(DELAY)).isFalse();
  }

  @Test
  void whatHasNeitherValueNorDefaultCannotBeRead() {
    SettingValues values = SettingValues.of(SETTINGS, Map.of("topic", "t"));

    assertThatThrownBy(() -> values.get(PASSWORD))
        .isInstanceOf(NoSuchElementException.class)
        .hasMessage("Cannot read setting password: it has no value");
  }

  @Test
  void valuesAreReadFromTheirTexts() {
    SettingValues values =
        SettingValues.of(
            SETTINGS,
            Map.of(
                "topic", "t",
                "delay.ms", " 250 ",
                "max.bytes", "64MB",
                "parts", "10",
                "strict", "FALSE",
                "fruit", "red-apple"));

    assertThat(values.get(DELAY)).isEqualTo(Duration.ofMillis(250));
    assertThat(values.get(SIZE)).isEqualTo(64L << 20);
    assertThat(values.get(PARTS)).isEqualTo(10);
    assertThat(values.get(STRICT)).isFalse();
    assertThat(values.get(FRUIT)).isEqualTo(Fruit.RED_APPLE);
  }

  @Test
  void allProblemsAreReportedTogether() {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("tpoic", "t");
    texts.put("delay.ms", "soon");
    texts.put("parts", "11");
    texts.put("strict", "yes");
    texts.put("fruit", "plum");
    texts.put("max.bytes", "9999999999TB");
    texts.put("password", " ");
    texts.put("zzzzzzzzzzzzz", "x");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> SettingValues.of(SETTINGS, texts))
        .withMessage(
            """
            Cannot use tpoic: no such setting; did you mean topic?
            Cannot use delay.ms: must be a whole number, 0 to 60000, got "soon"
            Cannot use parts: must be a whole number, 1 to 10, got "11"
            Cannot use strict: must be true or false, got "yes"
            Cannot use fruit: must be one of red-apple, pear, got "plum"
            Cannot use max.bytes: must be a whole number, at least 1, got "9999999999TB"
            Cannot use password: must not be blank
            Cannot use zzzzzzzzzzzzz: no such setting
            Cannot do without topic: The topic to read.""");
  }

  @Test
  void whatWasRightIsKeptBesideTheProblems() {
    List<SettingValues.Problem> problems = new ArrayList<>();

    SettingValues values =
        SettingValues.check(SETTINGS, Map.of("topic", "t", "parts", "none"), problems);

    assertThat(values.get(TOPIC)).isEqualTo("t");
    assertThat(problems)
        .containsExactly(
            new SettingValues.Problem(
                "parts", "Cannot use parts: must be a whole number, 1 to 10, got \"none\""));
  }

  @Test
  void aTextThatIsMissingIsAProblem() {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("topic", null);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> SettingValues.of(SETTINGS, texts))
        .withMessage("Cannot use topic: it has no value");
  }

  @Test
  void anAliasStandsForItsSetting() {
    SettingValues values = SettingValues.of(SETTINGS, Map.of("topic", "t", "initialDelayMS", "5"));

    assertThat(values.get(DELAY)).isEqualTo(Duration.ofMillis(5));
  }

  @Test
  void aSettingAndItsAliasCannotBothBeGiven() {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("topic", "t");
    texts.put("delay.ms", "5");
    texts.put("initialDelayMS", "6");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> SettingValues.of(SETTINGS, texts))
        .withMessage("Cannot use initialDelayMS: delay.ms is given twice");
  }

  @Test
  void secretsAreMasked() {
    SettingValues values = SettingValues.of(SETTINGS, Map.of("topic", "t", "password", "hunter2"));

    assertThat(values).hasToString("topic=t, password=****");
    assertThat(values.get(PASSWORD)).isEqualTo("hunter2");
  }
}
