package dev.tributary.lakehouse.parquet;

/** Copies one value that is there from a vector's buffer into its Parquet column. */
@FunctionalInterface
interface ValueCopier {
  void copy(int index, int repetition, int definition);
}
