package dev.tributary.lakehouse.parquet;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.parquet.bytes.ByteBufferAllocator;
import org.apache.parquet.column.values.plain.PlainValuesWriter;

/** Dictionary of values of eight bytes: longs, and doubles by their bits. */
final class LongDictionary extends DictionaryWriter {
  private static final long[] NONE = {};

  private long[] values = NONE;

  LongDictionary(int maxDictionaryBytes, int pageBytes, ByteBufferAllocator allocator) {
    super(maxDictionaryBytes, pageBytes, allocator);
  }

  @Override
  public void writeLong(long value) {
    PlainValuesWriter plain = plain(8);
    if (plain != null) {
      plain.writeLong(value);
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
  public void writeDouble(double value) {
    writeLong(Double.doubleToRawLongBits(value));
  }

  private void add(int slot, long value) {
    int entry = addEntry(slot, 8);
    if (entry == values.length) {
      values = Arrays.copyOf(values, Math.max(8, 2 * entry));
    }
    values[entry] = value;
    append(entry);
  }

  static int hashOf(long value) {
    long mixed = value * 0x9E3779B97F4A7C15L;
    return (int) ((mixed ^ (mixed >>> 32)) * 0x9E3779B97F4A7C15L >>> 32);
  }

  @Override
  int hash(int entry) {
    return hashOf(values[entry]);
  }

  @Override
  void writeEntry(int entry, PlainValuesWriter writer) {
    writer.writeLong(values[entry]);
  }

  @Override
  byte[] dictionaryPage(int entryCount) {
    ByteBuffer page = ByteBuffer.allocate(8 * entryCount).order(ByteOrder.LITTLE_ENDIAN);
    page.asLongBuffer().put(values, 0, entryCount);
    return page.array();
  }

  @Override
  long entryMemory() {
    return 8L * values.length;
  }

  @Override
  void forgetEntries() {
    values = NONE;
  }
}
