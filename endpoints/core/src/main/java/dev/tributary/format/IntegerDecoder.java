package dev.tributary.format;

import com.fasterxml.jackson.core.JsonParser;
import dev.tributary.schema.ColumnType;
import java.io.IOException;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BaseIntVector;

/** Whole numbers of one, two, four or eight bytes. */
final class IntegerDecoder<V extends BaseFixedWidthVector & BaseIntVector>
    extends FixedWidthDecoder<V> {
  private final WholeNumber number;
  private final ColumnType type;
  private final long min;
  private final long max;

  IntegerDecoder(Class<V> vector, ColumnType type, int bits, WholeNumber number) {
    super(vector);
    this.type = type;
    this.number = number;
    this.max = Long.MAX_VALUE >> Long.SIZE - bits;
    this.min = -max - 1;
  }

  @Override
  void decode(JsonParser parser, int row) throws IOException, BadValue {
    long value = number.read(parser, type);
    if (value < min || value > max) {
      throw BadValue.mismatch(parser, type, WholeNumber.OUT_OF_RANGE);
    }
    vector().setWithPossibleTruncate(row, value);
  }
}
