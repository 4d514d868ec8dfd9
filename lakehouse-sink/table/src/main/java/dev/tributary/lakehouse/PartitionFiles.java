package dev.tributary.lakehouse;

import dev.tributary.lakehouse.io.Locations;
import dev.tributary.lakehouse.parquet.ParquetEncoder;
import dev.tributary.lakehouse.parquet.ParquetFile;
import dev.tributary.lakehouse.parquet.ParquetFooterCheck;
import dev.tributary.lakehouse.parquet.ParquetOptions;
import dev.tributary.lakehouse.parquet.RowSelection;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.Table;

/**
 * The files of one commit that is being filled: one open file a partition, closed and on the disk
 * when {@link #finish()} returns. Not thread-safe.
 */
final class PartitionFiles {
  /**
   * Level of files that come from a stream, in {@code {uuid}.{level}.parquet}; compaction makes
   * higher ones.
   */
  private static final int LEVEL = 1;

  private final Table table;
  private final TimePartitions partitions;
  private final ParquetOptions options;
  private final int openLimit;
  private final Map<Optional<Integer>, OpenFile> open = new LinkedHashMap<>(16, 0.75f, true);
  private final List<DataFile> finished = new ArrayList<>();

  PartitionFiles(Table table, TimePartitions partitions, TableConfig config) {
    this.table = table;
    this.partitions = partitions;
    this.options = ParquetOptions.defaults().withRowGroupBytes(config.rowGroupBytes());
    this.openLimit = config.openPartitions();
  }

  void write(Optional<Integer> partition, VectorSchemaRoot vectors, RowSelection rows) {
    OpenFile file = open.get(partition);
    if (file == null) {
      if (open.size() >= openLimit) {
        finishEldest();
      }
      file = openFile(partition);
      open.put(partition, file);
    }
    file.encoder().write(vectors, rows);
  }

  /** Every file of the commit, complete and on the disk. */
  List<DataFile> finish() {
    while (!open.isEmpty()) {
      finishEldest();
    }
    return finished;
  }

  /** Gives up all open files; what is on the disk is garbage that no table refers to. */
  void abandon() {
    open.values().forEach(file -> file.encoder().close());
    open.clear();
  }

  private void finishEldest() {
    Iterator<Map.Entry<Optional<Integer>, OpenFile>> eldest = open.entrySet().iterator();
    Map.Entry<Optional<Integer>, OpenFile> entry = eldest.next();
    ParquetFile file;
    try (ParquetEncoder encoder = entry.getValue().encoder()) {
      eldest.remove();
      file = encoder.finish();
    }
    String location = entry.getValue().location();
    ParquetFooterCheck.verify(table.io().newInputFile(location), file.length());
    finished.add(
        DataFiles.builder(partitions.spec())
            .withPath(location)
            .withFormat(FileFormat.PARQUET)
            .withPartition(partitions.data(entry.getKey()))
            .withFileSizeInBytes(file.length())
            .withMetrics(file.metrics())
            .withSplitOffsets(file.splitOffsets())
            .build());
  }

  private OpenFile openFile(Optional<Integer> partition) {
    String location =
        Locations.of(
            Locations.toPath(table.location())
                .resolve("data")
                .resolve(partitions.folder(partition))
                .resolve(UUID.randomUUID() + "." + LEVEL + ".parquet"));
    return new OpenFile(
        location,
        ParquetEncoder.create(table.io().newOutputFile(location), table.schema(), options));
  }

  private record OpenFile(String location, ParquetEncoder encoder) {}
}
