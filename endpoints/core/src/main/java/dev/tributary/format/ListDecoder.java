package dev.tributary.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.ListVector;

/** Arrays of values of one type. */
final class ListDecoder extends FieldDecoder {
  private final FieldDecoder element;
  private ListVector vector;

  ListDecoder(FieldDecoder element) {
    this.element = element;
  }

  @Override
  void bind(FieldVector target) {
    vector = (ListVector) target;
    element.bind(vector.getDataVector());
  }

  @Override
  void decode(JsonParser parser, int row) throws IOException, BadValue {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw BadValue.mismatch(parser, ShortType.LIST);
    }
    int first = vector.startNewValue(row);
    int count = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      element.read(parser, first + count);
      count++;
    }
    vector.endValue(row, count);
  }

  @Override
  void setNull(int row) {
    vector.setNull(row);
  }

  @Override
  void finish(int rows) {
    vector.setLastSet(rows - 1);
    element.finish(rows == 0 ? 0 : vector.getElementEndIndex(rows - 1));
  }
}
