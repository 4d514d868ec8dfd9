package dev.tributary.query;

/** Writes names and texts as SQL. */
final class SqlText {
  private SqlText() {}

  /** A quoted identifier. */
  static String name(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** A quoted text. */
  static String text(String text) {
    return '\'' + text.replace("'", "''") + '\'';
  }
}
