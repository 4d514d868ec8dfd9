package dev.tributary.query;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.ManifestReader;
import org.apache.iceberg.Table;

/**
 * What manifests list. A manifest never changes, so a table that grows by a commit a second costs a
 * query one manifest to read, not all. Thread-safe; bounded by an estimate of its memory.
 */
final class ManifestIndex {
  private static final long MAX_BYTES = 64L << 20;
  private static final long FILE_BYTES = 400;
  private static final long COLUMN_BYTES = 160;

  // Oldest use first.
  private final Map<String, Listed> kept = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  private record Listed(List<DataFile> files, long bytes) {}

  /**
   * The data files that a manifest lists as live.
   *
   * @throws QueryException when it cannot be read
   */
  List<DataFile> files(ManifestFile manifest, Table table) {
    synchronized (this) {
      Listed listed = kept.get(manifest.path());
      if (listed != null) {
        return listed.files;
      }
    }
    List<DataFile> files = read(manifest, table);
    keep(manifest.path(), new Listed(files, files.stream().mapToLong(ManifestIndex::size).sum()));
    return files;
  }

  private synchronized void keep(String path, Listed listed) {
    Listed before = kept.put(path, listed);
    bytes += listed.bytes - (before == null ? 0 : before.bytes);
    Iterator<Listed> oldest = kept.values().iterator();
    while (bytes > MAX_BYTES && oldest.hasNext()) {
      bytes -= oldest.next().bytes;
      oldest.remove();
    }
  }

  private static List<DataFile> read(ManifestFile manifest, Table table) {
    try (ManifestReader<DataFile> reader =
        ManifestFiles.read(manifest, table.io(), table.specs())) {
      List<DataFile> files = new ArrayList<>();
      reader.forEach(files::add);
      return List.copyOf(files);
    } catch (IOException e) {
      throw new QueryException(
          QueryException.Reason.FAILED,
          "Cannot read table " + table.name() + ": a manifest cannot be closed: " + e.getMessage(),
          e);
    }
  }

  private static long size(DataFile file) {
    int columns = file.valueCounts() == null ? 0 : file.valueCounts().size();
    return FILE_BYTES + COLUMN_BYTES * columns;
  }
}
