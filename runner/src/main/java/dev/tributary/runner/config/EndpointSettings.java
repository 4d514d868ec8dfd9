package dev.tributary.runner.config;

import dev.tributary.config.Setting;
import dev.tributary.config.Settings;
import java.util.List;

/** What an endpoint has whatever its type. */
final class EndpointSettings {
  static final List<String> TYPES = List.of("kafka");
  static final List<String> FORMATS = List.of("json");

  static final Setting<String> TYPE =
      Setting.requiredText("type", "Kind of the stream: " + String.join(", ", TYPES) + ".");
  static final Setting<String> FORMAT =
      Setting.text(
          "format",
          "json",
          "How the bytes of a message become columns: " + String.join(", ", FORMATS) + ".");
  static final Settings SETTINGS = Settings.of(TYPE, FORMAT);

  private EndpointSettings() {}
}
