package dev.tributary.runner.config;

import dev.tributary.config.DidYouMean;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Variables {@code TRIBUTARY_…} that replace values of the file: a full name in upper case, dots
 * and dashes as underscores.
 */
final class EnvironmentOverrides {
  static final String PREFIX = "TRIBUTARY_";

  private final Map<String, String> nameByVariable = new LinkedHashMap<>();
  private final Map<String, String> openByVariable = new LinkedHashMap<>();

  EnvironmentOverrides(Collection<Section> sections) {
    for (Section section : sections) {
      section.names().forEach(name -> put(nameByVariable, section.fullName(name)));
      section.open().forEach(begin -> put(openByVariable, section.fullName(begin)));
    }
  }

  /**
   * The values that the environment gives, by full name.
   *
   * @param written full names that the file gives, so that an open name is met as it was written
   * @param read variables that the file reads by itself; they need not be names
   */
  Map<String, Given> in(
      Map<String, String> environment, Set<String> written, Set<String> read, Mistakes mistakes) {
    Map<String, Given> values = new LinkedHashMap<>();
    new TreeMap<>(environment)
        .forEach(
            (variable, text) -> {
              if (!variable.startsWith(PREFIX)) {
                return;
              }
              Origin origin = new Origin.Variable(variable);
              Optional<String> name = nameOf(variable, written);
              if (name.isPresent()) {
                values.put(name.get(), new Given(name.get(), Optional.of(text), origin));
              } else if (!read.contains(variable)) {
                mistakes.refuse(
                    origin,
                    variable,
                    "no such setting"
                        + DidYouMean.among(nameByVariable.keySet(), variable)
                            .map(near -> "; did you mean " + near + "?")
                            .orElse(""));
              }
            });
    return values;
  }

  static String variable(String fullName) {
    return PREFIX + fullName.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  private Optional<String> nameOf(String variable, Set<String> written) {
    String name = nameByVariable.get(variable);
    if (name != null) {
      return Optional.of(name);
    }
    List<String> begins =
        openByVariable.keySet().stream()
            .filter(begin -> variable.startsWith(begin) && variable.length() > begin.length())
            .toList();
    if (begins.isEmpty()) {
      return Optional.empty();
    }
    String begin = begins.get(0);
    return Optional.of(
        written.stream()
            .filter(given -> variable(given).equals(variable))
            .findFirst()
            .orElseGet(
                () ->
                    openByVariable.get(begin)
                        + variable
                            .substring(begin.length())
                            .toLowerCase(Locale.ROOT)
                            .replace('_', '.')));
  }

  private static void put(Map<String, String> byVariable, String fullName) {
    byVariable.putIfAbsent(variable(fullName), fullName);
  }
}
