package dev.tributary.lakehouse.parquet;

import java.util.List;
import java.util.Objects;
import org.apache.iceberg.Metrics;

/**
 * A finished Parquet file: what an Iceberg commit needs to know about it.
 *
 * @param length in bytes
 * @param metrics per field id: sizes, counts and bounds as Iceberg's default metrics mode {@code
 *     truncate(16)} has them
 * @param splitOffsets where the row groups start, ascending
 */
public record ParquetFile(long length, long rows, Metrics metrics, List<Long> splitOffsets) {
  public ParquetFile {
    Objects.requireNonNull(metrics, "metrics is null");
    splitOffsets = List.copyOf(splitOffsets);
  }
}
