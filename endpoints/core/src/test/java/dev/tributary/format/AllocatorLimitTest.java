package dev.tributary.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.schema.Column;
import dev.tributary.schema.ColumnType;
import dev.tributary.schema.Schema;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AllocatorLimitTest {
  @RegisterExtension final Decoding decoding = new Decoding();

  @Test
  void whereverTheLimitIsHitNothingStaysAllocatedAndTheDecoderGoesOn() {
    var format =
        JsonFormat.of(
            Schema.of(
                Column.of("t", ColumnType.Primitive.STRING),
                Column.of("l", ColumnType.parse("list<struct<n: decimal(10,2), b: binary>>")),
                Column.of("m", ColumnType.parse("map<string, list<timestamp>>")),
                Column.of("f", ColumnType.Primitive.BOOLEAN)));
    List<byte[]> messages =
        IntStream.range(0, 40)
            .mapToObj(
                i ->
                    "{\"t\":\"%s\",\"l\":[%s{\"n\":1.25,\"b\":\"AAEC\"}],\"m\":{\"k\":[%d,2],\"k%d\":[]},\"new\":[{\"x\":%d}]}"
                        .formatted("text".repeat(i), "{\"n\":1},".repeat(i), i, i, i))
            .map(Decoding::utf8)
            .toList();
    int failed = 0;
    long limit = 0;
    boolean fits = false;
    while (!fits) {
      try (BufferAllocator small = decoding.allocator().newChildAllocator("small", 0, limit)) {
        MessageDecoder decoder = format.newDecoder(small);
        try (var vectors = decoder.decode(messages).vectors()) {
          assertThat(vectors.getRowCount()).isEqualTo(messages.size());
          fits = true;
        } catch (OutOfMemoryException e) {
          failed++;
        }
        assertThat(small.getAllocatedMemory()).as("with a limit of %d bytes", limit).isZero();

        small.setLimit(Long.MAX_VALUE);
        try (var vectors = decoder.decode(messages).vectors()) {
          assertThat(vectors.getRowCount()).isEqualTo(messages.size());
        }
      }
      limit += 256;
    }
    assertThat(failed).isGreaterThan(100);
  }
}
