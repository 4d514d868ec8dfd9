package dev.tributary.runner.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeNanoVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.types.pojo.ArrowType;

/** One cell of a vector as JSON or text. Moments are ISO-8601 in UTC, bytes are hexadecimal. */
final class Cells {
  private static final JsonFactory JSON = new JsonFactory();

  private Cells() {}

  /** The cell as text; nested values as JSON. The cell must not be null. */
  static String text(FieldVector vector, int row) {
    if (vector instanceof StructVector || vector instanceof ListVector) {
      StringWriter text = new StringWriter();
      try (JsonGenerator json = JSON.createGenerator(text)) {
        write(vector, row, json);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return text.toString();
    }
    return scalar(vector, row);
  }

  /** Whether the column's values read better flushed to the right. */
  static boolean isNumber(ArrowType type) {
    return type instanceof ArrowType.Int
        || type instanceof ArrowType.FloatingPoint
        || type instanceof ArrowType.Decimal;
  }

  static void write(FieldVector vector, int row, JsonGenerator json) throws IOException {
    if (vector.isNull(row)) {
      json.writeNull();
    } else if (vector instanceof MapVector map) {
      writeMap(map, row, json);
    } else if (vector instanceof ListVector list) {
      json.writeStartArray();
      for (int i = list.getElementStartIndex(row); i < list.getElementEndIndex(row); i++) {
        write(list.getDataVector(), i, json);
      }
      json.writeEndArray();
    } else if (vector instanceof StructVector struct) {
      json.writeStartObject();
      for (FieldVector field : struct.getChildrenFromFields()) {
        json.writeFieldName(field.getName());
        write(field, row, json);
      }
      json.writeEndObject();
    } else {
      writeScalar(vector, row, json);
    }
  }

  private static void writeMap(MapVector map, int row, JsonGenerator json) throws IOException {
    StructVector entries = (StructVector) map.getDataVector();
    FieldVector keys = entries.getChildrenFromFields().get(0);
    FieldVector values = entries.getChildrenFromFields().get(1);
    json.writeStartObject();
    for (int i = map.getElementStartIndex(row); i < map.getElementEndIndex(row); i++) {
      json.writeFieldName(text(keys, i));
      write(values, i, json);
    }
    json.writeEndObject();
  }

  private static void writeScalar(FieldVector vector, int row, JsonGenerator json)
      throws IOException {
    String text = scalar(vector, row);
    ArrowType type = vector.getField().getType();
    boolean finite = !text.equals("NaN") && !text.endsWith("Infinity");
    if (type instanceof ArrowType.Bool || isNumber(type) && finite) {
      json.writeRawValue(text);
    } else {
      json.writeString(text);
    }
  }

  private static String scalar(FieldVector vector, int row) {
    if (vector instanceof TimeStampVector moments) {
      return moment(moments, row).toString();
    }
    if (vector instanceof DateDayVector days) {
      return LocalDate.ofEpochDay(days.get(row)).toString();
    }
    if (vector instanceof TimeMicroVector times) {
      return LocalTime.ofNanoOfDay(times.get(row) * 1_000).toString();
    }
    if (vector instanceof TimeNanoVector times) {
      return LocalTime.ofNanoOfDay(times.get(row)).toString();
    }
    if (vector instanceof BaseIntVector ints
        && vector.getField().getType() instanceof ArrowType.Int type
        && !type.getIsSigned()) {
      return Long.toUnsignedString(ints.getValueAsLong(row));
    }
    Object value = vector.getObject(row);
    return value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : value.toString();
  }

  private static Instant moment(TimeStampVector vector, int row) {
    ArrowType.Timestamp type = (ArrowType.Timestamp) vector.getField().getType();
    TimeUnit unit =
        switch (type.getUnit()) {
          case SECOND -> TimeUnit.SECONDS;
          case MILLISECOND -> TimeUnit.MILLISECONDS;
          case MICROSECOND -> TimeUnit.MICROSECONDS;
          case NANOSECOND -> TimeUnit.NANOSECONDS;
        };
    long perSecond = unit.convert(1, TimeUnit.SECONDS);
    long value = vector.get(row);
    return Instant.ofEpochSecond(
        Math.floorDiv(value, perSecond), unit.toNanos(Math.floorMod(value, perSecond)));
  }
}
