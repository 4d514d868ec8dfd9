package dev.tributary.lakehouse.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.Test;

class DictionaryWriterTest {
  private static final int PAGE_BYTES = 1 << 20;

  private final LongDictionary writer = new LongDictionary(PAGE_BYTES, PAGE_BYTES, heap());

  @Test
  void aDictionaryWithoutValuesHoldsNoMemory() {
    assertThat(writer.getAllocatedSize()).isZero();
    assertThat(writer.toDictPageAndClose()).isNull();
  }

  @Test
  void theDictionaryPageHoldsTheValuesInTheOrderTheyCame() throws IOException {
    for (int i = 0; i < 1_000; i++) {
      writer.writeLong(i % 3 - 1);
    }
    endPage(writer, Encoding.RLE_DICTIONARY);

    DictionaryPage page = writer.toDictPageAndClose();
    assertThat(page.getDictionarySize()).isEqualTo(3);
    assertThat(page.getEncoding()).isEqualTo(Encoding.PLAIN);
    assertThat(longs(page.getBytes())).containsExactly(-1L, 0L, 1L);
  }

  @Test
  void aFirstPageThatADictionaryDoesNotShrinkIsPlainAndFreesTheDictionary() throws IOException {
    List<Long> values = new Random(1).longs(1_000).boxed().toList();
    values.forEach(writer::writeLong);

    assertThat(longs(writer.getBytes())).isEqualTo(values);
    assertThat(writer.getEncoding()).isEqualTo(Encoding.PLAIN);
    writer.reset();
    assertThat(writer.toDictPageAndClose()).isNull();
    assertThat(writer.getAllocatedSize()).isLessThan(1_000);
  }

  @Test
  void aDictionaryThatPagesUseStaysWhenLaterPagesGoPlain() throws IOException {
    for (int i = 0; i < 1_000; i++) {
      writer.writeLong(i % 2);
    }
    endPage(writer, Encoding.RLE_DICTIONARY);
    for (long i = 0; i < 200_000; i++) {
      writer.writeLong(i);
    }
    assertThat(longs(writer.getBytes())).hasSize(200_000).startsWith(0L, 1L, 2L);
    endPage(writer, Encoding.PLAIN);

    assertThat(longs(writer.toDictPageAndClose().getBytes())).containsExactly(0L, 1L);
  }

  @Test
  void valuesMadeToCollideGoPlainInsteadOfBeingSearchedLongerAndLonger() throws IOException {
    List<Long> colliding =
        new Random(2)
            .longs()
            .filter(value -> LongDictionary.hashOf(value) >>> 20 == 7)
            .limit(600)
            .boxed()
            .toList();
    for (int repeat = 0; repeat < 5; repeat++) {
      colliding.forEach(writer::writeLong);
    }

    assertThat(longs(writer.getBytes())).hasSize(3_000).startsWith(colliding.toArray(Long[]::new));
    endPage(writer, Encoding.PLAIN);
  }

  @Test
  void aPageOfNullsDecidesNothing() {
    assertThat(writer.getBytes().size()).isZero();
    endPage(writer, Encoding.PLAIN);
    for (int i = 0; i < 1_000; i++) {
      writer.writeLong(5);
    }
    writer.getBytes();
    endPage(writer, Encoding.RLE_DICTIONARY);
  }

  @Test
  void aDictionaryStartsAgainAfterItsColumnChunk() throws IOException {
    for (long round = 1; round <= 2; round++) {
      for (int i = 0; i < 100; i++) {
        writer.writeLong(round);
      }
      writer.getBytes();
      endPage(writer, Encoding.RLE_DICTIONARY);
      assertThat(longs(writer.toDictPageAndClose().getBytes())).containsExactly(round);
      writer.resetDictionary();
    }
  }

  @Test
  void textsOfEveryLengthAreToldApart() throws IOException {
    BinaryDictionary texts = new BinaryDictionary(PAGE_BYTES, PAGE_BYTES, heap());
    byte[] reused = new byte[100];
    for (int repeat = 0; repeat < 20; repeat++) {
      for (int length = 0; length < 100; length++) {
        reused[0] = (byte) (length % 2);
        texts.writeBytes(Binary.fromReusedByteArray(reused, 0, length));
      }
    }
    texts.getBytes();
    endPage(texts, Encoding.RLE_DICTIONARY);

    DictionaryPage page = texts.toDictPageAndClose();
    assertThat(page.getDictionarySize()).isEqualTo(100);
    ByteBuffer bytes = bytes(page.getBytes());
    for (int length = 0; length < 100; length++) {
      assertThat(bytes.getInt()).isEqualTo(length);
      if (length > 0) {
        assertThat(bytes.get(bytes.position())).isEqualTo((byte) (length % 2));
      }
      bytes.position(bytes.position() + length);
    }
    assertThat(bytes.hasRemaining()).isFalse();
  }

  private static void endPage(ValuesWriter writer, Encoding expected) {
    assertThat(writer.getEncoding()).isEqualTo(expected);
    writer.reset();
    assertThat(writer.getBufferedSize()).isZero();
  }

  private static List<Long> longs(BytesInput bytes) throws IOException {
    ByteBuffer buffer = bytes(bytes);
    List<Long> values = new ArrayList<>();
    while (buffer.hasRemaining()) {
      values.add(buffer.getLong());
    }
    return values;
  }

  private static ByteBuffer bytes(BytesInput bytes) throws IOException {
    return bytes.toByteBuffer(heap(), buffer -> {}).duplicate().order(ByteOrder.LITTLE_ENDIAN);
  }

  private static HeapByteBufferAllocator heap() {
    return HeapByteBufferAllocator.getInstance();
  }
}
