package dev.tributary.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tributary.schema.ColumnType;
import java.io.IOException;

/** Text: from the parser's characters to UTF-8 in the vector. */
final class TextDecoder extends VariableWidthDecoder {
  private final Utf8Scratch utf8;

  TextDecoder(Utf8Scratch utf8) {
    this.utf8 = utf8;
  }

  @Override
  void decode(JsonParser parser, int row) throws IOException, BadValue {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw BadValue.mismatch(parser, ColumnType.Primitive.STRING);
    }
    decodeText(parser, row);
  }

  /** Writes the text of the current token, which is a string or the name of a field. */
  void decodeText(JsonParser parser, int row) throws IOException, BadValue {
    int length =
        utf8.encode(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
    if (length < 0) {
      throw BadValue.loneSurrogate(parser);
    }
    set(row, utf8.bytes(), length);
  }
}
