package dev.tributary.format;

import dev.tributary.format.DecodedMessages.BadMessage;
import dev.tributary.schema.Schema;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Decodes by the schema as it is; when a message does not fit, asks what schema all messages of the
 * call need and decodes them again from the first one.
 */
final class JsonMessageDecoder implements MessageDecoder {
  private final Schema declared;
  private final JsonOptions options;
  private final BufferAllocator allocator;
  private final JsonMessages messages;
  private final UnknownFieldRule unknown;
  private RowDecoder rows;

  JsonMessageDecoder(Schema declared, JsonOptions options, BufferAllocator allocator) {
    this.declared = declared;
    this.options = options;
    this.allocator = allocator;
    this.messages = new JsonMessages(options);
    this.unknown = new UnknownFieldRule(options.unknownFields(), messages);
    this.rows = rowsOf(declared);
  }

  @Override
  public DecodedMessages decode(List<byte[]> batch) {
    DecodedMessages decoded = rows.decode(batch, batch.size(), allocator);
    if (decoded.badMessage().isEmpty() || options.unknownFields() != UnknownFields.ADD) {
      return decoded;
    }
    int misfit = decoded.badMessage().get().index();
    Growth needed;
    try {
      needed = growth(batch, misfit + 1);
    } catch (RuntimeException | Error e) {
      decoded.vectors().close();
      throw e;
    }
    if (needed.bad().isPresent()) {
      // It names both types where the decoder only knows that a field is new.
      return new DecodedMessages(decoded.schema(), decoded.vectors(), needed.bad());
    }
    if (needed.schema().equals(rows.schema())) {
      return decoded;
    }
    decoded.vectors().close();
    return decodeGrown(batch);
  }

  @Override
  public long ignoredFields() {
    return unknown.ignored();
  }

  /**
   * Decodes by the schema that the messages in front of the first bad one need. Each round that
   * finds another bad message ends in front of it, so that a bad message adds no columns.
   */
  private DecodedMessages decodeGrown(List<byte[]> batch) {
    int end = batch.size();
    Optional<BadMessage> bad = Optional.empty();
    while (true) {
      Growth growth = growth(batch, end);
      if (growth.bad().isEmpty()) {
        RowDecoder grown = growth.schema().equals(rows.schema()) ? rows : rowsOf(growth.schema());
        DecodedMessages decoded = grown.decode(batch, end, allocator);
        if (decoded.badMessage().isEmpty()) {
          rows = grown;
          return new DecodedMessages(decoded.schema(), decoded.vectors(), bad);
        }
        decoded.vectors().close();
        bad = decoded.badMessage();
      } else {
        bad = growth.bad();
      }
      end = bad.get().index();
    }
  }

  private Growth growth(List<byte[]> batch, int end) {
    return new JsonSchemaInference(rows.schema(), declared, options.maxColumns(), messages)
        .over(batch.subList(0, end));
  }

  private RowDecoder rowsOf(Schema schema) {
    return new RowDecoder(schema, options, messages, unknown);
  }

  /**
   * What messages need.
   *
   * @param bad the first message that no schema fits
   */
  record Growth(Schema schema, Optional<BadMessage> bad) {}
}
