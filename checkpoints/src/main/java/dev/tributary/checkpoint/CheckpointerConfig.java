package dev.tributary.checkpoint;

import dev.tributary.config.Setting;
import dev.tributary.config.SettingValues;
import dev.tributary.config.Settings;

/**
 * The limits of a {@link Checkpointer}.
 *
 * @param maxBytes size of the largest value that may be stored, in bytes; at least 1
 */
public record CheckpointerConfig(int maxBytes) {
  public static final Setting<Long> MAX_BYTES =
      Setting.bytes(
          "checkpoint.max.bytes",
          1 << 20,
          1,
          256 << 20,
          "Largest value that a checkpointer stores under one key.");

  public static final Settings SETTINGS = Settings.of(MAX_BYTES);

  public CheckpointerConfig {
    if (maxBytes < 1) {
      throw new IllegalArgumentException(
          "Invalid " + MAX_BYTES + ": must be at least 1, got " + maxBytes);
    }
  }

  public static CheckpointerConfig defaults() {
    return new CheckpointerConfig(1 << 20);
  }

  /** Reads the limits from checked values that know {@link #SETTINGS}. */
  public static CheckpointerConfig from(SettingValues values) {
    return new CheckpointerConfig(Math.toIntExact(values.get(MAX_BYTES)));
  }
}
