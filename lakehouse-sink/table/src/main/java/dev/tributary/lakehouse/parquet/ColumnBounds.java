package dev.tributary.lakehouse.parquet;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.Optional;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types.DecimalType;
import org.apache.iceberg.util.BinaryUtil;
import org.apache.iceberg.util.UUIDUtil;
import org.apache.iceberg.util.UnicodeUtil;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.io.api.Binary;

/**
 * The least and greatest value of one column over the row groups of a file, as Iceberg's bounds.
 * Strings and binaries are cut to 16 characters or bytes; an upper bound that cannot be cut is left
 * out.
 */
final class ColumnBounds {
  private static final int LENGTH = 16;

  private final Type.PrimitiveType type;
  private final Comparator<Object> order;
  private Object least;
  private Object greatest;

  @SuppressWarnings("unchecked")
  ColumnBounds(LeafColumn leaf) {
    this.type = leaf.type();
    this.order =
        (Comparator<Object>) (Comparator<?>) leaf.descriptor().getPrimitiveType().comparator();
  }

  void add(Statistics<?> chunk) {
    if (!chunk.hasNonNullValue()) {
      return;
    }
    if (least == null || order.compare(chunk.genericGetMin(), least) < 0) {
      least = chunk.genericGetMin();
    }
    if (greatest == null || order.compare(chunk.genericGetMax(), greatest) > 0) {
      greatest = chunk.genericGetMax();
    }
  }

  Optional<ByteBuffer> lower() {
    return Optional.ofNullable(least)
        .map(this::value)
        .map(ColumnBounds::cutDown)
        .map(bound -> Conversions.toByteBuffer(type, bound));
  }

  Optional<ByteBuffer> upper() {
    return Optional.ofNullable(greatest)
        .map(this::value)
        .map(ColumnBounds::cutUp)
        .map(bound -> Conversions.toByteBuffer(type, bound));
  }

  private static Object cutDown(Object value) {
    if (value instanceof String text) {
      return UnicodeUtil.truncateStringMin(text, LENGTH);
    }
    return value instanceof ByteBuffer bytes ? BinaryUtil.truncateBinaryMin(bytes, LENGTH) : value;
  }

  /** Null when no value of that length is as great. */
  private static Object cutUp(Object value) {
    if (value instanceof String text) {
      return UnicodeUtil.truncateStringMax(text, LENGTH);
    }
    return value instanceof ByteBuffer bytes ? BinaryUtil.truncateBinaryMax(bytes, LENGTH) : value;
  }

  /** A value of Parquet's statistics as Iceberg has it. */
  private Object value(Object statistic) {
    return switch (type.typeId()) {
      case STRING -> ((Binary) statistic).toStringUsingUTF8();
      case BINARY, FIXED -> ((Binary) statistic).toByteBuffer();
      case UUID -> UUIDUtil.convert(((Binary) statistic).getBytes());
      case DECIMAL -> new BigDecimal(unscaled(statistic), ((DecimalType) type).scale());
      default -> statistic;
    };
  }

  private static BigInteger unscaled(Object statistic) {
    return statistic instanceof Binary bytes
        ? new BigInteger(bytes.getBytes())
        : BigInteger.valueOf(((Number) statistic).longValue());
  }
}
