package dev.tributary.lakehouse.commit;

import dev.tributary.TributaryException;
import dev.tributary.TributaryException.Recovery;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.TableMetadata;

/**
 * The states of all owners of a table, as one version of its metadata tells them.
 *
 * <p>A state lives in the summary of the snapshot that its rows came with, and each commit copies
 * the states of the other owners from the snapshot it follows. So a table that is rolled back takes
 * its positions back too, to none if need be. A copy stands in the table's properties, with the
 * snapshot that it belongs to: it counts when another engine has expired that very snapshot and
 * gone on from it. Where that cannot be told, nothing is guessed.
 */
public final class TableStates {
  static final String PREFIX = "tributary.state.";

  /** Property that names the snapshot that the copy belongs to. */
  static final String COPY_OF = "tributary.state-of-snapshot";

  private final Map<String, String> states;

  private TableStates(Map<String, String> states) {
    this.states = states;
  }

  /**
   * @throws TributaryException to stop, when snapshots are missing in the ancestry and it cannot be
   *     told whether the copy is of them
   */
  public static TableStates of(TableMetadata metadata) {
    Map<String, String> found = new LinkedHashMap<>();
    Snapshot snapshot = metadata.currentSnapshot();
    while (snapshot != null) {
      copyStates(snapshot.summary(), found);
      if (!found.isEmpty()) {
        // a snapshot of ours carries the states of every owner, so that the newest one tells all
        return new TableStates(found);
      }
      Long parent = snapshot.parentId();
      if (parent != null && metadata.snapshot(parent) == null) {
        copyStates(metadata.properties(), found);
        requireCopyOf(parent, metadata, found);
        return new TableStates(found);
      }
      snapshot = parent == null ? null : metadata.snapshot(parent);
    }
    return new TableStates(found);
  }

  private static void requireCopyOf(
      long expired, TableMetadata metadata, Map<String, String> copy) {
    String copied = metadata.properties().get(COPY_OF);
    if (!copy.isEmpty() && !Long.toString(expired).equals(copied)) {
      throw new TributaryException(
          Recovery.STOP,
          "Cannot tell the positions of the table at "
              + metadata.location()
              + ": snapshot "
              + expired
              + " was expired by another engine, and the copy in the properties is of snapshot "
              + copied
              + ". If the rows up to the positions "
              + copy
              + " are in the table, set its property "
              + COPY_OF
              + " to "
              + expired);
    }
  }

  /** The state of one owner. */
  public Optional<OwnerState> find(String owner) {
    String key = PREFIX + owner;
    return Optional.ofNullable(states.get(key)).map(json -> OwnerState.fromJson(key, json));
  }

  /** All states with one of them replaced, as keys and values of a summary or of properties. */
  Map<String, String> with(String owner, OwnerState state) {
    Map<String, String> all = new LinkedHashMap<>(states);
    all.put(PREFIX + owner, state.toJson());
    return all;
  }

  private static void copyStates(Map<String, String> from, Map<String, String> to) {
    from.forEach(
        (key, value) -> {
          if (key.startsWith(PREFIX)) {
            to.put(key, value);
          }
        });
  }
}
