package dev.tributary.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
  private static final Setting<Long> ONE =
      Setting.number("one.ms", 1, 0, Long.MAX_VALUE, "The first.").alsoKnownAs("oneMS");
  private static final Setting<String> TWO = Setting.text("two", "2", "The second.");

  @Test
  void aSettingIsFoundByNameAndByAlias() {
    Settings settings = Settings.of(ONE).and(Settings.of(TWO));

    assertThat(settings.all().toString()).isEqualTo("[one.ms, two]");
    assertThat(settings.find("one.ms").orElseThrow())
        .isSameAs(settings.find("oneMS").orElseThrow());
    assertThat(settings.find("three")).isEmpty();
    assertThat(settings.didYouMean("twoo")).contains("two");
  }

  @Test
  void aNameIsDeclaredOnlyOnce() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Settings.of(ONE, Setting.text("oneMS", "", "Again.")))
        .withMessage("Invalid settings: oneMS is declared twice");
  }

  @Test
  void aDeclarationTellsWhatTheReferencePageNeeds() {
    assertThat(ONE.type()).isEqualTo("number");
    assertThat(ONE.range()).isEqualTo("at least 0");
    assertThat(ONE.defaultText()).isEqualTo("1");
    assertThat(ONE.sentence()).isEqualTo("The first.");
    assertThat(ONE.aliases()).containsExactly("oneMS");
    assertThat(ONE.required()).isFalse();
    assertThat(Setting.millis("d.ms", 1500, 0, 9000, "A time.").defaultText()).isEqualTo("1500");
    assertThat(Setting.requiredText("t", "A text.").required()).isTrue();
    assertThat(Setting.secret("s", "A secret.").secret()).isTrue();
    assertThat(Setting.secret("s", "A secret.").defaultText()).isEmpty();
    assertThat(
            Setting.choice("c", Thread.State.class, Thread.State.TIMED_WAITING, "A state.")
                .defaultText())
        .isEqualTo("timed-waiting");
  }

  @ParameterizedTest
  @CsvSource({
    "bootstrap.server, bootstrap.servers",
    "TOPIC, topic",
    "tpoic, topic",
    "commit.intervall.ms, commit.interval.ms",
    "interval, ",
    "completely-different, "
  })
  void theNearestNameIsMeantWhenItIsNear(String mistyped, String meant) {
    List<String> known = Arrays.asList("topic", "bootstrap.servers", "commit.interval.ms");

    assertThat(DidYouMean.among(known, mistyped).orElse(null)).isEqualTo(meant);
  }

  @Test
  void amongNoNamesNoneIsMeant() {
    assertThat(DidYouMean.among(List.of(), "topic")).isEmpty();
  }
}
