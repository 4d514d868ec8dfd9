package dev.tributary.lakehouse.parquet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.parquet.bytes.ByteBufferAllocator;
import org.apache.parquet.column.values.plain.PlainValuesWriter;
import org.apache.parquet.io.api.Binary;

/**
 * Dictionary of strings and binaries. The entries lie one behind the other as the dictionary page
 * has them: length, then bytes.
 */
final class BinaryDictionary extends DictionaryWriter {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final byte[] NO_BYTES = {};
  private static final int[] NONE = {};

  private byte[] page = NO_BYTES;
  private int pageEnd;
  // where in the page each entry's bytes begin
  private int[] starts = NONE;

  BinaryDictionary(int maxDictionaryBytes, int pageBytes, ByteBufferAllocator allocator) {
    super(maxDictionaryBytes, pageBytes, allocator);
  }

  @Override
  public void writeBytes(Binary value) {
    PlainValuesWriter plain = plain(4L + value.length());
    if (plain != null) {
      plain.writeBytes(value);
      return;
    }
    ByteBuffer buffer = value.toByteBuffer();
    byte[] bytes = buffer.array();
    int from = buffer.arrayOffset() + buffer.position();
    int length = buffer.remaining();
    int slot = firstSlot(hashOf(bytes, from, length));
    for (int probes = 0; ; probes++) {
      int entry = entryAt(slot);
      if (entry < 0) {
        add(slot, bytes, from, length);
        return;
      }
      if (matches(entry, bytes, from, length)) {
        append(entry);
        return;
      }
      slot = nextSlot(slot, probes);
    }
  }

  private boolean matches(int entry, byte[] bytes, int from, int length) {
    int start = starts[entry];
    return length(start) == length
        && Arrays.equals(page, start, start + length, bytes, from, from + length);
  }

  private int length(int start) {
    return (int) INTS.get(page, start - 4);
  }

  private void add(int slot, byte[] bytes, int from, int length) {
    int entry = addEntry(slot, 4L + length);
    if (entry == starts.length) {
      starts = Arrays.copyOf(starts, Math.max(8, 2 * entry));
    }
    int start = pageEnd + 4;
    int end = Math.addExact(start, length);
    if (end > page.length) {
      page = Arrays.copyOf(page, Math.max(end, Math.max(64, 2 * pageEnd)));
    }
    INTS.set(page, pageEnd, length);
    System.arraycopy(bytes, from, page, start, length);
    starts[entry] = start;
    pageEnd = end;
    append(entry);
  }

  private static int hashOf(byte[] bytes, int from, int length) {
    long hash = length;
    int at = from;
    int end = from + length;
    for (; at + 8 <= end; at += 8) {
      hash = mix(hash ^ (long) LONGS.get(bytes, at));
    }
    long rest = 0;
    for (; at < end; at++) {
      rest = rest << 8 | bytes[at] & 0xFF;
    }
    return (int) (mix(hash ^ rest) >>> 32);
  }

  private static long mix(long value) {
    long mixed = value * 0x9E3779B97F4A7C15L;
    return (mixed ^ (mixed >>> 32)) * 0xD6E8FEB86659FD93L;
  }

  @Override
  int hash(int entry) {
    return hashOf(page, starts[entry], length(starts[entry]));
  }

  @Override
  void writeEntry(int entry, PlainValuesWriter writer) {
    writer.writeBytes(Binary.fromReusedByteArray(page, starts[entry], length(starts[entry])));
  }

  @Override
  byte[] dictionaryPage(int entryCount) {
    int last = starts[entryCount - 1];
    return Arrays.copyOf(page, last + length(last));
  }

  @Override
  long entryMemory() {
    return page.length + 4L * starts.length;
  }

  @Override
  void forgetEntries() {
    page = NO_BYTES;
    pageEnd = 0;
    starts = NONE;
  }
}
