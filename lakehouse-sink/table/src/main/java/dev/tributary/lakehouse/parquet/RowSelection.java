package dev.tributary.lakehouse.parquet;

import java.util.Arrays;

/** Which rows of a batch are meant, and in which order. Immutable. */
public sealed interface RowSelection {

  /** The first {@code count} rows. */
  static RowSelection all(int count) {
    if (count < 0) {
      throw new IllegalArgumentException("Invalid row selection: count is " + count);
    }
    return new All(count);
  }

  /** These rows in this order; the array is copied. */
  static RowSelection of(int... rows) {
    return of(rows, 0, rows.length);
  }

  /**
   * The rows that stand in {@code rows} from index {@code from} (inclusive) to index {@code to}
   * (exclusive), in this order; they are copied.
   */
  static RowSelection of(int[] rows, int from, int to) {
    return new Listed(Arrays.copyOfRange(rows, from, to));
  }

  /** How many rows. */
  int size();

  /** The index in the batch of the row at this position, counted from 0. */
  int row(int position);

  /** Throws IllegalArgumentException when a selected row is not among {@code rowCount} rows. */
  default void requireWithin(int rowCount) {
    for (int position = 0; position < size(); position++) {
      int row = row(position);
      if (row < 0 || row >= rowCount) {
        throw new IllegalArgumentException(
            "Invalid row selection: row " + row + " of a batch of " + rowCount + " rows");
      }
    }
  }

  /** The first rows of a batch. */
  record All(int size) implements RowSelection {
    @Override
    public int row(int position) {
      return position;
    }

    @Override
    public void requireWithin(int rowCount) {
      if (size > rowCount) {
        throw new IllegalArgumentException(
            "Invalid row selection: " + size + " rows of a batch of " + rowCount + " rows");
      }
    }
  }

  /** Rows by index. */
  final class Listed implements RowSelection {
    private final int[] rows;

    private Listed(int[] rows) {
      this.rows = rows;
    }

    @Override
    public int size() {
      return rows.length;
    }

    @Override
    public int row(int position) {
      return rows[position];
    }
  }
}
