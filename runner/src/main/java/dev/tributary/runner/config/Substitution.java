package dev.tributary.runner.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces <code>${env:NAME}</code>, <code>${env:NAME:-default}</code> and <code>
 * ${file:path:key}</code> (a properties file) in values; <code>$${</code> stands for a plain <code>
 * ${</code>.
 */
final class Substitution {
  private static final Pattern REFERENCE = Pattern.compile("\\$?\\$\\{([^}]*)}");
  private static final String ENV = "env:";
  private static final String FILE = "file:";

  private final Map<String, String> environment;

  Substitution(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /**
   * The text with everything replaced.
   *
   * @throws IllegalArgumentException when a reference leads nowhere; the message is the reason
   */
  String resolve(String text) {
    return replace(text, this::lookUp);
  }

  /** Whether resolving would look anything up. */
  static boolean refers(String text) {
    return REFERENCE.matcher(text).results().anyMatch(found -> !isEscaped(found));
  }

  /** The environment's variables that a text refers to. */
  static Set<String> variables(String text) {
    Set<String> names = new TreeSet<>();
    replace(
        text,
        reference -> {
          if (reference.startsWith(ENV)) {
            names.add(variable(reference));
          }
          return "";
        });
    return names;
  }

  private static String replace(String text, UnaryOperator<String> lookUp) {
    return REFERENCE
        .matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    isEscaped(found) ? found.group().substring(1) : lookUp.apply(found.group(1))));
  }

  private static boolean isEscaped(MatchResult found) {
    return found.group().startsWith("$$");
  }

  private String lookUp(String reference) {
    if (reference.startsWith(ENV)) {
      return fromEnvironment(reference);
    }
    if (reference.startsWith(FILE)) {
      return fromFile(reference);
    }
    throw new IllegalArgumentException(
        "${" + reference + "} is none of ${env:NAME}, ${env:NAME:-default}, ${file:path:key}");
  }

  private static String variable(String reference) {
    int fallback = reference.indexOf(":-");
    return reference.substring(ENV.length(), fallback < 0 ? reference.length() : fallback);
  }

  private String fromEnvironment(String reference) {
    String name = variable(reference);
    String value = environment.get(name);
    if (value != null) {
      return value;
    }
    int fallback = reference.indexOf(":-");
    if (fallback < 0) {
      throw new IllegalArgumentException(
          "environment variable " + name + " is not set and ${" + reference + "} has no default");
    }
    return reference.substring(fallback + 2);
  }

  private static String fromFile(String reference) {
    int colon = reference.lastIndexOf(':');
    if (colon <= FILE.length()) {
      throw new IllegalArgumentException(
          "${" + reference + "} must be ${file:path:key}, a properties file and a key in it");
    }
    Path path = Path.of(reference.substring(FILE.length(), colon));
    String key = reference.substring(colon + 1);
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "file "
              + path
              + " of ${"
              + reference
              + "} cannot be read ("
              + e.getClass().getSimpleName()
              + ")");
    }
    String value = properties.getProperty(key);
    if (value == null) {
      throw new IllegalArgumentException(
          "file " + path + " of ${" + reference + "} has no key " + key);
    }
    return value;
  }
}
