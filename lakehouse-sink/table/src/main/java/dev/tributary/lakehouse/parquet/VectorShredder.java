package dev.tributary.lakehouse.parquet;

import org.apache.arrow.vector.ValueVector;

/**
 * A step with a vector: goes on where the vector holds something, one definition level higher if
 * the column is optional, and ends the way with a null where it does not.
 */
abstract class VectorShredder extends Shredder {
  private final ValueVector vector;
  private final boolean optional;

  VectorShredder(LeafColumn column, ValueVector vector, boolean optional) {
    super(column);
    this.vector = vector;
    this.optional = optional;
  }

  @Override
  final void shred(int index, int repetition, int definition) {
    if (!vector.isNull(index)) {
      shredPresent(index, repetition, optional ? definition + 1 : definition);
    } else if (optional) {
      writeNull(repetition, definition);
    } else {
      throw new IllegalArgumentException(
          "Cannot write column "
              + column().path()
              + ": vector "
              + vector.getName()
              + " is null at index "
              + index
              + ", and the table requires a value");
    }
  }

  abstract void shredPresent(int index, int repetition, int definition);
}
