package dev.tributary.format;

import com.fasterxml.jackson.core.JsonParser;
import dev.tributary.schema.ColumnType;
import java.io.IOException;
import org.apache.arrow.vector.Float8Vector;

final class DoubleDecoder extends FixedWidthDecoder<Float8Vector> {
  DoubleDecoder() {
    super(Float8Vector.class);
  }

  @Override
  void decode(JsonParser parser, int row) throws IOException, BadValue {
    if (!parser.currentToken().isNumeric()) {
      throw BadValue.mismatch(parser, ColumnType.Primitive.DOUBLE);
    }
    double value = parser.getDoubleValue();
    if (!Double.isFinite(value)) {
      throw BadValue.mismatch(parser, ColumnType.Primitive.DOUBLE, WholeNumber.OUT_OF_RANGE);
    }
    vector().setSafe(row, value);
  }
}
