package dev.tributary.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.apache.arrow.vector.FieldVector;

/**
 * Writes the values of one column, field, element or map value into a vector.
 *
 * <p>Call order: {@link #bind}; then one {@code read} or {@code setNull} for every row, rows
 * ascending without gaps; then {@link #finish}. A row may be written again as long as no later row
 * was: everything behind it is forgotten, in the vectors below too. Taking back a row that went
 * wrong halfway is therefore no more than finishing in front of it.
 */
abstract sealed class FieldDecoder
    permits FixedWidthDecoder, VariableWidthDecoder, StructDecoder, ListDecoder, MapDecoder {

  /** Writes into this vector from now on. */
  abstract void bind(FieldVector vector);

  /** Writes the value, not null, whose first token is the current one; stops at its last. */
  abstract void decode(JsonParser parser, int row) throws IOException, BadValue;

  abstract void setNull(int row);

  /** Prepares the vector to be given a value count of {@code rows}. */
  abstract void finish(int rows);

  /** Writes the value whose first token is the current one, null or not. */
  final void read(JsonParser parser, int row) throws IOException, BadValue {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      setNull(row);
    } else {
      decode(parser, row);
    }
  }
}
