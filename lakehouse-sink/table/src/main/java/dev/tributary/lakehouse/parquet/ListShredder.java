package dev.tributary.lakehouse.parquet;

import org.apache.arrow.vector.complex.ListVector;

/** Goes on with the elements of a list, or the keys or the values of a map. */
final class ListShredder extends VectorShredder {
  private final ListVector vector;
  private final int repetitionHere;
  private final Shredder element;

  /**
   * @param repetitionHere how many lists and maps there are on the way, this one included
   */
  ListShredder(ListVector vector, boolean optional, int repetitionHere, Shredder element) {
    super(element.column(), vector, optional);
    this.vector = vector;
    this.repetitionHere = repetitionHere;
    this.element = element;
  }

  @Override
  void shredPresent(int index, int repetition, int definition) {
    int start = vector.getElementStartIndex(index);
    int end = vector.getElementEndIndex(index);
    if (start == end) {
      writeNull(repetition, definition);
      return;
    }
    element.shred(start, repetition, definition + 1);
    for (int i = start + 1; i < end; i++) {
      element.shred(i, repetitionHere, definition + 1);
    }
  }
}
