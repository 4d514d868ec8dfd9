package dev.tributary.lakehouse.parquet;

import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.TimeStampNanoTZVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types.DecimalType;
import org.apache.iceberg.types.Types.TimestampNanoType;
import org.apache.iceberg.types.Types.TimestampType;

/**
 * Which vector may fill which column. A vector may be narrower than its column where Iceberg lets a
 * column of the narrow type become the wide one: whole numbers up to int or long, float up to
 * double, decimals of the same scale and less precision. Whole numbers also fill doubles, each as
 * far as it is exact: a stream whose fields are detected shows {@code 2} before it shows {@code
 * 2.5}.
 */
final class ColumnFit {
  private ColumnFit() {}

  static boolean fits(FieldVector vector, Type.PrimitiveType column) {
    return switch (column.typeId()) {
      case BOOLEAN -> vector instanceof BitVector;
      case INTEGER -> isIntOrLess(vector);
      case LONG -> isIntOrLess(vector) || vector instanceof BigIntVector;
      case FLOAT -> vector instanceof Float4Vector;
      case DOUBLE ->
          vector instanceof Float4Vector
              || vector instanceof Float8Vector
              || isIntOrLess(vector)
              || vector instanceof BigIntVector;
      case DATE -> vector instanceof DateDayVector;
      case TIMESTAMP ->
          vector instanceof TimeStampMicroTZVector && ((TimestampType) column).shouldAdjustToUTC();
      case TIMESTAMP_NANO ->
          vector instanceof TimeStampNanoTZVector
              && ((TimestampNanoType) column).shouldAdjustToUTC();
      case STRING -> vector instanceof VarCharVector;
      case BINARY -> vector instanceof VarBinaryVector;
      case DECIMAL ->
          vector instanceof DecimalVector decimals
              && decimals.getScale() == ((DecimalType) column).scale()
              && decimals.getPrecision() <= ((DecimalType) column).precision();
      default -> false;
    };
  }

  private static boolean isIntOrLess(FieldVector vector) {
    return vector instanceof TinyIntVector
        || vector instanceof SmallIntVector
        || vector instanceof IntVector;
  }
}
