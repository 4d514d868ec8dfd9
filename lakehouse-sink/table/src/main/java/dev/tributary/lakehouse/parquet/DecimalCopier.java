package dev.tributary.lakehouse.parquet;

import java.math.BigInteger;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.iceberg.types.TypeUtil;
import org.apache.iceberg.types.Types.DecimalType;
import org.apache.parquet.io.api.Binary;

/**
 * Copies decimals of 16 little-endian bytes into a column that keeps them as int, as long, or as
 * big-endian bytes, by its precision. A value with more digits than the column has is an error, not
 * another value.
 */
final class DecimalCopier {
  private final LeafColumn column;
  private final ArrowBuf data;
  private final ValueBytes bytes;
  private final int length;
  // the largest value of the column and its negative, as 128 bits
  private final long maxHigh;
  private final long maxLow;
  private final long minHigh;
  private final long minLow;

  private DecimalCopier(LeafColumn column, ArrowBuf data, DecimalType type, ValueBytes bytes) {
    this.column = column;
    this.data = data;
    this.bytes = bytes;
    this.length = TypeUtil.decimalRequiredBytes(type.precision());
    BigInteger max = BigInteger.TEN.pow(type.precision()).subtract(BigInteger.ONE);
    this.maxHigh = max.shiftRight(64).longValue();
    this.maxLow = max.longValue();
    this.minHigh = max.negate().shiftRight(64).longValue();
    this.minLow = max.negate().longValue();
  }

  static ValueCopier of(ArrowBuf data, LeafColumn column, DecimalType type, ValueBytes bytes) {
    DecimalCopier copier = new DecimalCopier(column, data, type, bytes);
    if (type.precision() <= 9) {
      return (i, r, d) -> column.writer().write((int) copier.low(i), r, d);
    }
    if (type.precision() <= 18) {
      return (i, r, d) -> column.writer().write(copier.low(i), r, d);
    }
    return (i, r, d) -> column.writer().write(copier.bigEndian(i), r, d);
  }

  /** The low 64 bits, which hold the whole value when the column has 18 digits at most. */
  private long low(int index) {
    long low = data.getLong(16L * index);
    requireInRange(index, data.getLong(16L * index + 8), low);
    return low;
  }

  private Binary bigEndian(int index) {
    long low = low(index);
    long high = data.getLong(16L * index + 8);
    byte[] target = bytes.atLeast(length);
    for (int i = 0; i < length; i++) {
      int shift = 8 * (length - 1 - i);
      target[i] = (byte) (shift < 64 ? low >>> shift : high >>> (shift - 64));
    }
    return Binary.fromReusedByteArray(target, 0, length);
  }

  private void requireInRange(int index, long high, long low) {
    if (compare(high, low, maxHigh, maxLow) > 0 || compare(high, low, minHigh, minLow) < 0) {
      throw new IllegalArgumentException(
          "Cannot write column "
              + column.path()
              + ": the value at index "
              + index
              + " of its vector has more digits than "
              + column.type()
              + " holds");
    }
  }

  private static int compare(long high, long low, long otherHigh, long otherLow) {
    return high != otherHigh ? Long.compare(high, otherHigh) : Long.compareUnsigned(low, otherLow);
  }
}
