package dev.tributary.format;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** A value, or a whole message, that does not fit. Has no stack trace: it is an answer. */
final class BadValue extends Exception {
  private static final long serialVersionUID = 1L;

  private final String field;

  private BadValue(String field, String reason) {
    super(reason, null, false, false);
    this.field = field;
  }

  /** The message as a whole does not fit. */
  static BadValue message(String reason) {
    return new BadValue("", reason);
  }

  /** The field or element that the parser stands at does not fit. */
  static BadValue here(JsonParser parser, String reason) {
    return new BadValue(JsonPath.of(parser), reason);
  }

  /** The object that ended just now lacks a field. */
  static BadValue missing(JsonParser parser, String name, Object expected) {
    return new BadValue(
        JsonPath.ofField(parser, name),
        "expected " + expected + ", got no such field; the column is not null");
  }

  /** The value that the parser stands at is of another type. */
  static BadValue mismatch(JsonParser parser, Object expected) throws IOException {
    return here(parser, "expected " + expected + ", got " + value(parser));
  }

  /** The value that the parser stands at is of the type, and yet does not fit. */
  static BadValue mismatch(JsonParser parser, Object expected, String why) throws IOException {
    return here(parser, "expected " + expected + ", got " + value(parser) + ", " + why);
  }

  /** The text that the parser stands at cannot be written as UTF-8. */
  static BadValue loneSurrogate(JsonParser parser) throws IOException {
    return here(
        parser,
        "expected string, got "
            + Shown.quoted(parser.getText())
            + ", in which a surrogate stands alone");
  }

  DecodedMessages.BadMessage at(int index) {
    return new DecodedMessages.BadMessage(index, field, getMessage());
  }

  private static String value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_STRING -> "string " + Shown.quoted(parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "number " + Shown.number(parser.getText());
      case VALUE_TRUE -> "boolean true";
      case VALUE_FALSE -> "boolean false";
      case VALUE_NULL -> "null";
      case START_OBJECT -> "an object";
      case START_ARRAY -> "a list";
      default -> parser.currentToken().toString();
    };
  }
}
