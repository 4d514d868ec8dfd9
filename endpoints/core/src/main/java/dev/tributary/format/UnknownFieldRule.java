package dev.tributary.format;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** What happens at a field that no column is known for. */
final class UnknownFieldRule {
  private final UnknownFields mode;
  private final JsonMessages messages;
  private long ignoredInRow;
  private long ignored;

  UnknownFieldRule(UnknownFields mode, JsonMessages messages) {
    this.mode = mode;
    this.messages = messages;
  }

  /** The parser stands at the name; passes the value, or throws. */
  void apply(JsonParser parser) throws IOException, BadValue {
    messages.foreignName();
    switch (mode) {
      case ADD -> {
        parser.nextToken();
        if (!Undecided.skip(parser)) {
          throw BadValue.here(parser, "the field is not in the schema");
        }
      }
      case IGNORE -> {
        parser.nextToken();
        messages.skip(parser);
        ignoredInRow++;
      }
      case FAIL -> throw BadValue.here(parser, "the field is not in the schema");
    }
  }

  void beginRow() {
    ignoredInRow = 0;
  }

  void endRow() {
    ignored += ignoredInRow;
  }

  /** How many fields of finished rows were ignored. */
  long ignored() {
    return ignored;
  }
}
