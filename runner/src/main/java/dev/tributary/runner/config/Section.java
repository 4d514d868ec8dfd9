package dev.tributary.runner.config;

import dev.tributary.config.DidYouMean;
import dev.tributary.config.Setting;
import dev.tributary.config.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The names that one place of a configuration may hold.
 *
 * @param address full name of the place: {@code flight-sql}, {@code endpoints.flights}
 * @param origin where it begins
 * @param parts the settings known there
 * @param open beginnings of names that are passed on unchecked
 */
record Section(String address, Origin origin, List<Part> parts, List<String> open) {

  /**
   * Settings of one room.
   *
   * @param prefix what stands in front of the room's own names here; empty or ending with a dot
   * @param own what the room's own names all begin with and what is left out here, because the
   *     address says it; empty or ending with a dot
   */
  record Part(String prefix, String own, Settings settings) {
    Part(String prefix, Settings settings) {
      this(prefix, "", settings);
    }

    String localName(String settingName) {
      return prefix + settingName.substring(own.length());
    }

    Optional<Setting<?>> find(String localName) {
      return localName.startsWith(prefix)
          ? settings.find(own + localName.substring(prefix.length()))
          : Optional.empty();
    }
  }

  /** A setting that a name stands for. */
  record Known(Part part, Setting<?> setting) {
    String localName() {
      return part.localName(setting.name());
    }
  }

  /** The last word of the address: the id of an endpoint or activity. */
  String localId() {
    return address.substring(address.lastIndexOf('.') + 1);
  }

  String fullName(String localName) {
    return address + "." + localName;
  }

  String localName(String fullName) {
    return fullName.substring(Math.min(fullName.length(), address.length() + 1));
  }

  /** The setting of that name or alias. */
  Optional<Known> find(String localName) {
    for (Part part : parts) {
      Optional<Setting<?>> setting = part.find(localName);
      if (setting.isPresent()) {
        return Optional.of(new Known(part, setting.get()));
      }
    }
    return known().filter(known -> isGroupedAlias(known, localName)).findFirst();
  }

  /** Whether names that begin so are passed on. */
  boolean isOpen(String localName) {
    return open.stream()
        .anyMatch(begin -> localName.startsWith(begin) && localName.length() > begin.length());
  }

  /** Whether the name is an inner step on the way to known names, such as {@code commit}. */
  boolean isGroup(String localName) {
    return Stream.concat(names().stream(), open.stream())
        .anyMatch(name -> name.startsWith(localName + "."));
  }

  Stream<Known> known() {
    return parts.stream()
        .flatMap(part -> part.settings().all().stream().map(setting -> new Known(part, setting)));
  }

  /** The canonical local names. */
  List<String> names() {
    return known().map(Known::localName).toList();
  }

  Optional<String> didYouMean(String localName) {
    List<String> candidates = new ArrayList<>(names());
    known()
        .forEach(
            known ->
                known.setting().aliases().forEach(a -> candidates.add(known.part().prefix() + a)));
    return DidYouMean.among(candidates, localName).map(this::fullName);
  }

  /** {@code restart.abortAfterCrashes}: the alias stands where the last words of the name do. */
  private static boolean isGroupedAlias(Known known, String localName) {
    int dot = localName.indexOf('.');
    return dot > 0
        && known.localName().startsWith(localName.substring(0, dot + 1))
        && known.setting().aliases().contains(localName.substring(dot + 1));
  }
}
