package dev.tributary.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.util.List;

/** Text from a message, made fit for an error message: cut, control characters escaped. */
final class Shown {
  private static final int VALUE_LIMIT = 80;
  private static final int PATH_LIMIT = 300;

  private static final List<String> PARSER_HINTS = List.of(" (for ", ": maybe a ", ": enable `");

  private Shown() {}

  /** A text value in quotes. */
  static String quoted(String value) {
    return '"' + cut(value, VALUE_LIMIT, true) + '"';
  }

  static String number(String literal) {
    return cut(literal, VALUE_LIMIT, false);
  }

  static String path(String path) {
    return cut(path, PATH_LIMIT, false);
  }

  /** What the parser said, without its hints about its own configuration. */
  static String parserText(IOException e) {
    String text =
        e instanceof JsonProcessingException parsing
            ? parsing.getOriginalMessage()
            : String.valueOf(e.getMessage());
    int origin = text.indexOf(", from `");
    if (origin >= 0) {
      text = text.substring(0, origin) + ")";
    }
    for (String hint : PARSER_HINTS) {
      int at = text.indexOf(hint);
      if (at >= 0) {
        text = text.substring(0, at);
      }
    }
    return cut(text, PATH_LIMIT, false);
  }

  private static String cut(String text, int limit, boolean escapeQuotes) {
    StringBuilder shown = new StringBuilder();
    int end = Math.min(text.length(), limit);
    if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    for (int i = 0; i < end; ) {
      int codePoint = text.codePointAt(i);
      i += Character.charCount(codePoint);
      if (Character.isISOControl(codePoint)
          || Character.getType(codePoint) == Character.SURROGATE
          || Character.getType(codePoint) == Character.FORMAT) {
        shown.append(String.format("\\u%04x", codePoint));
      } else if (escapeQuotes && (codePoint == '"' || codePoint == '\\')) {
        shown.append('\\').appendCodePoint(codePoint);
      } else {
        shown.appendCodePoint(codePoint);
      }
    }
    return end < text.length() ? shown.append('…').toString() : shown.toString();
  }
}
