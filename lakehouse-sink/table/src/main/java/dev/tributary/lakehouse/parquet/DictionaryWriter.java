package dev.tributary.lakehouse.parquet;

import java.io.IOException;
import java.util.Arrays;
import org.apache.parquet.bytes.ByteBufferAllocator;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.column.values.plain.PlainValuesWriter;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;
import org.apache.parquet.io.ParquetEncodingException;

/**
 * The values of one column chunk in a dictionary, each distinct value once, as long as that pays;
 * plain from the page on where it does not: the first page would not become smaller, or the
 * dictionary would become too large.
 *
 * <p>It stands in for the writers that Parquet brings because those take 16 KiB a column before the
 * first row, and a commit may have a thousand files open. This one starts with nothing and doubles.
 *
 * <p>Entries are found in an open-addressed table. When values collide far beyond chance, the
 * column goes plain instead of searching longer and longer.
 */
abstract class DictionaryWriter extends ValuesWriter {
  private static final int MAX_PROBES = 256;
  private static final int FIRST_SLAB_BYTES = 64;
  private static final int[] NONE = {};

  private final int maxDictionaryBytes;
  private final ByteBufferAllocator allocator;
  private final PlainValuesWriter plain;
  private boolean isPlain;

  // entry numbers plus one; 0 is a free slot; at most half full
  private int[] table = NONE;
  private int entries;
  private long dictionaryBytes;
  private boolean tooLarge;
  // entries that the pages ended so far need
  private int entriesInPages;

  // the open page: its size in plain encoding, and the entry numbers of its values
  private long rawBytes;
  private int[] ids = NONE;
  private int idCount;
  private RunLengthBitPackingHybridEncoder encodedIds;

  DictionaryWriter(int maxDictionaryBytes, int pageBytes, ByteBufferAllocator allocator) {
    this.maxDictionaryBytes = maxDictionaryBytes;
    this.allocator = allocator;
    this.plain = new PlainValuesWriter(FIRST_SLAB_BYTES, pageBytes, allocator);
  }

  /** The dictionary page for the first entries, by number. */
  abstract byte[] dictionaryPage(int entryCount);

  /** Memory held by the values of the entries. */
  abstract long entryMemory();

  abstract int hash(int entry);

  abstract void writeEntry(int entry, PlainValuesWriter writer);

  abstract void forgetEntries();

  /**
   * Where to write the next value: null while there is a dictionary.
   *
   * @param bytes size of the value in plain encoding
   */
  final PlainValuesWriter plain(long bytes) {
    rawBytes += bytes;
    return isPlain ? plain : null;
  }

  /** Where the search for an entry starts; the table has room for one more. */
  final int firstSlot(int hash) {
    if (2 * (entries + 1) > table.length) {
      growTable();
    }
    return slot(hash);
  }

  /** The entry in a slot, or -1 when it is free. */
  final int entryAt(int slot) {
    return table[slot] - 1;
  }

  final int nextSlot(int slot, int probes) {
    if (probes == MAX_PROBES) {
      tooLarge = true;
    }
    return (slot + 1) & (table.length - 1);
  }

  /** Gives the next number to a new entry, which takes so many bytes of the dictionary page. */
  final int addEntry(int slot, long bytes) {
    table[slot] = ++entries;
    dictionaryBytes += bytes;
    if (dictionaryBytes > maxDictionaryBytes) {
      tooLarge = true;
    }
    return entries - 1;
  }

  /** Appends a value to the open page. */
  final void append(int entry) {
    if (idCount == ids.length) {
      ids = Arrays.copyOf(ids, Math.max(16, 2 * ids.length));
    }
    ids[idCount++] = entry;
    if (tooLarge) {
      goPlain();
    }
  }

  private int slot(int hash) {
    return hash >>> Integer.numberOfLeadingZeros(table.length - 1);
  }

  private void growTable() {
    table = new int[Math.max(16, 2 * table.length)];
    for (int entry = 0; entry < entries; entry++) {
      int slot = slot(hash(entry));
      while (table[slot] != 0) {
        slot = (slot + 1) & (table.length - 1);
      }
      table[slot] = entry + 1;
    }
  }

  private void goPlain() {
    isPlain = true;
    for (int i = 0; i < idCount; i++) {
      writeEntry(ids[i], plain);
    }
    ids = NONE;
    idCount = 0;
    table = NONE;
    if (entriesInPages == 0) {
      forgetDictionary();
    }
  }

  private void forgetDictionary() {
    table = NONE;
    entries = 0;
    dictionaryBytes = 0;
    entriesInPages = 0;
    forgetEntries();
  }

  @Override
  public final long getBufferedSize() {
    return rawBytes;
  }

  @Override
  public final long getAllocatedSize() {
    return 4L * ids.length + 4L * table.length + entryMemory() + plain.getAllocatedSize();
  }

  @Override
  public final BytesInput getBytes() {
    if (pageHasDictionary()) {
      BytesInput page = encodeIds();
      if (entriesInPages > 0 || page.size() + dictionaryBytes < rawBytes) {
        return page;
      }
      goPlain();
    }
    return plain.getBytes();
  }

  /** A page of nulls alone needs no dictionary, and says nothing about whether one would pay. */
  private boolean pageHasDictionary() {
    return !isPlain && idCount > 0;
  }

  private BytesInput encodeIds() {
    int bitWidth = BytesUtils.getWidthFromMaxInt(entries - 1);
    encodedIds =
        new RunLengthBitPackingHybridEncoder(
            bitWidth, FIRST_SLAB_BYTES, maxDictionaryBytes, allocator);
    try {
      for (int i = 0; i < idCount; i++) {
        encodedIds.writeInt(ids[i]);
      }
      return BytesInput.concat(BytesInput.from(new byte[] {(byte) bitWidth}), encodedIds.toBytes());
    } catch (IOException e) {
      throw new ParquetEncodingException("Cannot encode " + idCount + " dictionary values", e);
    }
  }

  @Override
  public final Encoding getEncoding() {
    return pageHasDictionary() ? Encoding.RLE_DICTIONARY : Encoding.PLAIN;
  }

  @Override
  public final void reset() {
    if (pageHasDictionary()) {
      entriesInPages = entries;
    }
    idCount = 0;
    rawBytes = 0;
    plain.reset();
    closeEncodedIds();
  }

  @Override
  public final DictionaryPage toDictPageAndClose() {
    return entriesInPages == 0
        ? null
        : new DictionaryPage(
            BytesInput.from(dictionaryPage(entriesInPages)), entriesInPages, Encoding.PLAIN);
  }

  @Override
  public final void resetDictionary() {
    isPlain = false;
    tooLarge = false;
    forgetDictionary();
  }

  @Override
  public final void close() {
    plain.close();
    closeEncodedIds();
  }

  private void closeEncodedIds() {
    if (encodedIds != null) {
      encodedIds.close();
      encodedIds = null;
    }
  }

  @Override
  public final String memUsageString(String prefix) {
    return prefix + " dictionary of " + entries + " entries, " + getAllocatedSize() + " bytes";
  }
}
