package dev.tributary.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.tributary.schema.Column;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.FieldVector;

/**
 * The known fields of an object, each with the decoder of its values.
 *
 * <p>Objects of one stream tend to have their fields in one order. So the field that followed last
 * time is compared first, byte by byte; only when it is another one is its name looked up.
 */
final class ObjectFields {
  private static final int NONE = -1;

  private final List<Column> columns;
  private final FieldDecoder[] decoders;
  private final SerializedString[] names;
  private final Map<String, Integer> byName = new HashMap<>();
  private final UnknownFieldRule unknown;

  /** At {@code i + 1} the field that followed field {@code i} last time; at 0 the first one. */
  private final int[] follower;

  /** In which pass a field was met last. */
  private final long[] metIn;

  private long passes;

  /**
   * @param decoders one for each column
   */
  ObjectFields(List<Column> columns, FieldDecoder[] decoders, UnknownFieldRule unknown) {
    this.columns = columns;
    this.decoders = decoders;
    this.unknown = unknown;
    this.names = new SerializedString[decoders.length];
    this.metIn = new long[decoders.length];
    this.follower = new int[decoders.length + 1];
    for (int i = 0; i < decoders.length; i++) {
      names[i] = new SerializedString(columns.get(i).name());
      byName.put(columns.get(i).name(), i);
      follower[i] = i;
    }
    follower[decoders.length] = NONE;
  }

  void bind(List<FieldVector> vectors) {
    for (int i = 0; i < decoders.length; i++) {
      decoders[i].bind(vectors.get(i));
    }
  }

  /** Reads the object whose first token is the current one; stops at its last. */
  void read(JsonParser parser, int row) throws IOException, BadValue {
    long pass = ++passes;
    int met = 0;
    int previous = NONE;
    int field = next(parser, previous);
    while (parser.currentToken() != JsonToken.END_OBJECT) {
      if (field == NONE) {
        unknown.apply(parser);
      } else {
        follower[previous + 1] = field;
        previous = field;
        if (metIn[field] != pass) {
          metIn[field] = pass;
          met++;
        }
        value(parser, field, row);
      }
      field = next(parser, previous);
    }
    if (met < decoders.length) {
      fillMissing(parser, pass, row);
    }
  }

  void setNull(int row) {
    for (FieldDecoder decoder : decoders) {
      decoder.setNull(row);
    }
  }

  void finish(int rows) {
    for (FieldDecoder decoder : decoders) {
      decoder.finish(rows);
    }
  }

  /** Moves to the next name, or to the object's end; NONE when the name is not known. */
  private int next(JsonParser parser, int previous) throws IOException {
    int guess = follower[previous + 1];
    if (guess == NONE) {
      parser.nextToken();
    } else if (parser.nextFieldName(names[guess])) {
      return guess;
    }
    if (parser.currentToken() == JsonToken.END_OBJECT) {
      return NONE;
    }
    Integer known = byName.get(parser.currentName());
    return known == null ? NONE : known;
  }

  private void value(JsonParser parser, int field, int row) throws IOException, BadValue {
    if (parser.nextToken() != JsonToken.VALUE_NULL) {
      decoders[field].decode(parser, row);
    } else if (columns.get(field).nullable()) {
      decoders[field].setNull(row);
    } else {
      throw BadValue.mismatch(
          parser, ShortType.of(columns.get(field).type()), "and the column is not null");
    }
  }

  private void fillMissing(JsonParser parser, long pass, int row) throws BadValue {
    for (int i = 0; i < decoders.length; i++) {
      if (metIn[i] != pass) {
        Column column = columns.get(i);
        if (!column.nullable()) {
          throw BadValue.missing(parser, column.name(), ShortType.of(column.type()));
        }
        decoders[i].setNull(row);
      }
    }
  }
}
