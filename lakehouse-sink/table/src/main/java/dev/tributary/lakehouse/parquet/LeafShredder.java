package dev.tributary.lakehouse.parquet;

import org.apache.arrow.vector.ValueVector;

/** The last step: hands the value to the column. */
final class LeafShredder extends VectorShredder {
  private final ValueCopier copier;

  LeafShredder(LeafColumn column, ValueVector vector, boolean optional, ValueCopier copier) {
    super(column, vector, optional);
    this.copier = copier;
  }

  @Override
  void shredPresent(int index, int repetition, int definition) {
    copier.copy(index, repetition, definition);
  }
}
