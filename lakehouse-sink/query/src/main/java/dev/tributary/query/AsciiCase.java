package dev.tributary.query;

/**
 * Names as DuckDB compares them: only A to Z lose their case; other letters that look alike stay
 * apart.
 */
final class AsciiCase {
  private AsciiCase() {}

  static String fold(String name) {
    StringBuilder folded = new StringBuilder(name);
    for (int i = 0; i < folded.length(); i++) {
      char c = folded.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        folded.setCharAt(i, (char) (c + ('a' - 'A')));
      }
    }
    return folded.toString();
  }
}
