package dev.tributary.lakehouse.parquet;

import dev.tributary.schema.ColumnType;
import java.time.OffsetDateTime;

/** Points in time as numbers. */
final class Points {
  private Points() {}

  /** In the unit of the type. */
  static long sinceEpoch(ColumnType.Timestamp type, OffsetDateTime time) {
    long perSecond = type == ColumnType.Timestamp.MICROS ? 1_000_000 : 1_000_000_000;
    long fraction = time.getNano() / (1_000_000_000 / perSecond);
    return Math.addExact(Math.multiplyExact(time.toEpochSecond(), perSecond), fraction);
  }
}
