package dev.tributary.endpoint.kafka;

import dev.tributary.format.DecodedMessages;
import dev.tributary.format.DecodedMessages.BadMessage;
import dev.tributary.format.MessageDecoder;
import dev.tributary.format.MessageFormat;
import dev.tributary.schema.ArrowTypes;
import dev.tributary.schema.Column;
import dev.tributary.schema.ColumnType.Primitive;
import dev.tributary.schema.Schema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Messages {@code 17;some text} as columns {@code n} (bigint) and {@code text} (string). */
public final class NumberedFormat implements MessageFormat {
  private static final Schema SCHEMA =
      Schema.of(Column.of("n", Primitive.BIGINT), Column.of("text", Primitive.STRING));

  /** The column {@code n} of some vectors that this format made. */
  public static List<Long> numbers(VectorSchemaRoot vectors) {
    BigIntVector n = (BigIntVector) vectors.getVector("n");
    List<Long> numbers = new ArrayList<>();
    for (int i = 0; i < vectors.getRowCount(); i++) {
      numbers.add(n.get(i));
    }
    return numbers;
  }

  @Override
  public String name() {
    return "numbered";
  }

  @Override
  public MessageDecoder newDecoder(BufferAllocator allocator) {
    return messages -> decode(messages, allocator);
  }

  private static DecodedMessages decode(List<byte[]> messages, BufferAllocator allocator) {
    VectorSchemaRoot vectors = VectorSchemaRoot.create(ArrowTypes.toArrow(SCHEMA), allocator);
    BigIntVector n = (BigIntVector) vectors.getVector("n");
    VarCharVector text = (VarCharVector) vectors.getVector("text");
    for (int i = 0; i < messages.size(); i++) {
      String[] parts = new String(messages.get(i), StandardCharsets.UTF_8).split(";", 2);
      if (parts.length < 2 || !parts[0].matches("[0-9]{1,18}")) {
        vectors.setRowCount(i);
        return new DecodedMessages(SCHEMA, vectors, Optional.of(bad(i, parts)));
      }
      n.setSafe(i, Long.parseLong(parts[0]));
      text.setSafe(i, parts[1].getBytes(StandardCharsets.UTF_8));
    }
    vectors.setRowCount(messages.size());
    return new DecodedMessages(SCHEMA, vectors, Optional.empty());
  }

  private static BadMessage bad(int index, String[] parts) {
    return parts.length < 2
        ? new BadMessage(index, "", "expected n;text, got \"" + parts[0] + "\"")
        : new BadMessage(index, "n", "expected bigint, got string \"" + parts[0] + "\"");
  }
}
