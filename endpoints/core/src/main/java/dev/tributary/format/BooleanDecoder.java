package dev.tributary.format;

import com.fasterxml.jackson.core.JsonParser;
import dev.tributary.schema.ColumnType;
import java.io.IOException;
import org.apache.arrow.vector.BitVector;

final class BooleanDecoder extends FixedWidthDecoder<BitVector> {
  BooleanDecoder() {
    super(BitVector.class);
  }

  @Override
  void decode(JsonParser parser, int row) throws IOException, BadValue {
    switch (parser.currentToken()) {
      case VALUE_TRUE -> vector().setSafe(row, 1);
      case VALUE_FALSE -> vector().setSafe(row, 0);
      default -> throw BadValue.mismatch(parser, ColumnType.Primitive.BOOLEAN);
    }
  }
}
