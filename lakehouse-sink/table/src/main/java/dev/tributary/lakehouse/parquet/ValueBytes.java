package dev.tributary.lakehouse.parquet;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.parquet.io.api.Binary;

/**
 * One array that the bytes of strings and binaries pass through, so that a value costs no array of
 * its own. A binary from here is good until the next one is asked for; Parquet copies what it keeps
 * (dictionary entries, bounds), because the binary is marked as reused.
 */
final class ValueBytes {
  private byte[] bytes = new byte[64];

  Binary read(ArrowBuf data, long from, int length) {
    byte[] target = atLeast(length);
    data.getBytes(from, target, 0, length);
    return Binary.fromReusedByteArray(target, 0, length);
  }

  byte[] atLeast(int length) {
    if (bytes.length < length) {
      bytes = new byte[Math.max(length, (int) Math.min(bytes.length * 2L, Integer.MAX_VALUE - 8))];
    }
    return bytes;
  }
}
