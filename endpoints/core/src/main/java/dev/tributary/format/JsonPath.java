package dev.tributary.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;

/** Where in a message a parser stands: {@code geometry.coordinates[2]}. */
final class JsonPath {
  private JsonPath() {}

  /** The path of the field or element whose name or value the parser has just read. */
  static String of(JsonParser parser) {
    JsonStreamContext context = parser.getParsingContext();
    JsonToken token = parser.currentToken();
    boolean inside = token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY;
    return Shown.path(path(inside ? context.getParent() : context));
  }

  /** The path of a field of the object that the parser has just read to its end. */
  static String ofField(JsonParser parser, String name) {
    String object = path(parser.getParsingContext());
    return Shown.path(object.isEmpty() ? name : object + "." + name);
  }

  private static String path(JsonStreamContext context) {
    if (context == null || context.inRoot()) {
      return "";
    }
    String outer = path(context.getParent());
    if (context.inArray()) {
      return outer + "[" + context.getCurrentIndex() + "]";
    }
    if (context.getCurrentName() == null) {
      return outer;
    }
    return outer.isEmpty() ? context.getCurrentName() : outer + "." + context.getCurrentName();
  }
}
