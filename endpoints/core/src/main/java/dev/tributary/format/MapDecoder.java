package dev.tributary.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;

/** Objects with any names and values of one type. */
final class MapDecoder extends FieldDecoder {
  private final TextDecoder key;
  private final FieldDecoder value;
  private final JsonMessages messages;
  private final DistinctNames names = new DistinctNames();
  private MapVector vector;
  private StructVector entries;

  MapDecoder(TextDecoder key, FieldDecoder value, JsonMessages messages) {
    this.key = key;
    this.value = value;
    this.messages = messages;
  }

  @Override
  void bind(FieldVector target) {
    vector = (MapVector) target;
    entries = (StructVector) vector.getDataVector();
    key.bind(entries.getChildrenFromFields().get(0));
    value.bind(entries.getChildrenFromFields().get(1));
  }

  @Override
  void decode(JsonParser parser, int row) throws IOException, BadValue {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw BadValue.mismatch(parser, ShortType.MAP);
    }
    int from = messages.offset(parser) - 1;
    int first = vector.startNewValue(row);
    int count = 0;
    boolean distinct = true;
    names.clear();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      distinct &= names.add(parser.currentName());
      entry(parser, first + count);
      count++;
    }
    if (!distinct) {
      count = decodeLastOfEachName(from, messages.offset(parser), first);
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
    int count = rows == 0 ? 0 : vector.getElementEndIndex(rows - 1);
    key.finish(count);
    value.finish(count);
  }

  private void entry(JsonParser parser, int entry) throws IOException, BadValue {
    messages.foreignName();
    entries.setIndexDefined(entry);
    key.decodeText(parser, entry);
    parser.nextToken();
    value.read(parser, entry);
  }

  /**
   * Reads the object again from its bytes and leaves out what a later entry of the same name
   * replaces. An entry in the middle of a vector could not be replaced by a longer one.
   */
  private int decodeLastOfEachName(int from, int to, int first) throws IOException, BadValue {
    Map<String, Integer> last = new HashMap<>();
    try (JsonParser parser = messages.part(from, to)) {
      parser.nextToken();
      for (int i = 0; parser.nextToken() != JsonToken.END_OBJECT; i++) {
        last.put(parser.currentName(), i);
        parser.nextToken();
        messages.skip(parser);
      }
    }
    int outer = messages.enter(from);
    int count = 0;
    try (JsonParser parser = messages.part(from, to)) {
      parser.nextToken();
      for (int i = 0; parser.nextToken() != JsonToken.END_OBJECT; i++) {
        if (last.get(parser.currentName()) == i) {
          entry(parser, first + count);
          count++;
        } else {
          parser.nextToken();
          messages.skip(parser);
        }
      }
    }
    messages.leave(outer);
    return count;
  }
}
