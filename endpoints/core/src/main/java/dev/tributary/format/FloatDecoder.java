package dev.tributary.format;

import com.fasterxml.jackson.core.JsonParser;
import dev.tributary.schema.ColumnType;
import java.io.IOException;
import org.apache.arrow.vector.Float4Vector;

final class FloatDecoder extends FixedWidthDecoder<Float4Vector> {
  FloatDecoder() {
    super(Float4Vector.class);
  }

  @Override
  void decode(JsonParser parser, int row) throws IOException, BadValue {
    if (!parser.currentToken().isNumeric()) {
      throw BadValue.mismatch(parser, ColumnType.Primitive.FLOAT);
    }
    float value = parser.getFloatValue();
    if (!Float.isFinite(value)) {
      throw BadValue.mismatch(parser, ColumnType.Primitive.FLOAT, WholeNumber.OUT_OF_RANGE);
    }
    vector().setSafe(row, value);
  }
}
