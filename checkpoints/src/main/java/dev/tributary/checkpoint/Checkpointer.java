package dev.tributary.checkpoint;

import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Durable key to small value: where an activity keeps state that is not committed with a table.
 *
 * <p>Every change is one atomic step: it has happened when the call returns, and nothing of it is
 * half there when the call throws. Values are copied in and out. Keys are not blank and hold no
 * control characters; a key or value that is null, and a key that is none, is an {@link
 * IllegalArgumentException}. Thread-safe. After {@link #close()} every call but {@code close} is an
 * {@link IllegalStateException}.
 *
 * <p>All methods throw {@link dev.tributary.TributaryException} when the store cannot be read or
 * written: with recovery {@code WAIT} while another process holds it, with {@code RESTART}
 * otherwise.
 */
public interface Checkpointer extends AutoCloseable {

  /** A checkpointer that forgets everything when it is closed; for tests and for trying out. */
  static Checkpointer inMemory() {
    return inMemory(CheckpointerConfig.defaults());
  }

  /** {@link #inMemory()} with limits of one's own. */
  static Checkpointer inMemory(CheckpointerConfig config) {
    return new InMemoryCheckpointer(config);
  }

  /**
   * A checkpointer in a SQLite file. What a call has stored survives a killed process and a power
   * cut. Any number of checkpointers, in any number of processes on this machine, may use one file
   * at a time; not for network file systems.
   *
   * @param file made when it is not there, with its folders
   */
  static Checkpointer sqlite(Path file) {
    return sqlite(file, CheckpointerConfig.defaults());
  }

  /** {@link #sqlite(Path)} with limits of one's own. */
  static Checkpointer sqlite(Path file, CheckpointerConfig config) {
    return SqliteCheckpointer.open(file, config);
  }

  /** The value of a key; empty when it has none. */
  Optional<byte[]> get(String key);

  /**
   * Stores a value, whatever the key had before.
   *
   * @throws dev.tributary.TributaryException with recovery {@code STOP} when the value is larger
   *     than {@code checkpoint.max.bytes}
   */
  void put(String key, byte[] value);

  /**
   * Stores a value if the key still has the one expected.
   *
   * @param expected the value that the key must have now; empty when it must have none
   * @return whether the value was stored
   * @throws dev.tributary.TributaryException with recovery {@code STOP} when the value is larger
   *     than {@code checkpoint.max.bytes}
   */
  boolean compareAndSet(String key, Optional<byte[]> expected, byte[] value);

  /**
   * Stores the first value of a key.
   *
   * @return false when the key has a value already, which stays
   * @throws dev.tributary.TributaryException with recovery {@code STOP} when the value is larger
   *     than {@code checkpoint.max.bytes}
   */
  default boolean create(String key, byte[] value) {
    return compareAndSet(key, Optional.empty(), value);
  }

  /** Forgets a key; nothing happens when it has no value. */
  void delete(String key);

  /** All keys and their values at one moment, in the natural order of the keys; a copy. */
  SortedMap<String, byte[]> list();

  /**
   * A view of the keys that begin with a prefix; within the view they are named without it. Views
   * of views are allowed. Closing a view does nothing; close the checkpointer it came from.
   *
   * @throws IllegalArgumentException when the prefix is blank or holds control characters
   */
  Checkpointer withPrefix(String prefix);

  /** Frees everything; never throws. */
  @Override
  void close();
}
