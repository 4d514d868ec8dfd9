package dev.tributary.runner.config;

import dev.tributary.config.Setting;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks the values of one section and reads them. */
final class SectionReader {
  private final Section section;
  private final Substitution substitution;
  private final Mistakes mistakes;
  private final Map<String, Given> values = new LinkedHashMap<>();
  private final Set<String> meant = new HashSet<>();

  SectionReader(Section section, Substitution substitution, Mistakes mistakes) {
    this.section = section;
    this.substitution = substitution;
    this.mistakes = mistakes;
  }

  /**
   * Takes the values, file first, environment over it, and reads them.
   *
   * @param written what the file says, by full name
   * @param overriding what the environment says, by full canonical name
   */
  SectionValues read(List<Given> written, List<Given> overriding) {
    written.forEach(this::take);
    overriding.forEach(given -> values.put(section.localName(given.name()), given));

    Map<Section.Part, Map<String, String>> texts = new LinkedHashMap<>();
    section.parts().forEach(part -> texts.put(part, new LinkedHashMap<>()));
    List<EffectiveValue> effective = new ArrayList<>();
    section
        .known()
        .forEach(
            known -> {
              Given given = values.get(known.localName());
              String fullName = section.fullName(known.localName());
              if (given == null) {
                requirePresent(known, fullName);
                effective.add(EffectiveValue.ofDefault(fullName, known.setting()));
              } else {
                Optional<String> text = text(known.setting(), given);
                text.ifPresent(t -> texts.get(known.part()).put(known.setting().name(), t));
                effective.add(EffectiveValue.of(fullName, known.setting(), given, text));
              }
            });
    Map<String, String> open = new LinkedHashMap<>();
    values.forEach(
        (name, given) -> {
          if (section.isOpen(name)) {
            open.put(name, resolved(given).orElse(""));
            effective.add(EffectiveValue.ofOpen(section.fullName(name), name, given));
          }
        });
    return new SectionValues(section, texts, Map.copyOf(values), open, effective);
  }

  private void take(Given given) {
    String local = section.localName(given.name());
    Optional<Section.Known> known = section.find(local);
    if (known.isPresent() || section.isOpen(local)) {
      if (given.text().isEmpty()) {
        mistakes.refuse(given.origin(), given.name(), "it has no value");
      }
      Given earlier = values.putIfAbsent(known.map(Section.Known::localName).orElse(local), given);
      if (earlier != null) {
        mistakes.refuse(
            given.origin(),
            given.name(),
            "it is given twice, first as " + earlier.name() + " in " + earlier.origin());
      }
    } else if (given.text().isPresent() || !section.isGroup(local)) {
      Optional<String> near = section.didYouMean(local);
      near.ifPresent(
          name -> section.find(section.localName(name)).ifPresent(k -> meant.add(k.localName())));
      mistakes.refuse(
          given.origin(),
          given.name(),
          "no such setting" + near.map(name -> "; did you mean " + name + "?").orElse(""));
    }
  }

  private void requirePresent(Section.Known known, String fullName) {
    if (known.setting().required() && !meant.contains(known.localName())) {
      mistakes.refuse(
          section.origin(),
          section.address(),
          known.localName() + " is missing: " + known.setting().sentence());
    }
  }

  private Optional<String> text(Setting<?> setting, Given given) {
    Optional<String> text = resolved(given);
    if (text.isPresent()) {
      try {
        setting.read(text.get());
      } catch (IllegalArgumentException e) {
        mistakes.refuse(
            given.origin(), given.name(), e.getMessage() + got(setting, given, text.get()));
        return Optional.empty();
      }
    }
    return text;
  }

  /** What a reference led to may be a secret, so only the reference is told. */
  private static String got(Setting<?> setting, Given given, String text) {
    String written = given.text().orElse("");
    if (setting.secret()) {
      return "";
    }
    return Substitution.refers(written)
        ? ", got the value of " + written
        : ", got \"" + text + "\"";
  }

  private Optional<String> resolved(Given given) {
    try {
      return given.text().map(substitution::resolve);
    } catch (IllegalArgumentException e) {
      mistakes.refuse(given.origin(), given.name(), e.getMessage());
      return Optional.empty();
    }
  }
}
