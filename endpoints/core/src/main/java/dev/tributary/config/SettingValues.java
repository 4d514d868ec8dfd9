package dev.tributary.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * Values for {@link Settings}, checked. Immutable.
 *
 * <p>{@link #toString()} shows secrets as {@code ****}.
 */
public final class SettingValues {
  private final Settings settings;
  private final Map<Setting<?>, Object> given;

  private SettingValues(Settings settings, Map<Setting<?>, Object> given) {
    this.settings = settings;
    this.given = given;
  }

  /**
   * Checks texts by name and reads them.
   *
   * @throws IllegalArgumentException with every problem, one a line
   */
  public static SettingValues of(Settings settings, Map<String, String> texts) {
    List<Problem> problems = new ArrayList<>();
    SettingValues values = check(settings, texts, problems);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          String.join("\n", problems.stream().map(Problem::message).toList()));
    }
    return values;
  }

  /** Checks texts by name, adds what is wrong to {@code problems}, and returns what was right. */
  public static SettingValues check(
      Settings settings, Map<String, String> texts, List<Problem> problems) {
    Map<Setting<?>, Object> given = new LinkedHashMap<>();
    texts.forEach(
        (name, text) -> {
          Optional<Setting<?>> setting = settings.find(name);
          if (setting.isEmpty()) {
            problems.add(new Problem(name, unknown(settings, name)));
            return;
          }
          if (text == null) {
            problems.add(new Problem(name, "Cannot use " + name + ": it has no value"));
            return;
          }
          try {
            if (given.put(setting.get(), setting.get().read(text)) != null) {
              problems.add(
                  new Problem(
                      name, "Cannot use " + name + ": " + setting.get() + " is given twice"));
            }
          } catch (IllegalArgumentException e) {
            String shown = setting.get().secret() ? "" : ", got \"" + text + "\"";
            problems.add(new Problem(name, "Cannot use " + name + ": " + e.getMessage() + shown));
          }
        });
    for (Setting<?> setting : settings.all()) {
      boolean mentioned =
          texts.containsKey(setting.name())
              || setting.aliases().stream().anyMatch(texts::containsKey);
      if (setting.required() && !mentioned) {
        problems.add(
            new Problem(
                setting.name(), "Cannot do without " + setting + ": " + setting.sentence()));
      }
    }
    return new SettingValues(settings, given);
  }

  /**
   * The value given, or the default.
   *
   * @throws NoSuchElementException when there is neither
   */
  public <T> T get(Setting<T> setting) {
    return find(setting)
        .orElseThrow(
            () ->
                new NoSuchElementException("Cannot read setting " + setting + ": it has no value"));
  }

  /** The value given, or the default, or empty. */
  @SuppressWarnings("unchecked") // only Setting<T>.read puts values for a Setting<T>
  public <T> Optional<T> find(Setting<T> setting) {
    Object value = given.get(setting);
    return value != null ? Optional.of((T) value) : setting.defaultValue();
  }

  /** Whether a value was given, default or not. */
  public boolean isGiven(Setting<?> setting) {
    return given.containsKey(setting);
  }

  @Override
  public String toString() {
    List<String> shown = new ArrayList<>();
    for (Setting<?> setting : settings.all()) {
      Object value = given.get(setting);
      if (value != null) {
        shown.add(setting + "=" + (setting.secret() ? "****" : value));
      }
    }
    return String.join(", ", shown);
  }

  private static String unknown(Settings settings, String name) {
    return "Cannot use "
        + name
        + ": no such setting"
        + settings.didYouMean(name).map(near -> "; did you mean " + near + "?").orElse("");
  }

  /** One thing wrong with a value or a name. */
  public record Problem(String name, String message) {}
}
