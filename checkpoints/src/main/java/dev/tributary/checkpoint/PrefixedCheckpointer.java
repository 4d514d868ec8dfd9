package dev.tributary.checkpoint;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The keys of another checkpointer that begin with a prefix. */
final class PrefixedCheckpointer implements Checkpointer {
  private final Checkpointer all;
  private final String prefix;

  PrefixedCheckpointer(Checkpointer all, String prefix) {
    this.all = all;
    this.prefix = Entries.prefix(prefix);
  }

  @Override
  public Optional<byte[]> get(String key) {
    return all.get(full(key));
  }

  @Override
  public void put(String key, byte[] value) {
    all.put(full(key), value);
  }

  @Override
  public boolean compareAndSet(String key, Optional<byte[]> expected, byte[] value) {
    return all.compareAndSet(full(key), expected, value);
  }

  @Override
  public void delete(String key) {
    all.delete(full(key));
  }

  @Override
  public SortedMap<String, byte[]> list() {
    SortedMap<String, byte[]> mine = new TreeMap<>();
    all.list()
        .forEach(
            (key, value) -> {
              if (key.startsWith(prefix) && key.length() > prefix.length()) {
                mine.put(key.substring(prefix.length()), value);
              }
            });
    return mine;
  }

  @Override
  public Checkpointer withPrefix(String more) {
    return new PrefixedCheckpointer(this, more);
  }

  @Override
  public void close() {}

  @Override
  public String toString() {
    return all + "/" + prefix;
  }

  private String full(String key) {
    return prefix + Entries.key(key);
  }
}
