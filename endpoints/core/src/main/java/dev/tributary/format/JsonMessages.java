package dev.tributary.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;

/**
 * Opens messages for the parser, and refuses what is not exactly one JSON object in UTF-8. Not
 * thread-safe.
 */
final class JsonMessages {
  private static final int MAX_FOREIGN_NAMES = 128;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final int maxBytes;
  private final int maxDepth;
  private JsonFactory factory;
  private int foreignNames;
  private byte[] current;
  private int base;

  /** What is done with the object of a message. */
  interface ObjectReader {
    /** The parser stands at the first token of the object; must be left at its last. */
    void read(JsonParser parser) throws IOException, BadValue;
  }

  JsonMessages(JsonOptions options) {
    this.maxBytes = options.maxMessageBytes();
    this.maxDepth = options.maxDepth();
    this.factory = newFactory();
  }

  /**
   * Hands the object of a message to a reader.
   *
   * @param message may be null
   */
  void read(byte[] message, ObjectReader reader) throws BadValue {
    requireReadable(message);
    if (foreignNames > MAX_FOREIGN_NAMES) {
      foreignNames = 0;
      factory = newFactory();
    }
    current = message;
    base = startsWithByteOrderMark(message) ? BYTE_ORDER_MARK.length : 0;
    try (JsonParser parser = part(base, message.length)) {
      try {
        JsonToken first = parser.nextToken();
        if (first == null) {
          throw BadValue.message("the message is empty");
        }
        if (first != JsonToken.START_OBJECT) {
          throw BadValue.mismatch(parser, "an object");
        }
        reader.read(parser);
        if (parser.nextToken() != null) {
          throw BadValue.message("something follows behind the object, at byte " + offset(parser));
        }
      } catch (IOException e) {
        throw malformed(parser, e);
      }
    } catch (IOException e) {
      throw BadValue.message("invalid JSON: " + Shown.parserText(e));
    }
  }

  /**
   * Counts a name that is no column, such as a key of a map.
   *
   * <p>The parser keeps all names that it looks up in a table, thousands of them, and copies the
   * table for every message that adds one. Such names may be new ones without end; so after some of
   * them the table is begun anew.
   */
  void foreignName() {
    foreignNames++;
  }

  /** Moves to the last token of the value whose first is the current one. */
  void skip(JsonParser parser) throws IOException {
    int open = 0;
    while (true) {
      JsonToken token = parser.currentToken();
      if (token.isStructStart()) {
        open++;
      } else if (token.isStructEnd()) {
        open--;
      } else if (token == JsonToken.FIELD_NAME) {
        foreignName();
      }
      if (open == 0) {
        return;
      }
      parser.nextToken();
    }
  }

  /** How many bytes of the current message the parser has read. */
  int offset(JsonParser parser) {
    return base + (int) parser.currentLocation().getByteOffset();
  }

  /** A parser over the bytes of the current message from one place to another. */
  JsonParser part(int from, int to) throws IOException {
    return factory.createParser(current, from, to - from);
  }

  /**
   * Makes {@link #offset} count for a parser that was opened at this place.
   *
   * @return what to give to {@link #leave} afterwards
   */
  int enter(int from) {
    int outer = base;
    base = from;
    return outer;
  }

  void leave(int outer) {
    base = outer;
  }

  private JsonFactory newFactory() {
    return JsonFactory.builder()
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
        .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(maxDepth)
                .maxStringLength(maxBytes)
                .build())
        .build();
  }

  private void requireReadable(byte[] message) throws BadValue {
    if (message == null) {
      throw BadValue.message("the message has no value");
    }
    if (message.length == 0) {
      throw BadValue.message("the message is empty");
    }
    if (message.length > maxBytes) {
      throw BadValue.message(
          "the message has "
              + message.length
              + " bytes, more than "
              + JsonFormatConfig.MAX_MESSAGE_BYTES
              + " allows ("
              + maxBytes
              + ")");
    }
    int invalid = Utf8.firstInvalid(message);
    if (invalid >= 0) {
      throw BadValue.message("invalid UTF-8 at byte " + (invalid + 1));
    }
    // The parser would take these for UTF-16 or UTF-32, which JSON between systems is not.
    for (int i = 0; i < Math.min(4, message.length); i++) {
      if (message[i] == 0) {
        throw BadValue.message("invalid JSON at byte " + (i + 1) + ": a zero byte");
      }
    }
  }

  private BadValue malformed(JsonParser parser, IOException e) {
    if (parser.getParsingContext().getNestingDepth() > maxDepth) {
      return BadValue.message(
          "the message is nested deeper than "
              + JsonFormatConfig.MAX_DEPTH
              + " allows ("
              + maxDepth
              + ")");
    }
    String text = Shown.parserText(e);
    if (e instanceof JsonEOFException || text.startsWith("Unexpected end-of-input")) {
      return BadValue.message("invalid JSON: the message ends in the middle");
    }
    return BadValue.message("invalid JSON at byte " + offset(parser) + ": " + text);
  }

  private static boolean startsWithByteOrderMark(byte[] message) {
    for (int i = 0; i < BYTE_ORDER_MARK.length; i++) {
      if (i >= message.length || message[i] != BYTE_ORDER_MARK[i]) {
        return false;
      }
    }
    return true;
  }
}
