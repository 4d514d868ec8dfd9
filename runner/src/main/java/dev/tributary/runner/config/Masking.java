package dev.tributary.runner.config;

import java.util.regex.Pattern;

/** Keeps secrets out of what is shown. */
final class Masking {
  static final String MASK = "****";

  private static final Pattern SECRET_NAME =
      Pattern.compile("password|passwd|secret|token|key|credential|jaas", Pattern.CASE_INSENSITIVE);

  /** {@code ?password=…&}, {@code user:…@host}. */
  private static final Pattern IN_URL =
      Pattern.compile(
          "(?i)((?:password|passwd|secret|token)\\s*=\\s*)[^&;,\\s]+|(?<=//)([^/@:\\s]*:)[^/@\\s]+(?=@)");

  private Masking() {}

  /** Whether a name promises a value that nobody should see. */
  static boolean soundsSecret(String name) {
    return SECRET_NAME.matcher(name).find();
  }

  /** The text with passwords inside URLs and the like masked. */
  static String inside(String text) {
    return IN_URL
        .matcher(text)
        .replaceAll(
            found ->
                (found.group(1) != null ? found.group(1) : found.group(2)).replace("$", "\\$")
                    + MASK);
  }
}
