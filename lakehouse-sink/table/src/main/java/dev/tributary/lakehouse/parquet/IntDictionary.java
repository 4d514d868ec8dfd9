package dev.tributary.lakehouse.parquet;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.parquet.bytes.ByteBufferAllocator;
import org.apache.parquet.column.values.plain.PlainValuesWriter;

/** Dictionary of values of four bytes: ints, and floats by their bits. */
final class IntDictionary extends DictionaryWriter {
  private static final int[] NONE = {};

  private int[] values = NONE;

  IntDictionary(int maxDictionaryBytes, int pageBytes, ByteBufferAllocator allocator) {
    super(maxDictionaryBytes, pageBytes, allocator);
  }

  @Override
  public void writeInteger(int value) {
    PlainValuesWriter plain = plain(4);
    if (plain != null) {
      plain.writeInteger(value);
      return;
    }
    int slot = firstSlot(hashOf(value));
    for (int probes = 0; ; probes++) {
      int entry = entryAt(slot);
      if (entry < 0) {
        add(slot, value);
        return;
      }
      if (values[entry] == value) {
        append(entry);
        return;
      }
      slot = nextSlot(slot, probes);
    }
  }

  @Override
  public void writeFloat(float value) {
    writeInteger(Float.floatToRawIntBits(value));
  }

  private void add(int slot, int value) {
    int entry = addEntry(slot, 4);
    if (entry == values.length) {
      values = Arrays.copyOf(values, Math.max(8, 2 * entry));
    }
    values[entry] = value;
    append(entry);
  }

  private static int hashOf(int value) {
    int mixed = value * 0x9E3779B9;
    return (mixed ^ (mixed >>> 16)) * 0x85EBCA6B;
  }

  @Override
  int hash(int entry) {
    return hashOf(values[entry]);
  }

  @Override
  void writeEntry(int entry, PlainValuesWriter writer) {
    writer.writeInteger(values[entry]);
  }

  @Override
  byte[] dictionaryPage(int entryCount) {
    ByteBuffer page = ByteBuffer.allocate(4 * entryCount).order(ByteOrder.LITTLE_ENDIAN);
    page.asIntBuffer().put(values, 0, entryCount);
    return page.array();
  }

  @Override
  long entryMemory() {
    return 4L * values.length;
  }

  @Override
  void forgetEntries() {
    values = NONE;
  }
}
