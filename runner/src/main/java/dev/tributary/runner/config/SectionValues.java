package dev.tributary.runner.config;

import dev.tributary.config.SettingValues;
import dev.tributary.config.Settings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The values of one section that were right, and where each came from. */
final class SectionValues {
  private static final Pattern OPENING = Pattern.compile("^(Cannot use|Invalid) ");

  private final Section section;
  private final Map<Section.Part, Map<String, String>> texts;
  private final Map<String, Given> given;
  private final Map<String, String> open;
  private final List<EffectiveValue> effective;

  SectionValues(
      Section section,
      Map<Section.Part, Map<String, String>> texts,
      Map<String, Given> given,
      Map<String, String> open,
      List<EffectiveValue> effective) {
    this.section = section;
    this.texts = texts;
    this.given = given;
    this.open = open;
    this.effective = effective;
  }

  Section section() {
    return section;
  }

  List<EffectiveValue> effective() {
    return effective;
  }

  /** The values of one room's settings, by the room's own names. */
  SettingValues of(Settings settings) {
    Map<String, String> own = new LinkedHashMap<>();
    texts.forEach(
        (part, values) -> {
          if (part.settings() == settings) {
            own.putAll(values);
          }
        });
    return SettingValues.check(settings, own, new ArrayList<>());
  }

  /** What was passed on unchecked under a beginning of names, without that beginning. */
  Map<String, String> open(String begin) {
    Map<String, String> passed = new LinkedHashMap<>();
    open.forEach(
        (name, text) -> {
          if (name.startsWith(begin)) {
            passed.put(name.substring(begin.length()), text);
          }
        });
    return passed;
  }

  /** Where a local name was given; the beginning of the section when it was not. */
  Origin origin(String localName) {
    Given value = given.get(localName);
    return value == null ? section.origin() : value.origin();
  }

  void refuse(String localName, String reason, Mistakes mistakes) {
    mistakes.refuse(origin(localName), section.fullName(localName), reason);
  }

  /**
   * Makes what the values describe; when they do not go together, says so at the line of the
   * setting that the message speaks of. Empty too when a value is missing, which was told before.
   */
  <T> Optional<T> make(Supplier<T> maker, Mistakes mistakes) {
    try {
      return Optional.of(maker.get());
    } catch (NoSuchElementException e) {
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      boolean many = message.lines().allMatch(line -> OPENING.matcher(line).lookingAt());
      (many ? message.lines() : Stream.of(message)).forEach(m -> refuse(m, mistakes));
      return Optional.empty();
    }
  }

  private void refuse(String message, Mistakes mistakes) {
    Optional<String> culprit = culprit(message);
    mistakes.refuse(
        culprit.map(this::origin).orElse(section.origin()),
        culprit.map(section::fullName).orElse(section.address()),
        culprit.isPresent() ? message.substring(message.indexOf(": ") + 2) : message);
  }

  /** The setting that a message of the form {@code Cannot use <name> …: } begins with. */
  private Optional<String> culprit(String message) {
    String rest = OPENING.matcher(message).replaceFirst("");
    Stream<String> known =
        section
            .known()
            .filter(k -> rest.matches(beginning(k.setting().name())))
            .map(Section.Known::localName);
    Stream<String> passed = open.keySet().stream().filter(name -> rest.matches(beginning(name)));
    return Stream.concat(known, passed).max(Comparator.comparingInt(String::length));
  }

  private static String beginning(String name) {
    return Pattern.quote(name) + "( .*)?: .*";
  }
}
