package dev.tributary.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tributary.schema.ColumnType;
import java.io.IOException;

/** Bytes that come as base64 text. */
final class BinaryDecoder extends VariableWidthDecoder {
  private final Base64Text base64;

  BinaryDecoder(Base64Text base64) {
    this.base64 = base64;
  }

  @Override
  void decode(JsonParser parser, int row) throws IOException, BadValue {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw BadValue.mismatch(parser, ColumnType.Primitive.BINARY);
    }
    int length =
        base64.decode(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
    if (length < 0) {
      throw BadValue.mismatch(parser, ColumnType.Primitive.BINARY, "which is no base64");
    }
    set(row, base64.bytes(), length);
  }
}
