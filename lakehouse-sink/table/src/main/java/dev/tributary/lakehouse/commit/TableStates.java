package dev.tributary.lakehouse.commit;

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
 * its positions back too. A copy stands in the table's properties, which neither expiry nor another
 * engine's commit takes away: it counts when no snapshot in the ancestry has a state.
 */
public final class TableStates {
  static final String PREFIX = "tributary.state.";

  private final Map<String, String> states;

  private TableStates(Map<String, String> states) {
    this.states = states;
  }

  public static TableStates of(TableMetadata metadata) {
    Map<String, String> found = new LinkedHashMap<>();
    Snapshot snapshot = metadata.currentSnapshot();
    while (snapshot != null) {
      copyStates(snapshot.summary(), found);
      if (!found.isEmpty()) {
        // a snapshot of ours carries the states of every owner, so that the newest one tells all
        return new TableStates(found);
      }
      snapshot = snapshot.parentId() == null ? null : metadata.snapshot(snapshot.parentId());
    }
    copyStates(metadata.properties(), found);
    return new TableStates(found);
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
