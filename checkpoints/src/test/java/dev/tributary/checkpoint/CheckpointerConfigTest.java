package dev.tributary.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.config.SettingValues;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CheckpointerConfigTest {
  @Test
  void theDefaultIsOneMebibyte() {
    assertThat(CheckpointerConfig.from(values(Map.of())))
        .isEqualTo(CheckpointerConfig.defaults())
        .isEqualTo(new CheckpointerConfig(1_048_576));
  }

  @Test
  void aLimitIsRead() {
    assertThat(CheckpointerConfig.from(values(Map.of("checkpoint.max.bytes", "2MB"))))
        .isEqualTo(new CheckpointerConfig(2 << 20));
  }

  @Test
  void aLimitOfNothingIsRefused() {
    assertThatThrownBy(() -> new CheckpointerConfig(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid checkpoint.max.bytes: must be at least 1, got 0");
  }

  private static SettingValues values(Map<String, String> texts) {
    return SettingValues.of(CheckpointerConfig.SETTINGS, texts);
  }
}
