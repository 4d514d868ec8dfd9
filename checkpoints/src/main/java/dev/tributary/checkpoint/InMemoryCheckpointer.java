package dev.tributary.checkpoint;

import java.util.Arrays;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A sorted map behind a lock. */
final class InMemoryCheckpointer implements Checkpointer {
  private final CheckpointerConfig config;
  private final SortedMap<String, byte[]> values = new TreeMap<>();
  private boolean closed;

  InMemoryCheckpointer(CheckpointerConfig config) {
    this.config = config;
  }

  @Override
  public synchronized Optional<byte[]> get(String key) {
    requireOpen();
    return Optional.ofNullable(values.get(Entries.key(key))).map(byte[]::clone);
  }

  @Override
  public synchronized void put(String key, byte[] value) {
    requireOpen();
    values.put(Entries.key(key), Entries.value(key, value, config).clone());
  }

  @Override
  public synchronized boolean compareAndSet(String key, Optional<byte[]> expected, byte[] value) {
    requireOpen();
    byte[] current = values.get(Entries.key(key));
    byte[] next = Entries.value(key, value, config).clone();
    if (!Arrays.equals(current, expected.orElse(null))) {
      return false;
    }
    values.put(key, next);
    return true;
  }

  @Override
  public synchronized void delete(String key) {
    requireOpen();
    values.remove(Entries.key(key));
  }

  @Override
  public synchronized SortedMap<String, byte[]> list() {
    requireOpen();
    SortedMap<String, byte[]> copy = new TreeMap<>();
    values.forEach((key, value) -> copy.put(key, value.clone()));
    return copy;
  }

  @Override
  public Checkpointer withPrefix(String prefix) {
    return new PrefixedCheckpointer(this, prefix);
  }

  @Override
  public synchronized void close() {
    closed = true;
    values.clear();
  }

  @Override
  public String toString() {
    return "checkpoints in memory";
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("Cannot use " + this + ": closed");
    }
  }
}
