package dev.tributary.format;

import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.FieldVector;

/** Values that take as much room as they need, one behind the other. */
abstract sealed class VariableWidthDecoder extends FieldDecoder permits TextDecoder, BinaryDecoder {
  private static final byte[] NOTHING = {};

  private BaseVariableWidthVector vector;

  @Override
  final void bind(FieldVector target) {
    vector = (BaseVariableWidthVector) target;
  }

  @Override
  final void setNull(int row) {
    set(row, NOTHING, 0);
    vector.setNull(row);
  }

  @Override
  final void finish(int rows) {
    vector.setLastSet(rows - 1);
  }

  /** Writes the first {@code length} of these bytes behind what the rows in front have. */
  final void set(int row, byte[] bytes, int length) {
    vector.setLastSet(row - 1); // what an earlier try wrote here and behind is forgotten
    vector.setSafe(row, bytes, 0, length);
  }
}
