package dev.tributary.format;

import java.util.HashSet;
import java.util.Set;

/** Tells whether a name came before; makes no objects as long as the names are few. */
final class DistinctNames {
  private static final int FEW = 16;

  private final String[] few = new String[FEW];
  private Set<String> many = Set.of();
  private int count;

  void clear() {
    count = 0;
    many = Set.of();
  }

  /** Whether the name is new since {@link #clear}. */
  boolean add(String name) {
    for (int i = 0; i < Math.min(count, FEW); i++) {
      if (few[i].equals(name)) {
        return false;
      }
    }
    if (count < FEW) {
      few[count++] = name;
      return true;
    }
    if (many.isEmpty()) {
      many = new HashSet<>();
    }
    return many.add(name);
  }
}
