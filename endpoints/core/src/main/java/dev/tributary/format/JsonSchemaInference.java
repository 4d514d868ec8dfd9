package dev.tributary.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tributary.format.JsonMessageDecoder.Growth;
import dev.tributary.format.Shape.Kind;
import dev.tributary.schema.Schema;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Finds the schema that messages need, starting from the one there is: fields are added, a detected
 * bigint becomes double, nothing else changes. Reads each message once and keeps none. To be used
 * once.
 */
final class JsonSchemaInference implements JsonMessages.ObjectReader {
  private final Shape root;
  private final int maxColumns;
  private final JsonMessages messages;
  private final ExactNumber number = new ExactNumber();
  private int columns;
  private int placeholders;

  /**
   * @param schema the schema there is
   * @param declared the part of it that keeps its types
   */
  JsonSchemaInference(Schema schema, Schema declared, int maxColumns, JsonMessages messages) {
    this.root = Shape.of(schema, declared);
    this.columns = LeafColumns.in(schema);
    this.maxColumns = maxColumns;
    this.messages = messages;
  }

  /**
   * Looks through messages up to the first that no schema fits. When there is such a one, the
   * schema may hold fields of it, and is not to be used.
   */
  Growth over(List<byte[]> batch) {
    for (int i = 0; i < batch.size(); i++) {
      try {
        messages.read(batch.get(i), this);
      } catch (BadValue e) {
        return new Growth(root.schema(), Optional.of(e.at(i)));
      }
    }
    return new Growth(root.schema(), Optional.empty());
  }

  @Override
  public void read(JsonParser parser) throws IOException, BadValue {
    object(root, parser);
  }

  private void object(Shape shape, JsonParser parser) throws IOException, BadValue {
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      Shape known = shape.field(name);
      if (known != null) {
        value(known, parser);
      } else {
        messages.foreignName();
        Shape added = Shape.undecided();
        value(added, parser);
        // A place is kept for a field without type, so that columns stand in the order in which
        // the fields came; but not for any number of them.
        if (added.decided() || placeholders < maxColumns) {
          add(shape, name, added, parser);
        }
      }
    }
  }

  private void add(Shape shape, String name, Shape added, JsonParser parser) throws BadValue {
    if (!name.isBlank()) {
      shape.add(name, added);
      placeholders += added.decided() ? 0 : 1;
    } else if (added.decided()) {
      throw BadValue.here(parser, "the name of a new column must not be blank");
    }
  }

  private void value(Shape shape, JsonParser parser) throws IOException, BadValue {
    switch (parser.currentToken()) {
      case VALUE_NULL -> {}
      case START_OBJECT -> objectValue(shape, parser);
      case START_ARRAY -> listValue(shape, parser);
      case VALUE_STRING -> scalar(shape, Kind.STRING, parser);
      case VALUE_TRUE, VALUE_FALSE -> scalar(shape, Kind.BOOLEAN, parser);
      case VALUE_NUMBER_FLOAT -> fraction(shape, parser);
      case VALUE_NUMBER_INT -> wholeNumber(shape, parser);
      default -> throw BadValue.mismatch(parser, "a value");
    }
  }

  private void objectValue(Shape shape, JsonParser parser) throws IOException, BadValue {
    switch (shape.kind()) {
      case UNDECIDED -> {
        shape.becomeObject();
        object(shape, parser);
      }
      case OBJECT -> object(shape, parser);
      case MAP -> {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          messages.foreignName();
          parser.nextToken();
          value(shape.element(), parser);
        }
      }
      case BOOLEAN, BIGINT, DOUBLE, STRING, LIST, FIXED -> otherStructure(shape, parser);
    }
  }

  private void listValue(Shape shape, JsonParser parser) throws IOException, BadValue {
    switch (shape.kind()) {
      case UNDECIDED -> {
        shape.becomeList();
        listValue(shape, parser);
      }
      case LIST -> {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          value(shape.element(), parser);
        }
      }
      case BOOLEAN, BIGINT, DOUBLE, STRING, OBJECT, MAP, FIXED -> otherStructure(shape, parser);
    }
  }

  /** An object or a list where something else is known: fits only when neither says anything. */
  private void otherStructure(Shape shape, JsonParser parser) throws IOException, BadValue {
    BadValue conflict = BadValue.mismatch(parser, shape.name());
    if (shape.kind() == Kind.FIXED) {
      messages.skip(parser);
    } else if (shape.decided() || !Undecided.skip(parser)) {
      throw conflict;
    }
  }

  private void fraction(Shape shape, JsonParser parser) throws IOException, BadValue {
    if (shape.kind() != Kind.BIGINT) {
      scalar(shape, Kind.DOUBLE, parser);
      return;
    }
    // As the decoder does: 12.0 is a whole number to a column of whole numbers.
    ExactNumber.Fit fit =
        number.read(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
    if (fit != ExactNumber.Fit.EXACT || number.toScale(0) != ExactNumber.Fit.EXACT) {
      shape.become(Kind.DOUBLE);
    }
  }

  private void wholeNumber(Shape shape, JsonParser parser) throws IOException, BadValue {
    if (shape.kind() == Kind.DOUBLE) {
      return;
    }
    boolean large = parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER;
    if (large && (shape.kind() == Kind.BIGINT || shape.kind() == Kind.UNDECIDED)) {
      throw BadValue.mismatch(
          parser, "bigint", "which is out of range; declare the column as decimal or double");
    }
    scalar(shape, Kind.BIGINT, parser);
  }

  private void scalar(Shape shape, Kind kind, JsonParser parser) throws IOException, BadValue {
    if (shape.kind() == Kind.UNDECIDED) {
      if (columns >= maxColumns) {
        throw BadValue.here(
            parser,
            "the field would be one column more than "
                + JsonFormatConfig.MAX_COLUMNS
                + " allows ("
                + maxColumns
                + ")");
      }
      columns++;
      shape.become(kind);
    } else if (shape.kind() != kind && shape.kind() != Kind.FIXED) {
      throw BadValue.mismatch(parser, shape.name());
    }
  }
}
