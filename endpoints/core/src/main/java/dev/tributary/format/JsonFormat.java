package dev.tributary.format;

import dev.tributary.schema.Schema;
import java.util.Objects;
import org.apache.arrow.memory.BufferAllocator;

/**
 * One JSON object (RFC 8259, UTF-8) a message, one row an object. Immutable and thread-safe.
 *
 * <p>Columns are <em>declared</em> ({@link #of(Schema)}) or <em>detected</em> from the messages
 * ({@link #detected()}, and unknown fields under {@link UnknownFields#ADD}). Declared columns keep
 * their type for ever; a declared struct may gain fields. Detected columns are {@code boolean},
 * {@code bigint}, {@code double}, {@code string}, structs and lists of these; text is never taken
 * for a date. A field that was only ever null, an empty list or an empty object is left out until a
 * value decides its type; rows in front of the call in which that happens hold null there. New
 * columns are the last of their level.
 *
 * <p>A detected {@code bigint} that meets {@code 1.5} becomes {@code double} in the schema that is
 * returned, even when it was returned as {@code bigint} before; whether the table can follow is the
 * sink's decision. Whole numbers beyond 2<sup>53</sup> are then rounded to the nearest double, as
 * they are in a declared {@code float} or {@code double}. Whole numbers beyond {@code bigint} are
 * no value of a detected column: declare a decimal or a double for them. A text that meets a number
 * (or any other pair of types) does not fit: the later message is bad.
 *
 * <p>What each type accepts; nothing is converted beyond it:
 *
 * <ul>
 *   <li>{@code boolean}: true, false.
 *   <li>{@code tinyint} to {@code bigint}: numbers that are whole and in range, {@code 1e3} too.
 *   <li>{@code float}, {@code double}: numbers, rounded to the nearest; not beyond the range.
 *   <li>{@code decimal(p,s)}: numbers that fit without rounding.
 *   <li>{@code string}: text. {@code binary}: base64 text (RFC 4648 section 4, padded).
 *   <li>{@code date}: {@code 2018-01-31} or {@code 2018/01/31}; whole numbers are days since 1970.
 *   <li>{@code timestamp}: numbers since 1970 by {@link EpochUnit}, with a fraction too; or
 *       ISO-8601 text: date, {@code T} or a space, hours and minutes, then seconds, up to nine
 *       digits of a fraction and {@code Z} or an offset as the text has them; a text without offset
 *       is UTC, a date alone is its midnight. {@code /} may stand for {@code -} in the date. Digits
 *       below the column's unit must be zero.
 * </ul>
 *
 * <p>A missing field is null; a column that is not null refuses both. When a name comes twice in
 * one object, the last one wins, and every one of them must fit. Invalid UTF-8, surrogates that
 * stand alone in a name or in a text that is kept, anything around the object but white space and a
 * leading byte order mark, NaN and Infinity, numbers of more than 1,000 and names of more than
 * 50,000 characters, an empty message and a message without value (a tombstone) do not fit.
 */
public final class JsonFormat implements MessageFormat {
  private static final JsonFormat DETECTED = new JsonFormat(Schema.empty(), JsonOptions.DEFAULTS);

  private final Schema declared;
  private final JsonOptions options;

  JsonFormat(Schema declared, JsonOptions options) {
    this.declared = Objects.requireNonNull(declared, "declared is null");
    this.options = options;
    if (declared.isEmpty() && options.unknownFields() != UnknownFields.ADD) {
      throw new IllegalArgumentException(
          "Cannot read JSON with unknown fields set to "
              + options.unknownFields()
              + ": no column is declared, so every field is unknown");
    }
    int leaves = LeafColumns.in(declared);
    if (leaves > options.maxColumns()) {
      throw new IllegalArgumentException(
          "Cannot read JSON into " + leaves + " columns: the limit is " + options.maxColumns());
    }
  }

  /** All columns are found out from the messages. */
  public static JsonFormat detected() {
    return DETECTED;
  }

  /**
   * These columns, and what {@link #withUnknownFields} says about others.
   *
   * @param declared may be empty: then as {@link #detected()}
   */
  public static JsonFormat of(Schema declared) {
    return new JsonFormat(declared, JsonOptions.DEFAULTS);
  }

  /**
   * What to do with fields without a column; default {@link UnknownFields#ADD}.
   *
   * @throws IllegalArgumentException when anything but ADD is asked for and no column is declared
   */
  public JsonFormat withUnknownFields(UnknownFields unknownFields) {
    return with(
        new JsonOptions(
            unknownFields,
            options.timestampUnit(),
            options.maxDepth(),
            options.maxMessageBytes(),
            options.maxColumns()));
  }

  /** What numbers in timestamp columns count; default {@link EpochUnit#AUTO}. */
  public JsonFormat withTimestampUnit(EpochUnit unit) {
    return with(
        new JsonOptions(
            options.unknownFields(),
            unit,
            options.maxDepth(),
            options.maxMessageBytes(),
            options.maxColumns()));
  }

  /** How deep objects and lists may nest, the message itself counted; 1 to 1000, default 64. */
  public JsonFormat withMaxDepth(int maxDepth) {
    return with(
        new JsonOptions(
            options.unknownFields(),
            options.timestampUnit(),
            maxDepth,
            options.maxMessageBytes(),
            options.maxColumns()));
  }

  /** How many bytes a message may have; 1 to 256 MiB, default 16 MiB. */
  public JsonFormat withMaxMessageBytes(int maxMessageBytes) {
    return with(
        new JsonOptions(
            options.unknownFields(),
            options.timestampUnit(),
            options.maxDepth(),
            maxMessageBytes,
            options.maxColumns()));
  }

  /** How many columns there may be, fields of structs counted; default 10,000. */
  public JsonFormat withMaxColumns(int maxColumns) {
    return with(
        new JsonOptions(
            options.unknownFields(),
            options.timestampUnit(),
            options.maxDepth(),
            options.maxMessageBytes(),
            maxColumns));
  }

  /** The declared columns; empty when all are detected. */
  public Schema declared() {
    return declared;
  }

  @Override
  public String name() {
    return "json";
  }

  @Override
  public MessageDecoder newDecoder(BufferAllocator allocator) {
    Objects.requireNonNull(allocator, "allocator is null");
    return new JsonMessageDecoder(declared, options, allocator);
  }

  @Override
  public String toString() {
    return "json" + declared.columns() + " " + options;
  }

  JsonOptions options() {
    return options;
  }

  private JsonFormat with(JsonOptions changed) {
    return new JsonFormat(declared, changed);
  }
}
