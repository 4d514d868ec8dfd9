package dev.tributary.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tributary.schema.ColumnType;
import java.io.IOException;
import org.apache.arrow.vector.DateDayVector;

/** Dates, as text or as days since 1970. */
final class DateDecoder extends FixedWidthDecoder<DateDayVector> {
  private final TimestampText text;
  private final WholeNumber number;

  DateDecoder(TimestampText text, WholeNumber number) {
    super(DateDayVector.class);
    this.text = text;
    this.number = number;
  }

  @Override
  void decode(JsonParser parser, int row) throws IOException, BadValue {
    long day;
    if (parser.currentToken() == JsonToken.VALUE_STRING) {
      if (!text.readDate(
          parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength())) {
        throw BadValue.mismatch(parser, ColumnType.Primitive.DATE);
      }
      day = text.day();
    } else {
      day = number.read(parser, ColumnType.Primitive.DATE);
    }
    if (day != (int) day) {
      throw BadValue.mismatch(parser, ColumnType.Primitive.DATE, WholeNumber.OUT_OF_RANGE);
    }
    vector().setSafe(row, (int) day);
  }
}
