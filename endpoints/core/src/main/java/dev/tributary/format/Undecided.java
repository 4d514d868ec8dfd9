package dev.tributary.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Values that say nothing about a type: null, and lists and objects that hold nothing else. */
final class Undecided {
  private Undecided() {}

  /**
   * Passes the value whose first token is the current one, when it says nothing about a type.
   *
   * @return false when it does; the parser then stands at the part that does
   */
  static boolean skip(JsonParser parser) throws IOException {
    int open = 0;
    JsonToken token = parser.currentToken();
    while (true) {
      if (token.isStructStart()) {
        open++;
      } else if (token.isStructEnd()) {
        open--;
      } else if (token != JsonToken.VALUE_NULL && token != JsonToken.FIELD_NAME) {
        return false;
      }
      if (open == 0) {
        return true;
      }
      token = parser.nextToken();
    }
  }
}
