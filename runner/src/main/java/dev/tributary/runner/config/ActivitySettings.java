package dev.tributary.runner.config;

import dev.tributary.config.Setting;
import dev.tributary.config.Settings;
import java.util.List;

/** What connects an activity: where from, through what, where to. */
final class ActivitySettings {
  static final List<String> RECIPES = List.of("sync");

  static final Setting<String> INPUT =
      Setting.requiredText("input", "Id of the endpoint to read, a key under endpoints.");
  static final Setting<String> RECIPE =
      Setting.text(
          "recipe", "sync", "What happens to the rows: sync passes them through as they are.");
  static final Setting<String> TABLE =
      Setting.requiredText(
          "output.table", "Table to append to, as database.table; made with its first rows.");
  static final Settings SETTINGS = Settings.of(INPUT, RECIPE, TABLE);

  /** Beginning of the names of table settings. */
  static final String OUTPUT = "output.";

  private ActivitySettings() {}
}
