package dev.tributary.query;

import java.util.HashMap;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Evaluator;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.InclusiveMetricsEvaluator;
import org.apache.iceberg.expressions.ManifestEvaluator;
import org.apache.iceberg.expressions.Projections;

/**
 * Tells which files may hold a row that fulfils an expression, by partition and by column bounds.
 */
final class FileFilter {
  private final Table table;
  private final Expression rows;
  private final InclusiveMetricsEvaluator bounds;
  private final Map<Integer, ManifestEvaluator> manifests = new HashMap<>();
  private final Map<Integer, Evaluator> partitions = new HashMap<>();

  /**
   * @throws org.apache.iceberg.exceptions.ValidationException when the expression does not fit the
   *     table's columns
   */
  FileFilter(Table table, Expression rows) {
    this.table = table;
    this.rows = rows;
    this.bounds = new InclusiveMetricsEvaluator(table.schema(), rows);
  }

  boolean mayMatch(ManifestFile manifest) {
    return manifests
        .computeIfAbsent(
            manifest.partitionSpecId(),
            id -> ManifestEvaluator.forRowFilter(rows, table.specs().get(id), true))
        .eval(manifest);
  }

  boolean mayMatch(DataFile file) {
    Evaluator partition =
        partitions.computeIfAbsent(
            file.specId(),
            id -> {
              PartitionSpec spec = table.specs().get(id);
              return new Evaluator(
                  spec.partitionType(), Projections.inclusive(spec).project(rows), true);
            });
    return partition.eval(file.partition()) && bounds.eval(file);
  }
}
