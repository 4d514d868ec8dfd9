package dev.tributary.format;

import java.util.Objects;

/** How a {@link JsonFormat} reads; validated. */
record JsonOptions(
    UnknownFields unknownFields,
    EpochUnit timestampUnit,
    int maxDepth,
    int maxMessageBytes,
    int maxColumns) {
  static final int MAX_DEPTH = 1000;
  static final int MAX_MESSAGE_BYTES = 256 << 20;
  static final int MAX_COLUMNS = 1_000_000;
  static final JsonOptions DEFAULTS =
      new JsonOptions(UnknownFields.ADD, EpochUnit.AUTO, 64, 16 << 20, 10_000);

  JsonOptions {
    Objects.requireNonNull(unknownFields, "unknownFields is null");
    Objects.requireNonNull(timestampUnit, "timestampUnit is null");
    requireRange("maxDepth", maxDepth, MAX_DEPTH);
    requireRange("maxMessageBytes", maxMessageBytes, MAX_MESSAGE_BYTES);
    requireRange("maxColumns", maxColumns, MAX_COLUMNS);
  }

  private static void requireRange(String name, int value, int max) {
    if (value < 1 || value > max) {
      throw new IllegalArgumentException(
          "Invalid " + name + ": must be 1 to " + max + ", got " + value);
    }
  }
}
