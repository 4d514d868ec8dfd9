package dev.tributary.runner.output;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/** Keeps all rows as text, for small results; null is an empty text. */
public final class RowCollector implements RowPrinter {
  private final List<List<String>> rows = new ArrayList<>();

  @Override
  public void begin(Schema schema) {
    rows.clear();
  }

  @Override
  public void print(VectorSchemaRoot batch) {
    for (int row = 0; row < batch.getRowCount(); row++) {
      List<String> cells = new ArrayList<>();
      for (FieldVector column : batch.getFieldVectors()) {
        cells.add(column.isNull(row) ? "" : Cells.text(column, row));
      }
      rows.add(List.copyOf(cells));
    }
  }

  @Override
  public void end() {
    // nothing is held back
  }

  /** The rows so far. */
  public List<List<String>> rows() {
    return List.copyOf(rows);
  }
}
