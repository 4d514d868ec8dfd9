package dev.tributary.flightsql;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightStream;
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
import org.apache.arrow.vector.TimeStampMicroVector;
import org.apache.arrow.vector.TimeStampNanoTZVector;
import org.apache.arrow.vector.TimeStampNanoVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.DenseUnionVector;

/**
 * Values of a statement's parameters as a client sends them: one batch of one row, a column for
 * each {@code ?}.
 */
final class ParameterValues {
  private ParameterValues() {}

  static List<Object> read(FlightStream stream) {
    List<Object> values = new ArrayList<>();
    boolean seen = false;
    while (stream.next()) {
      VectorSchemaRoot root = stream.getRoot();
      if (root.getRowCount() == 0) {
        continue;
      }
      if (seen || root.getRowCount() > 1) {
        throw refuse("a query takes one row of values at a time");
      }
      seen = true;
      for (FieldVector vector : root.getFieldVectors()) {
        values.add(value(vector));
      }
    }
    return values;
  }

  private static Object value(FieldVector vector) {
    if (vector instanceof DenseUnionVector) {
      throw refuse(
          "the type of parameter " + vector.getName() + " is not known; cast it in the SQL");
    }
    if (vector.isNull(0)) {
      return null;
    }
    if (vector instanceof BitVector bits) {
      return bits.get(0) != 0;
    }
    if (vector instanceof TinyIntVector numbers) {
      return (long) numbers.get(0);
    }
    if (vector instanceof SmallIntVector numbers) {
      return (long) numbers.get(0);
    }
    if (vector instanceof IntVector numbers) {
      return (long) numbers.get(0);
    }
    if (vector instanceof BigIntVector numbers) {
      return numbers.get(0);
    }
    if (vector instanceof Float4Vector numbers) {
      return (double) numbers.get(0);
    }
    if (vector instanceof Float8Vector numbers) {
      return numbers.get(0);
    }
    if (vector instanceof DecimalVector decimals) {
      BigDecimal decimal = decimals.getObject(0);
      return decimal;
    }
    if (vector instanceof VarCharVector text) {
      return text.getObject(0).toString();
    }
    if (vector instanceof VarBinaryVector bytes) {
      return bytes.get(0);
    }
    if (vector instanceof DateDayVector days) {
      return LocalDate.ofEpochDay(days.get(0));
    }
    return moment(vector);
  }

  private static Object moment(FieldVector vector) {
    if (vector instanceof TimeStampMicroTZVector micros) {
      return ofMicros(micros.get(0)).atOffset(ZoneOffset.UTC);
    }
    if (vector instanceof TimeStampMicroVector micros) {
      return LocalDateTime.ofInstant(ofMicros(micros.get(0)), ZoneOffset.UTC);
    }
    if (vector instanceof TimeStampNanoTZVector nanos) {
      return ofNanos(nanos.get(0)).atOffset(ZoneOffset.UTC);
    }
    if (vector instanceof TimeStampNanoVector nanos) {
      return LocalDateTime.ofInstant(ofNanos(nanos.get(0)), ZoneOffset.UTC);
    }
    throw refuse(
        "parameter "
            + vector.getName()
            + " is of type "
            + vector.getField().getType()
            + ", which is not known");
  }

  private static Instant ofMicros(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  private static Instant ofNanos(long nanos) {
    return Instant.EPOCH.plus(nanos, ChronoUnit.NANOS);
  }

  private static RuntimeException refuse(String reason) {
    return CallStatus.INVALID_ARGUMENT
        .withDescription("Cannot bind parameters: " + reason)
        .toRuntimeException();
  }
}
