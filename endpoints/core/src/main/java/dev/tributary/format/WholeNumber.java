package dev.tributary.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Reads a number that must be whole: {@code 12}, and {@code 12.0} or {@code 1.2e1} as well. */
final class WholeNumber {
  static final String OUT_OF_RANGE = "which is out of range";

  private final ExactNumber number;

  WholeNumber(ExactNumber number) {
    this.number = number;
  }

  /**
   * The value that the parser stands at.
   *
   * @param expected the type to name when it is no whole number of 64 bits
   */
  long read(JsonParser parser, Object expected) throws IOException, BadValue {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_NUMBER_INT) {
      if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
        throw BadValue.mismatch(parser, expected, OUT_OF_RANGE);
      }
      return parser.getLongValue();
    }
    if (token != JsonToken.VALUE_NUMBER_FLOAT) {
      throw BadValue.mismatch(parser, expected);
    }
    ExactNumber.Fit fit =
        number.read(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
    if (fit == ExactNumber.Fit.EXACT) {
      fit = number.toScale(0);
    }
    return switch (fit) {
      case EXACT -> number.result();
      case TOO_FINE -> throw BadValue.mismatch(parser, expected, "which is not whole");
      case TOO_LARGE -> throw BadValue.mismatch(parser, expected, OUT_OF_RANGE);
    };
  }
}
