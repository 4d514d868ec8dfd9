package dev.tributary.format;

import com.fasterxml.jackson.core.JsonParser;
import dev.tributary.format.DecodedMessages.BadMessage;
import dev.tributary.schema.ArrowTypes;
import dev.tributary.schema.Schema;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Messages into rows of one schema, which stays as it is. */
final class RowDecoder implements JsonMessages.ObjectReader {
  private final Schema schema;
  private final JsonMessages messages;
  private final UnknownFieldRule unknown;
  private final ObjectFields fields;
  private int row;

  RowDecoder(Schema schema, JsonOptions options, JsonMessages messages, UnknownFieldRule unknown) {
    this.schema = schema;
    this.messages = messages;
    this.unknown = unknown;
    this.fields =
        new FieldDecoders(options.timestampUnit(), messages, unknown).forObject(schema.columns());
  }

  Schema schema() {
    return schema;
  }

  /**
   * Decodes the first {@code end} messages, up to the first that does not fit.
   *
   * @return owned by the caller
   */
  DecodedMessages decode(List<byte[]> batch, int end, BufferAllocator allocator) {
    VectorSchemaRoot vectors = VectorSchemaRoot.create(ArrowTypes.toArrow(schema), allocator);
    try {
      if (end > 0) {
        for (FieldVector vector : vectors.getFieldVectors()) {
          vector.setInitialCapacity(end);
          vector.allocateNew();
        }
      }
      fields.bind(vectors.getFieldVectors());
      Optional<BadMessage> bad = rows(batch, end);
      fields.finish(row);
      vectors.setRowCount(row);
      return new DecodedMessages(schema, vectors, bad);
    } catch (RuntimeException | Error e) {
      vectors.close();
      throw e;
    }
  }

  @Override
  public void read(JsonParser parser) throws IOException, BadValue {
    fields.read(parser, row);
  }

  private Optional<BadMessage> rows(List<byte[]> batch, int end) {
    for (row = 0; row < end; row++) {
      try {
        unknown.beginRow();
        messages.read(batch.get(row), this);
        unknown.endRow();
      } catch (BadValue e) {
        return Optional.of(e.at(row));
      }
    }
    return Optional.empty();
  }
}
