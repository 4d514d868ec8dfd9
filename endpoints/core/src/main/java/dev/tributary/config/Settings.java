package dev.tributary.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The settings that one kind of thing knows, in the order of the reference page. Immutable. */
public final class Settings {
  private final List<Setting<?>> all;
  private final Map<String, Setting<?>> byName = new LinkedHashMap<>();

  private Settings(List<Setting<?>> all) {
    this.all = List.copyOf(all);
    for (Setting<?> setting : all) {
      put(setting.name(), setting);
      setting.aliases().forEach(alias -> put(alias, setting));
    }
  }

  public static Settings of(Setting<?>... settings) {
    return new Settings(List.of(settings));
  }

  /** These and those. */
  public Settings and(Settings others) {
    List<Setting<?>> both = new ArrayList<>(all);
    both.addAll(others.all);
    return new Settings(both);
  }

  public List<Setting<?>> all() {
    return all;
  }

  /** The setting of that name or alias. */
  public Optional<Setting<?>> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** The known name nearest to a mistyped one; empty when none is near. */
  public Optional<String> didYouMean(String unknown) {
    return DidYouMean.among(byName.keySet(), unknown);
  }

  private void put(String name, Setting<?> setting) {
    if (byName.put(name, setting) != null) {
      throw new IllegalArgumentException("Invalid settings: " + name + " is declared twice");
    }
  }
}
