package dev.tributary.format;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;

/**
 * Rows of vectors as plain objects: structs and maps as maps, lists as lists, bytes as base64,
 * timestamps as the number in the vector.
 */
final class VectorValues {
  private VectorValues() {}

  static List<Map<String, Object>> rows(VectorSchemaRoot vectors) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int row = 0; row < vectors.getRowCount(); row++) {
      rows.add(fields(vectors.getFieldVectors(), row));
    }
    return rows;
  }

  static Object value(FieldVector vector, int row) {
    if (vector.isNull(row)) {
      return null;
    }
    if (vector instanceof StructVector struct) {
      return fields(struct.getChildrenFromFields(), row);
    }
    if (vector instanceof MapVector map) {
      Map<Object, Object> entries = new LinkedHashMap<>();
      List<FieldVector> both = ((StructVector) map.getDataVector()).getChildrenFromFields();
      for (int i = map.getElementStartIndex(row); i < map.getElementEndIndex(row); i++) {
        if (entries.put(value(both.get(0), i), value(both.get(1), i)) != null) {
          throw new AssertionError("key twice in row " + row + ": " + value(both.get(0), i));
        }
      }
      return entries;
    }
    if (vector instanceof ListVector list) {
      List<Object> elements = new ArrayList<>();
      for (int i = list.getElementStartIndex(row); i < list.getElementEndIndex(row); i++) {
        elements.add(value(list.getDataVector(), i));
      }
      return elements;
    }
    if (vector instanceof VarCharVector text) {
      return new String(text.get(row), java.nio.charset.StandardCharsets.UTF_8);
    }
    if (vector instanceof VarBinaryVector bytes) {
      return Base64.getEncoder().encodeToString(bytes.get(row));
    }
    return vector instanceof TimeStampVector moment
        ? (Object) moment.get(row)
        : scalar(vector, row);
  }

  private static Object scalar(FieldVector vector, int row) {
    return vector instanceof org.apache.arrow.vector.DateDayVector date
        ? (Object) date.get(row)
        : vector.getObject(row);
  }

  private static Map<String, Object> fields(List<FieldVector> vectors, int row) {
    Map<String, Object> fields = new LinkedHashMap<>();
    vectors.forEach(vector -> fields.put(vector.getName(), value(vector, row)));
    return fields;
  }
}
