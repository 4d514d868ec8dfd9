package dev.tributary.runner.config;

import dev.tributary.config.DidYouMean;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Sorts what a document says into its sections. */
final class Layout {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,127}");

  private final YamlReader.Document document;
  private final Mistakes mistakes;
  private final Map<String, Section> sections = new LinkedHashMap<>();
  private final Map<String, List<Given>> values = new LinkedHashMap<>();

  private Layout(YamlReader.Document document, Mistakes mistakes) {
    this.document = document;
    this.mistakes = mistakes;
  }

  static Layout of(YamlReader.Document document, Mistakes mistakes) {
    Layout layout = new Layout(document, mistakes);
    KnownSections.SINGLE.forEach(
        (name, settings) -> layout.begin(KnownSections.single(name, layout.place(name))));
    document.values().values().forEach(layout::sort);
    return layout;
  }

  /** Sections by address: the single ones, then endpoints and activities in the file's order. */
  Map<String, Section> sections() {
    return sections;
  }

  List<Given> valuesOf(Section section) {
    return values.get(section.address());
  }

  private void sort(Given given) {
    String[] words = given.name().split("\\.", 3);
    String first = words[0];
    if (KnownSections.SINGLE.containsKey(first)) {
      put(first, given, words.length > 1);
    } else if (!KnownSections.MANY.contains(first)) {
      mistakes.refuse(
          place(first),
          first,
          "no such section"
              + DidYouMean.among(KnownSections.names(), first)
                  .map(near -> "; did you mean " + near + "?")
                  .orElse(", known are " + String.join(", ", KnownSections.names())));
    } else if (words.length > 1) {
      sortById(first, words[1], given, words.length > 2);
    } else if (given.text().isPresent()) {
      mistakes.refuse(given.origin(), first, "expected an id with settings under it");
    }
  }

  private void sortById(String kind, String id, Given given, boolean inside) {
    String address = kind + "." + id;
    if (!sections.containsKey(address)) {
      if (!ID.matcher(id).matches()) {
        mistakes.refuse(
            place(address), address, "expected letters, digits, _ and - as the id, at most 128");
      }
      begin(KnownSections.many(kind, id, place(address)));
    }
    put(address, given, inside);
  }

  private void begin(Section section) {
    sections.put(section.address(), section);
    values.put(section.address(), new ArrayList<>());
  }

  private void put(String address, Given given, boolean inside) {
    if (inside) {
      values.get(address).add(given);
    } else if (given.text().isPresent()) {
      mistakes.refuse(given.origin(), address, "expected settings under it, not a value");
    }
  }

  /** The line where a name begins; where only longer names stand, the first of them. */
  private Origin place(String name) {
    Origin begun = document.places().get(name);
    if (begun != null) {
      return begun;
    }
    return document.values().values().stream()
        .filter(given -> given.name().equals(name) || given.name().startsWith(name + "."))
        .map(Given::origin)
        .findFirst()
        .orElse(mistakes.line(1));
  }
}
