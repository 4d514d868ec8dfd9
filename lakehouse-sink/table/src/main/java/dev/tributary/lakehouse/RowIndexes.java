package dev.tributary.lakehouse;

import java.util.Arrays;

/** A growing list of row numbers. */
final class RowIndexes {
  private int[] rows = new int[16];
  private int size;

  void add(int row) {
    if (size == rows.length) {
      rows = Arrays.copyOf(rows, size * 2);
    }
    rows[size++] = row;
  }

  int size() {
    return size;
  }

  int[] toArray() {
    return Arrays.copyOf(rows, size);
  }
}
