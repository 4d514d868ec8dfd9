package dev.tributary.lakehouse.parquet;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.types.Type;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;

/**
 * Iceberg's metrics of a file, from the statistics of its column chunks. Columns in lists and maps
 * have a size and nothing else.
 */
final class FooterMetrics {
  private final Map<Integer, Long> columnSizes = new HashMap<>();
  private final Map<Integer, Long> valueCounts = new HashMap<>();
  private final Map<Integer, Long> nullCounts = new HashMap<>();
  private final Map<Integer, Long> nanCounts = new HashMap<>();
  private final Map<Integer, ByteBuffer> lowerBounds = new HashMap<>();
  private final Map<Integer, ByteBuffer> upperBounds = new HashMap<>();
  private final Map<Integer, Type> boundTypes = new HashMap<>();

  private FooterMetrics() {}

  /**
   * @param leaves in the order of the column chunks of each row group
   */
  static Metrics of(List<LeafColumn> leaves, List<BlockMetaData> rowGroups) {
    FooterMetrics metrics = new FooterMetrics();
    for (int i = 0; i < leaves.size(); i++) {
      int column = i;
      metrics.add(
          leaves.get(i), rowGroups.stream().map(group -> group.getColumns().get(column)).toList());
    }
    return new Metrics(
        rowGroups.stream().mapToLong(BlockMetaData::getRowCount).sum(),
        metrics.columnSizes,
        metrics.valueCounts,
        metrics.nullCounts,
        metrics.nanCounts,
        metrics.lowerBounds,
        metrics.upperBounds,
        metrics.boundTypes);
  }

  private void add(LeafColumn leaf, List<ColumnChunkMetaData> chunks) {
    int id = leaf.fieldId();
    ColumnBounds bounds = new ColumnBounds(leaf);
    for (ColumnChunkMetaData chunk : chunks) {
      columnSizes.merge(id, chunk.getTotalSize(), Long::sum);
      if (leaf.repeated()) {
        continue;
      }
      Statistics<?> statistics = chunk.getStatistics();
      valueCounts.merge(id, chunk.getValueCount(), Long::sum);
      nullCounts.merge(id, statistics.getNumNulls(), Long::sum);
      if (isFloatingPoint(leaf.type())) {
        nanCounts.merge(id, statistics.getNanCount(), Long::sum);
      }
      bounds.add(statistics);
    }
    bounds.lower().ifPresent(bound -> lowerBounds.put(id, bound));
    bounds.upper().ifPresent(bound -> upperBounds.put(id, bound));
    if (lowerBounds.containsKey(id) || upperBounds.containsKey(id)) {
      boundTypes.put(id, leaf.type());
    }
  }

  private static boolean isFloatingPoint(Type type) {
    return type.typeId() == Type.TypeID.FLOAT || type.typeId() == Type.TypeID.DOUBLE;
  }
}
