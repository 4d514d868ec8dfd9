package dev.tributary.lakehouse.parquet;

/** Ends the way with a null: the batch has no vector from here on. */
final class AbsentShredder extends Shredder {
  AbsentShredder(LeafColumn column) {
    super(column);
  }

  @Override
  void shred(int index, int repetition, int definition) {
    writeNull(repetition, definition);
  }
}
