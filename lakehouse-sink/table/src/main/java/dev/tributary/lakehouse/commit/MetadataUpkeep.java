package dev.tributary.lakehouse.commit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tributary.lakehouse.io.Locations;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.ExpireSnapshots;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a table's metadata small: expires snapshots, and removes metadata files that nothing refers
 * to. Touches no data file.
 *
 * <p>Why removal is safe while others commit: a file is removed only when the table was committed
 * to at least the grace period after the file was written. Whoever wrote it for a commit still
 * under way has read an older version of the table, so that its compare-and-swap must fail, and a
 * new attempt writes new files. Manifests get a longer grace, because some engines take them along
 * from attempt to attempt. Not thread-safe.
 */
public final class MetadataUpkeep {
  private static final Logger LOG = LoggerFactory.getLogger(MetadataUpkeep.class);
  private static final int MANIFEST_GRACE_FACTOR = 6;
  private static final JsonFactory JSON = new JsonFactory();

  private final String table;
  private final TableOperations operations;
  private final int snapshotsKept;
  private final Duration snapshotsKeptFor;
  private final Duration grace;

  public MetadataUpkeep(
      String table,
      TableOperations operations,
      int snapshotsKept,
      Duration snapshotsKeptFor,
      Duration grace) {
    this.table = table;
    this.operations = operations;
    this.snapshotsKept = snapshotsKept;
    this.snapshotsKeptFor = snapshotsKeptFor;
    this.grace = grace;
  }

  /** One round. A failure is logged and made good by the next round. */
  public void run() {
    try {
      expire();
      int removed = sweep(operations.refresh());
      if (removed > 0) {
        LOG.debug("Removed {} metadata files of table {}", removed, table);
      }
    } catch (IOException | RuntimeException e) {
      LOG.warn("Cannot tidy the metadata of table {}, will try again: {}", table, e.toString());
    }
  }

  private void expire() {
    Snapshot head = operations.refresh().currentSnapshot();
    if (head == null) {
      return;
    }
    new BaseTable(operations, table)
        .expireSnapshots()
        .expireOlderThan(head.timestampMillis() - snapshotsKeptFor.toMillis())
        .retainLast(snapshotsKept)
        .planWith(DirectExecutor.INSTANCE)
        .cleanupLevel(ExpireSnapshots.CleanupLevel.NONE)
        .deleteWith(file -> {})
        .commit();
  }

  private int sweep(TableMetadata metadata) throws IOException {
    Path folder = Locations.toPath(operations.metadataFileLocation("x")).getParent();
    Set<Path> live = liveFiles(metadata);
    if (live.size() < 2) {
      throw new IllegalStateException(
          "Cannot sweep " + folder + ": only " + live.size() + " files seem to be in use");
    }
    if (holdsAnotherTable(folder, live, metadata.uuid())) {
      LOG.warn("Metadata of table {} is not swept: {} holds another table's too", table, folder);
      return 0;
    }
    int removed = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        if (!live.contains(file) && isGarbage(file, metadata.lastUpdatedMillis())) {
          Files.deleteIfExists(file);
          removed++;
        }
      }
    }
    return removed;
  }

  /** Whether some metadata file that this version does not name is of another table. */
  private static boolean holdsAnotherTable(Path folder, Set<Path> live, String uuid)
      throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.metadata.json")) {
      for (Path file : files) {
        if (!live.contains(file) && !uuid.equals(tableUuid(file))) {
          return true;
        }
      }
    }
    return false;
  }

  private static String tableUuid(Path file) throws IOException {
    try (JsonParser json = JSON.createParser(file.toFile())) {
      while (json.nextToken() != null) {
        if ("table-uuid".equals(json.currentName())
            && json.currentToken() == JsonToken.VALUE_STRING) {
          return json.getText();
        }
      }
      return "";
    }
  }

  private boolean isGarbage(Path file, long committedAt) throws IOException {
    String name = file.getFileName().toString();
    boolean tableFile = name.endsWith(".metadata.json") || name.startsWith("snap-");
    if (!tableFile && !name.endsWith(".avro")) {
      return false;
    }
    long needed = tableFile ? grace.toMillis() : grace.toMillis() * MANIFEST_GRACE_FACTOR;
    return Files.getLastModifiedTime(file).toMillis() + needed < committedAt;
  }

  /**
   * Every metadata file that some reader of this version may open. Fails when a manifest list
   * cannot be read.
   */
  private Set<Path> liveFiles(TableMetadata metadata) {
    Set<Path> live = new HashSet<>();
    live.add(Locations.toPath(metadata.metadataFileLocation()));
    metadata.previousFiles().forEach(entry -> live.add(Locations.toPath(entry.file())));
    metadata.statisticsFiles().forEach(file -> live.add(Locations.toPath(file.path())));
    metadata.partitionStatisticsFiles().forEach(file -> live.add(Locations.toPath(file.path())));
    for (Snapshot snapshot : metadata.snapshots()) {
      if (snapshot.manifestListLocation() != null) {
        live.add(Locations.toPath(snapshot.manifestListLocation()));
      }
      for (ManifestFile manifest : snapshot.allManifests(operations.io())) {
        live.add(Locations.toPath(manifest.path()));
      }
    }
    return live;
  }
}
