package dev.tributary.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.StructVector;

/** Objects with known fields. */
final class StructDecoder extends FieldDecoder {
  private final ObjectFields fields;
  private StructVector vector;

  StructDecoder(ObjectFields fields) {
    this.fields = fields;
  }

  @Override
  void bind(FieldVector target) {
    vector = (StructVector) target;
    fields.bind(vector.getChildrenFromFields());
  }

  @Override
  void decode(JsonParser parser, int row) throws IOException, BadValue {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw BadValue.mismatch(parser, ShortType.STRUCT);
    }
    vector.setIndexDefined(row);
    fields.read(parser, row);
  }

  @Override
  void setNull(int row) {
    vector.setNull(row);
    fields.setNull(row);
  }

  @Override
  void finish(int rows) {
    fields.finish(rows);
  }
}
