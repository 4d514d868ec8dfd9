package dev.tributary.lakehouse.parquet;

import dev.tributary.writer.SchemaRefusedException;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.iceberg.types.Types.DecimalType;

/** Makes the copiers from vectors into columns that {@link ColumnFit} lets them fill. */
final class ValueCopiers {
  /** Up to here every whole number is exact as a double. */
  private static final long LARGEST_EXACT = 1L << 53;

  private final ValueBytes bytes;

  ValueCopiers(ValueBytes bytes) {
    this.bytes = bytes;
  }

  /** How values get from the vector's present buffers into the column. */
  ValueCopier copier(FieldVector vector, LeafColumn column) {
    ArrowBuf data = vector.getDataBuffer();
    if (vector instanceof BitVector bits) {
      return (i, r, d) -> column.writer().write(bits.get(i) != 0, r, d);
    }
    if (vector instanceof DecimalVector) {
      return DecimalCopier.of(data, column, (DecimalType) column.type(), bytes);
    }
    if (vector instanceof BaseVariableWidthVector variable) {
      return variableWidth(data, variable.getOffsetBuffer(), column);
    }
    return switch (column.descriptor().getPrimitiveType().getPrimitiveTypeName()) {
      case FLOAT -> (i, r, d) -> column.writer().write(data.getFloat(4L * i), r, d);
      case DOUBLE -> doubles(vector, data, column);
      case INT32 -> ints(vector, data, column);
      case INT64 -> longs(vector, data, column);
      default -> throw new IllegalStateException(column.path() + ": " + column.descriptor());
    };
  }

  private ValueCopier variableWidth(ArrowBuf data, ArrowBuf offsets, LeafColumn column) {
    return (i, r, d) -> {
      int from = offsets.getInt(4L * i);
      int length = offsets.getInt(4L * i + 4) - from;
      column.writer().write(bytes.read(data, from, length), r, d);
    };
  }

  private static ValueCopier doubles(FieldVector vector, ArrowBuf data, LeafColumn column) {
    if (vector instanceof Float4Vector) {
      return (i, r, d) -> column.writer().write((double) data.getFloat(4L * i), r, d);
    }
    if (vector instanceof BaseIntVector whole) {
      return (i, r, d) -> column.writer().write(exact(whole.getValueAsLong(i), column), r, d);
    }
    return (i, r, d) -> column.writer().write(data.getDouble(8L * i), r, d);
  }

  private static double exact(long value, LeafColumn column) {
    if (value > LARGEST_EXACT || value < -LARGEST_EXACT) {
      throw new SchemaRefusedException(
          "Cannot write column " + column.path() + ": " + value + " is no exact double");
    }
    return value;
  }

  private static ValueCopier ints(FieldVector vector, ArrowBuf data, LeafColumn column) {
    if (vector instanceof TinyIntVector) {
      return (i, r, d) -> column.writer().write((int) data.getByte(i), r, d);
    }
    if (vector instanceof SmallIntVector) {
      return (i, r, d) -> column.writer().write((int) data.getShort(2L * i), r, d);
    }
    return (i, r, d) -> column.writer().write(data.getInt(4L * i), r, d);
  }

  private static ValueCopier longs(FieldVector vector, ArrowBuf data, LeafColumn column) {
    if (vector instanceof TinyIntVector) {
      return (i, r, d) -> column.writer().write((long) data.getByte(i), r, d);
    }
    if (vector instanceof SmallIntVector) {
      return (i, r, d) -> column.writer().write((long) data.getShort(2L * i), r, d);
    }
    if (vector instanceof IntVector) {
      return (i, r, d) -> column.writer().write((long) data.getInt(4L * i), r, d);
    }
    return (i, r, d) -> column.writer().write(data.getLong(8L * i), r, d);
  }
}
