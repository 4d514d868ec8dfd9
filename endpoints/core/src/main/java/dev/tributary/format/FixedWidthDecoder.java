package dev.tributary.format;

import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.FieldVector;

/** Values that all take the same room. */
abstract sealed class FixedWidthDecoder<V extends BaseFixedWidthVector> extends FieldDecoder
    permits BooleanDecoder,
        IntegerDecoder,
        FloatDecoder,
        DoubleDecoder,
        DecimalDecoder,
        DateDecoder,
        TimestampDecoder {
  private final Class<V> type;
  private V vector;

  FixedWidthDecoder(Class<V> type) {
    this.type = type;
  }

  final V vector() {
    return vector;
  }

  @Override
  final void bind(FieldVector target) {
    vector = type.cast(target);
  }

  @Override
  final void setNull(int row) {
    vector.setNull(row);
  }

  @Override
  final void finish(int rows) {
    // Rows stand at their place whatever comes behind them: there is nothing to tidy up.
  }
}
