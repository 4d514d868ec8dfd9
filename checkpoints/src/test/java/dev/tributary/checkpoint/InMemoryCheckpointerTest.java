package dev.tributary.checkpoint;

final class InMemoryCheckpointerTest extends CheckpointerContract {
  @Override
  Checkpointer open(CheckpointerConfig config) {
    return Checkpointer.inMemory(config);
  }
}
