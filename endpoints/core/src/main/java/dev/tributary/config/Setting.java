package dev.tributary.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One setting, declared once: its canonical dotted name, type, default, range and the sentence that
 * explains it. The reference page, validation and every face of the product come from this
 * declaration. Immutable.
 *
 * @param <T> type of the value
 */
public final class Setting<T> {
  private final String name;
  private final String type;
  private final String range;
  private final T defaultValue;
  private final boolean required;
  private final boolean secret;
  private final String sentence;
  private final List<String> aliases;
  private final Function<String, T> reader;

  private Setting(
      String name,
      String type,
      String range,
      T defaultValue,
      boolean required,
      boolean secret,
      String sentence,
      List<String> aliases,
      Function<String, T> reader) {
    this.name = Objects.requireNonNull(name, "name is null");
    this.type = type;
    this.range = range;
    this.defaultValue = defaultValue;
    this.required = required;
    this.secret = secret;
    this.sentence = Objects.requireNonNull(sentence, "sentence is null");
    this.aliases = List.copyOf(aliases);
    this.reader = reader;
  }

  /** Free text. */
  public static Setting<String> text(String name, String defaultValue, String sentence) {
    return new Setting<>(
        name, "text", "", defaultValue, false, false, sentence, List.of(), Setting::notBlank);
  }

  /** Free text that must be given. */
  public static Setting<String> requiredText(String name, String sentence) {
    return new Setting<>(
        name, "text", "", null, true, false, sentence, List.of(), Setting::notBlank);
  }

  /** Text that is never shown. */
  public static Setting<String> secret(String name, String sentence) {
    return new Setting<>(
        name, "secret", "", null, false, true, sentence, List.of(), Setting::notBlank);
  }

  /** A whole number from {@code min} to {@code max}. */
  public static Setting<Long> number(
      String name, long defaultValue, long min, long max, String sentence) {
    return new Setting<>(
        name,
        "number",
        rangeText(min, max),
        defaultValue,
        false,
        false,
        sentence,
        List.of(),
        text -> inRange(text, min, max));
  }

  /**
   * A whole number of bytes from {@code min} to {@code max}; {@code 64MB}, {@code 1GB} (powers of
   * 1024) are read too.
   */
  public static Setting<Long> bytes(
      String name, long defaultValue, long min, long max, String sentence) {
    return new Setting<>(
        name,
        "bytes",
        rangeText(min, max),
        defaultValue,
        false,
        false,
        sentence,
        List.of(),
        text -> inRange(expandBytes(text), min, max));
  }

  /** A duration in milliseconds, by convention of the name {@code *.ms}. */
  public static Setting<Duration> millis(
      String name, long defaultValue, long min, long max, String sentence) {
    return new Setting<>(
        name,
        "milliseconds",
        rangeText(min, max),
        Duration.ofMillis(defaultValue),
        false,
        false,
        sentence,
        List.of(),
        text -> Duration.ofMillis(inRange(text, min, max)));
  }

  /** {@code true} or {@code false}. */
  public static Setting<Boolean> flag(String name, boolean defaultValue, String sentence) {
    return new Setting<>(
        name,
        "flag",
        "true, false",
        defaultValue,
        false,
        false,
        sentence,
        List.of(),
        text ->
            switch (text.trim().toLowerCase(Locale.ROOT)) {
              case "true" -> true;
              case "false" -> false;
              default -> throw new IllegalArgumentException("must be true or false");
            });
  }

  /** One constant of an enum, written in lower case with dashes. */
  public static <E extends Enum<E>> Setting<E> choice(
      String name, Class<E> type, E defaultValue, String sentence) {
    String all =
        Arrays.stream(type.getEnumConstants())
            .map(Setting::dashed)
            .collect(Collectors.joining(", "));
    return new Setting<>(
        name,
        "choice",
        all,
        defaultValue,
        false,
        false,
        sentence,
        List.of(),
        text ->
            Arrays.stream(type.getEnumConstants())
                .filter(constant -> dashed(constant).equalsIgnoreCase(text.trim()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of " + all)));
  }

  /** The same setting that answers to these names too. */
  public Setting<T> alsoKnownAs(String... names) {
    return new Setting<>(
        name, type, range, defaultValue, required, secret, sentence, List.of(names), reader);
  }

  public String name() {
    return name;
  }

  /** Kind of value, for the reference page. */
  public String type() {
    return type;
  }

  /** Allowed values, for the reference page; empty when anything goes. */
  public String range() {
    return range;
  }

  /** The default; empty when there is none. */
  public Optional<T> defaultValue() {
    return Optional.ofNullable(defaultValue);
  }

  /** Whether a value must be given. */
  public boolean required() {
    return required;
  }

  /** Whether the value must never be shown. */
  public boolean secret() {
    return secret;
  }

  public String sentence() {
    return sentence;
  }

  public List<String> aliases() {
    return aliases;
  }

  /**
   * Reads a value.
   *
   * @throws IllegalArgumentException when the text is none; the message says what it must be and
   *     holds no value of a secret
   */
  public T read(String text) {
    return reader.apply(text);
  }

  /** The default as text, as a person would write it; empty when there is none. */
  public String defaultText() {
    if (defaultValue == null) {
      return "";
    }
    if (defaultValue instanceof Duration duration) {
      return Long.toString(duration.toMillis());
    }
    return defaultValue instanceof Enum<?> constant ? dashed(constant) : defaultValue.toString();
  }

  @Override
  public String toString() {
    return name;
  }

  private static String notBlank(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("must not be blank");
    }
    return text;
  }

  private static String dashed(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String rangeText(long min, long max) {
    return max == Long.MAX_VALUE ? "at least " + min : min + " to " + max;
  }

  private static long inRange(String text, long min, long max) {
    long value;
    try {
      value = Long.parseLong(text.trim());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("must be a whole number, " + rangeText(min, max));
    }
    if (value < min || value > max) {
      throw new IllegalArgumentException("must be a whole number, " + rangeText(min, max));
    }
    return value;
  }

  private static String expandBytes(String text) {
    String trimmed = text.trim().toUpperCase(Locale.ROOT);
    List<String> units = List.of("KB", "MB", "GB", "TB");
    for (int i = 0; i < units.size(); i++) {
      if (trimmed.endsWith(units.get(i))) {
        String digits = trimmed.substring(0, trimmed.length() - 2).trim();
        try {
          return Long.toString(Math.multiplyExact(Long.parseLong(digits), 1L << (10 * (i + 1))));
        } catch (NumberFormatException | ArithmeticException e) {
          return text;
        }
      }
    }
    return text;
  }
}
