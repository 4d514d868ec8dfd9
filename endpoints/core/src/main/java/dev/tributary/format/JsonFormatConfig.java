package dev.tributary.format;

import dev.tributary.config.Setting;
import dev.tributary.config.SettingValues;
import dev.tributary.config.Settings;
import dev.tributary.schema.Schema;

/** The settings of {@link JsonFormat}. */
public final class JsonFormatConfig {
  public static final Setting<UnknownFields> UNKNOWN_FIELDS =
      Setting.choice(
          "format.unknown.fields",
          UnknownFields.class,
          JsonOptions.DEFAULTS.unknownFields(),
          "What to do with a field that no column is declared for.");

  public static final Setting<EpochUnit> TIMESTAMP_UNIT =
      Setting.choice(
          "format.timestamp.unit",
          EpochUnit.class,
          JsonOptions.DEFAULTS.timestampUnit(),
          "What a number in a timestamp column counts since 1970; auto tells it by magnitude.");

  public static final Setting<Long> MAX_DEPTH =
      Setting.number(
          "format.max.depth",
          JsonOptions.DEFAULTS.maxDepth(),
          1,
          JsonOptions.MAX_DEPTH,
          "How deep objects and lists of a message may nest.");

  public static final Setting<Long> MAX_MESSAGE_BYTES =
      Setting.bytes(
          "format.max.message.bytes",
          JsonOptions.DEFAULTS.maxMessageBytes(),
          1,
          JsonOptions.MAX_MESSAGE_BYTES,
          "How large a message may be.");

  public static final Setting<Long> MAX_COLUMNS =
      Setting.number(
          "format.max.columns",
          JsonOptions.DEFAULTS.maxColumns(),
          1,
          JsonOptions.MAX_COLUMNS,
          "How many columns there may be, fields of structs counted.");

  public static final Settings SETTINGS =
      Settings.of(UNKNOWN_FIELDS, TIMESTAMP_UNIT, MAX_DEPTH, MAX_MESSAGE_BYTES, MAX_COLUMNS);

  private JsonFormatConfig() {}

  /**
   * The format that these values describe.
   *
   * @param values of {@link #SETTINGS}, or of settings that hold them
   * @param declared the declared columns; empty to detect all
   * @throws IllegalArgumentException when the values do not go with the columns
   */
  public static JsonFormat from(SettingValues values, Schema declared) {
    return new JsonFormat(
        declared,
        new JsonOptions(
            values.get(UNKNOWN_FIELDS),
            values.get(TIMESTAMP_UNIT),
            Math.toIntExact(values.get(MAX_DEPTH)),
            Math.toIntExact(values.get(MAX_MESSAGE_BYTES)),
            Math.toIntExact(values.get(MAX_COLUMNS))));
  }
}
