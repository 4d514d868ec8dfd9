package dev.tributary.lakehouse;

import dev.tributary.endpoint.Position;
import dev.tributary.endpoint.RecordBatch;
import dev.tributary.format.DecodedMessages;
import dev.tributary.format.JsonFormat;
import dev.tributary.format.MessageDecoder;
import dev.tributary.schema.Schema;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/** Batches from JSON texts, as a reader would make them. */
final class JsonRows implements AutoCloseable {
  private final BufferAllocator allocator = new RootAllocator();
  private final MessageDecoder decoder;
  private long read;

  JsonRows(Schema declared) {
    this.decoder =
        (declared.isEmpty() ? JsonFormat.detected() : JsonFormat.of(declared))
            .newDecoder(allocator);
  }

  RecordBatch batch(String... texts) {
    List<byte[]> messages =
        Arrays.stream(texts).map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
    DecodedMessages decoded = decoder.decode(messages);
    decoded
        .badMessage()
        .ifPresent(
            bad -> {
              decoded.vectors().close();
              throw new IllegalArgumentException("bad test data: " + bad);
            });
    Position before = position(read);
    read += texts.length;
    return new RecordBatch(
        decoded.schema(), decoded.vectors(), before, position(read), 100L * texts.length);
  }

  static Position position(long next) {
    return new Position("{\"next\":" + next + "}");
  }

  @Override
  public void close() {
    allocator.close();
  }
}
