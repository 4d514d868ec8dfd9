package dev.tributary.format;

import dev.tributary.schema.Column;
import dev.tributary.schema.ColumnType;
import java.util.List;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TinyIntVector;

/** Makes the tree of decoders for a schema. What has no state between two values is shared. */
final class FieldDecoders {
  private final EpochUnit epoch;
  private final JsonMessages messages;
  private final UnknownFieldRule unknown;
  private final Utf8Scratch utf8 = new Utf8Scratch();
  private final Base64Text base64 = new Base64Text();
  private final TimestampText moment = new TimestampText();
  private final ExactNumber exact = new ExactNumber();
  private final WholeNumber whole = new WholeNumber(exact);

  FieldDecoders(EpochUnit epoch, JsonMessages messages, UnknownFieldRule unknown) {
    this.epoch = epoch;
    this.messages = messages;
    this.unknown = unknown;
  }

  /** Decoders for the fields of an object. */
  ObjectFields forObject(List<Column> columns) {
    return new ObjectFields(
        columns,
        columns.stream().map(column -> forType(column.type())).toArray(FieldDecoder[]::new),
        unknown);
  }

  private FieldDecoder forType(ColumnType type) {
    if (type instanceof ColumnType.Primitive primitive) {
      return switch (primitive) {
        case BOOLEAN -> new BooleanDecoder();
        case TINYINT -> new IntegerDecoder<>(TinyIntVector.class, type, Byte.SIZE, whole);
        case SMALLINT -> new IntegerDecoder<>(SmallIntVector.class, type, Short.SIZE, whole);
        case INT -> new IntegerDecoder<>(IntVector.class, type, Integer.SIZE, whole);
        case BIGINT -> new IntegerDecoder<>(BigIntVector.class, type, Long.SIZE, whole);
        case FLOAT -> new FloatDecoder();
        case DOUBLE -> new DoubleDecoder();
        case STRING -> new TextDecoder(utf8);
        case BINARY -> new BinaryDecoder(base64);
        case DATE -> new DateDecoder(moment, whole);
      };
    }
    if (type instanceof ColumnType.Timestamp timestamp) {
      return new TimestampDecoder(timestamp, epoch, moment, exact);
    }
    if (type instanceof ColumnType.Decimal decimal) {
      return new DecimalDecoder(decimal, exact);
    }
    if (type instanceof ColumnType.Struct struct) {
      return new StructDecoder(forObject(struct.fields()));
    }
    if (type instanceof ColumnType.ListOf list) {
      return new ListDecoder(forType(list.element()));
    }
    ColumnType value = ((ColumnType.MapOf) type).value();
    return new MapDecoder(new TextDecoder(utf8), forType(value), messages);
  }
}
