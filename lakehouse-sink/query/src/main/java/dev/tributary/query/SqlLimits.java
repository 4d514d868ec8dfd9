package dev.tributary.query;

import java.nio.charset.StandardCharsets;

/**
 * What can be refused about a SQL text without parsing it: length, number of words, depth of
 * brackets. It keeps texts away from the parser that are made to exhaust it.
 */
final class SqlLimits {
  private static final int MAX_DEPTH = 100;
  private static final int MAX_OPENINGS = 5_000;
  private static final int MAX_WORDS = 20_000;

  private final int maxBytes;

  SqlLimits(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /**
   * @throws QueryException when the text is beyond a limit
   */
  void check(String sql) {
    int bytes = sql.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > maxBytes) {
      throw refused(
          "it has " + bytes + " bytes, more than " + QueryConfig.SQL_MAX_BYTES + " = " + maxBytes);
    }
    if (sql.indexOf('\0') >= 0) {
      throw new QueryException(
          QueryException.Reason.INVALID, "Cannot run SQL: it holds a NUL character");
    }
    // Brackets inside quotes count too: quoting can be spelt in ways that only the parser knows.
    int depth = 0;
    int openings = 0;
    int words = 0;
    boolean inWord = false;
    for (int i = 0; i < sql.length(); i++) {
      char c = sql.charAt(i);
      boolean wordPart = Character.isLetterOrDigit(c) || c == '_';
      if (wordPart ? !inWord : !Character.isWhitespace(c)) {
        words++;
      }
      inWord = wordPart;
      if (c == '(' || c == '[' || c == '{') {
        openings++;
        depth++;
      } else if (c == ')' || c == ']' || c == '}') {
        depth = Math.max(0, depth - 1);
      }
      if (depth > MAX_DEPTH) {
        throw refused("its brackets are nested deeper than " + MAX_DEPTH);
      }
    }
    if (openings > MAX_OPENINGS) {
      throw refused("it has more than " + MAX_OPENINGS + " brackets");
    }
    if (words > MAX_WORDS) {
      throw refused("it has more than " + MAX_WORDS + " words and signs");
    }
  }

  private static QueryException refused(String why) {
    return new QueryException(QueryException.Reason.INVALID, "Cannot run SQL: " + why);
  }
}
