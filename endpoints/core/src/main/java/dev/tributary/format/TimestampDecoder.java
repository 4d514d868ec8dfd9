package dev.tributary.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tributary.schema.ColumnType;
import java.io.IOException;
import org.apache.arrow.vector.TimeStampVector;

/** Moments, as text or as a number since 1970. */
final class TimestampDecoder extends FixedWidthDecoder<TimeStampVector> {
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private final ColumnType.Timestamp type;
  private final EpochUnit epoch;
  private final TimestampText text;
  private final ExactNumber number;

  TimestampDecoder(
      ColumnType.Timestamp type, EpochUnit epoch, TimestampText text, ExactNumber number) {
    super(TimeStampVector.class);
    this.type = type;
    this.epoch = epoch;
    this.text = text;
    this.number = number;
  }

  @Override
  void decode(JsonParser parser, int row) throws IOException, BadValue {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_STRING) {
      vector().setSafe(row, fromText(parser));
    } else if (token.isNumeric()) {
      vector().setSafe(row, fromNumber(parser));
    } else {
      throw BadValue.mismatch(parser, type);
    }
  }

  private long fromText(JsonParser parser) throws IOException, BadValue {
    if (!text.readMoment(
        parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength())) {
      throw BadValue.mismatch(parser, type);
    }
    return switch (type) {
      case MICROS -> {
        if (text.nanos() % 1000 != 0) {
          throw tooFine(parser);
        }
        yield text.seconds() * 1_000_000 + text.nanos() / 1000;
      }
      case NANOS -> nanos(parser);
    };
  }

  private long nanos(JsonParser parser) throws IOException, BadValue {
    long seconds = text.seconds();
    long nanos = text.nanos();
    if (seconds < 0) {
      // Towards zero first: the seconds alone of the earliest moments are out of range.
      seconds++;
      nanos -= NANOS_PER_SECOND;
    }
    try {
      return Math.addExact(Math.multiplyExact(seconds, NANOS_PER_SECOND), nanos);
    } catch (ArithmeticException e) {
      throw BadValue.mismatch(parser, type, WholeNumber.OUT_OF_RANGE);
    }
  }

  private long fromNumber(JsonParser parser) throws IOException, BadValue {
    ExactNumber.Fit fit = ExactNumber.Fit.EXACT;
    if (parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT) {
      fit = number.read(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
    } else if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      fit = ExactNumber.Fit.TOO_LARGE;
    } else {
      number.set(parser.getLongValue());
    }
    if (fit == ExactNumber.Fit.EXACT) {
      int columnDigits = type == ColumnType.Timestamp.MICROS ? 6 : 9;
      fit = number.toScale(columnDigits - epoch.of(number.magnitude()).digits());
    }
    return switch (fit) {
      case EXACT -> number.result();
      case TOO_FINE -> throw tooFine(parser);
      case TOO_LARGE -> throw BadValue.mismatch(parser, type, WholeNumber.OUT_OF_RANGE);
    };
  }

  private BadValue tooFine(JsonParser parser) throws IOException {
    return BadValue.mismatch(
        parser,
        type,
        type == ColumnType.Timestamp.MICROS
            ? "which has digits below a microsecond; timestamp(ns) has room for them"
            : "which has digits below a nanosecond");
  }
}
