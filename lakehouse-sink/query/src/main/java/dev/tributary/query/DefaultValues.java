package dev.tributary.query;

import java.nio.ByteBuffer;
import java.util.Locale;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.util.DateTimeUtil;

/**
 * Writes an Iceberg column's initial default as the text that DuckDB casts to the column's type.
 */
final class DefaultValues {
  private DefaultValues() {}

  static String text(Type type, Object value) {
    return switch (type.typeId()) {
      case DATE -> DateTimeUtil.dateFromDays((Integer) value).toString();
      case TIME -> DateTimeUtil.timeFromMicros((Long) value).toString();
      case TIMESTAMP -> DateTimeUtil.timestampFromMicros((Long) value).toString();
      case TIMESTAMP_NANO -> DateTimeUtil.timestampFromNanos((Long) value).toString();
      case FIXED, BINARY -> blob(((ByteBuffer) value).duplicate());
      default -> value.toString();
    };
  }

  private static String blob(ByteBuffer bytes) {
    StringBuilder text = new StringBuilder();
    while (bytes.hasRemaining()) {
      text.append(String.format(Locale.ROOT, "\\x%02X", bytes.get()));
    }
    return text.toString();
  }
}
