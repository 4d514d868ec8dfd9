package dev.tributary.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what a mistyped name was meant to be. */
public final class DidYouMean {
  private DidYouMean() {}

  /**
   * The candidate nearest to the name by edit distance; empty when even the nearest differs by more
   * than a third.
   */
  public static Optional<String> among(Collection<String> candidates, String name) {
    String wanted = name.toLowerCase(Locale.ROOT);
    return candidates.stream()
        .min(Comparator.comparingInt(c -> distance(c.toLowerCase(Locale.ROOT), wanted)))
        .filter(
            c ->
                distance(c.toLowerCase(Locale.ROOT), wanted)
                    <= Math.max(2, Math.max(c.length(), wanted.length()) / 3));
  }

  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
