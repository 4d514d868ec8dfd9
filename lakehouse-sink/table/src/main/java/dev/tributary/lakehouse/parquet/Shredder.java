package dev.tributary.lakehouse.parquet;

/**
 * One step on the way from the rows of a batch to the values of one leaf column: a struct, a list
 * or map, the leaf itself, or the place where the batch has no vector.
 */
abstract class Shredder {
  private final LeafColumn column;

  Shredder(LeafColumn column) {
    this.column = column;
  }

  final LeafColumn column() {
    return column;
  }

  /** Writes the column's values of some rows of the selection. */
  final void shredRows(RowSelection rows, int from, int to) {
    for (int position = from; position < to; position++) {
      shred(rows.row(position), 0, 0);
    }
  }

  /**
   * Writes what lies at an index of this step.
   *
   * @param repetition level of the first value written
   * @param definition level reached by the steps before
   */
  abstract void shred(int index, int repetition, int definition);

  final void writeNull(int repetition, int definition) {
    column.writer().writeNull(repetition, definition);
  }
}
