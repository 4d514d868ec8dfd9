package dev.tributary.runner.config;

import dev.tributary.config.Setting;
import java.util.Optional;
import java.util.Set;

/**
 * A value as it is in force, fit to be shown.
 *
 * @param name full dotted name
 * @param shown without secrets; empty when there is no value
 */
record EffectiveValue(String name, String shown, Origin origin) {

  private static final Set<String> NO_SECRETS =
      Set.of("number", "bytes", "milliseconds", "flag", "choice");

  static EffectiveValue ofDefault(String name, Setting<?> setting) {
    return new EffectiveValue(name, setting.defaultText(), new Origin.Default());
  }

  /**
   * @param text with references replaced; shown only where its type leaves no room for a secret
   */
  static EffectiveValue of(String name, Setting<?> setting, Given given, Optional<String> text) {
    String written = given.text().orElse("");
    String shown = NO_SECRETS.contains(setting.type()) ? text.orElse(written) : written;
    return new EffectiveValue(
        name, setting.secret() ? Masking.MASK : Masking.inside(shown), given.origin());
  }

  static EffectiveValue ofOpen(String name, String localName, Given given) {
    String written = given.text().orElse("");
    return new EffectiveValue(
        name,
        Masking.soundsSecret(localName) ? Masking.MASK : Masking.inside(written),
        given.origin());
  }

  /** Whether there is a value at all. */
  boolean isThere() {
    return !(origin instanceof Origin.Default) || !shown.isEmpty();
  }

  @Override
  public String toString() {
    return name + " = " + shown + "  # " + origin;
  }
}
