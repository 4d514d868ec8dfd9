package dev.tributary.lakehouse.parquet;

import org.apache.arrow.vector.complex.StructVector;

/** Goes on with one member of a struct; members share the struct's indices. */
final class StructShredder extends VectorShredder {
  private final Shredder member;

  StructShredder(StructVector vector, boolean optional, Shredder member) {
    super(member.column(), vector, optional);
    this.member = member;
  }

  @Override
  void shredPresent(int index, int repetition, int definition) {
    member.shred(index, repetition, definition);
  }
}
