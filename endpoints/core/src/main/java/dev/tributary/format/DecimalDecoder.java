package dev.tributary.format;

import com.fasterxml.jackson.core.JsonParser;
import dev.tributary.schema.ColumnType;
import java.io.IOException;
import java.math.BigDecimal;
import org.apache.arrow.vector.DecimalVector;

/** Decimals, never rounded. */
final class DecimalDecoder extends FixedWidthDecoder<DecimalVector> {
  private final ColumnType.Decimal type;
  private final ExactNumber number;
  private final long limit;

  DecimalDecoder(ColumnType.Decimal type, ExactNumber number) {
    super(DecimalVector.class);
    this.type = type;
    this.number = number;
    this.limit =
        type.precision() > 18 ? Long.MAX_VALUE : ExactNumber.powerOfTen(type.precision()) - 1;
  }

  @Override
  void decode(JsonParser parser, int row) throws IOException, BadValue {
    if (!parser.currentToken().isNumeric()) {
      throw BadValue.mismatch(parser, type);
    }
    char[] text = parser.getTextCharacters();
    int start = parser.getTextOffset();
    int length = parser.getTextLength();
    if (number.read(text, start, length) == ExactNumber.Fit.EXACT
        && number.toScale(type.scale()) == ExactNumber.Fit.EXACT
        && number.result() <= limit
        && number.result() >= -limit) {
      vector().setSafe(row, number.result());
    } else {
      vector().setSafe(row, large(parser, text, start, length));
    }
  }

  /** A value of more digits than a long holds, or one that does not fit. */
  private BigDecimal large(JsonParser parser, char[] text, int start, int length)
      throws IOException, BadValue {
    BigDecimal value;
    try {
      value = new BigDecimal(text, start, length).stripTrailingZeros();
    } catch (NumberFormatException | ArithmeticException e) {
      throw BadValue.mismatch(parser, type, WholeNumber.OUT_OF_RANGE);
    }
    if (value.scale() > type.scale()) {
      throw BadValue.mismatch(
          parser, type, "which has more than " + type.scale() + " digits behind the point");
    }
    int inFront = type.precision() - type.scale();
    if ((long) value.precision() - value.scale() > inFront) {
      throw BadValue.mismatch(
          parser, type, "which has more than " + inFront + " digits in front of the point");
    }
    return value.setScale(type.scale());
  }
}
