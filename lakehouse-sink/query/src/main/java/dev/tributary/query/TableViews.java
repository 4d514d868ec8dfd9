package dev.tributary.query;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types;

/**
 * Writes the SELECTs through which a query sees a table: exactly the given files, columns found by
 * Iceberg field id, values of the table's present types.
 */
final class TableViews {
  private final FileShapes shapes;

  TableViews(FileShapes shapes) {
    this.shapes = shapes;
  }

  /**
   * One SELECT for each group of files with the same structs; without files, a SELECT of no rows.
   *
   * @param table for messages
   * @throws QueryException when a file cannot be read as the table
   */
  List<String> of(String table, Schema schema, List<String> files) {
    if (files.isEmpty()) {
      return List.of(noRows(schema));
    }
    Map<Integer, String> structs = new TreeMap<>();
    for (Types.NestedField column : schema.columns()) {
      if (column.type().isStructType()) {
        structs.put(column.fieldId(), shapes.canonical(DuckDbTypes.of(column.type())));
      }
    }
    if (structs.isEmpty()) {
      return List.of(select(table, schema, structs, structs, files));
    }
    Map<String, Map<Integer, String>> byFile = shapes.of(files);
    Map<Map<Integer, String>, List<String>> groups = new LinkedHashMap<>();
    for (String file : files) {
      Map<Integer, String> shape = new TreeMap<>(byFile.get(file));
      shape.keySet().retainAll(structs.keySet());
      groups.computeIfAbsent(shape, s -> new ArrayList<>()).add(file);
    }
    return groups.entrySet().stream()
        .map(group -> select(table, schema, structs, group.getKey(), group.getValue()))
        .toList();
  }

  private String select(
      String table,
      Schema schema,
      Map<Integer, String> structs,
      Map<Integer, String> inFiles,
      List<String> files) {
    List<String> columns = new ArrayList<>();
    List<String> read = new ArrayList<>();
    for (Types.NestedField column : schema.columns()) {
      String name = SqlText.name(column.name());
      String wanted = structs.get(column.fieldId());
      String found = inFiles.get(column.fieldId());
      if (wanted == null) {
        columns.add(name);
        read.add(mapEntry(column, DuckDbTypes.of(column.type())));
      } else if (found == null) {
        columns.add("CAST(NULL AS " + wanted + ") AS " + name);
      } else {
        read.add(mapEntry(column, found));
        columns.add(found.equals(wanted) ? name : cast(table, column, found, wanted));
      }
    }
    if (read.isEmpty()) {
      // The files hold none of the columns, but they do hold rows.
      read.add("-1: {name: '_nothing', type: 'BOOLEAN', default_value: NULL}");
    }
    return "SELECT "
        + String.join(", ", columns)
        + " FROM read_parquet("
        + files.stream().map(SqlText::text).collect(Collectors.joining(", ", "[", "]"))
        + ", schema = MAP {"
        + String.join(", ", read)
        + "}, hive_partitioning = false, filename = false)";
  }

  private String cast(String table, Types.NestedField column, String found, String wanted) {
    if (!shapes.castable(found, wanted)) {
      throw new QueryException(
          QueryException.Reason.FAILED,
          "Cannot read table "
              + table
              + ": column "
              + column.name()
              + " is "
              + wanted
              + ", and a file holds "
              + found);
    }
    String name = SqlText.name(column.name());
    return "CAST(" + name + " AS " + wanted + ") AS " + name;
  }

  private static String mapEntry(Types.NestedField column, String type) {
    Object value = column.initialDefault();
    if (value != null && !column.type().isPrimitiveType()) {
      throw new QueryException(
          QueryException.Reason.FAILED,
          "Cannot read column "
              + column.name()
              + ": defaults of structs, lists and maps are not known");
    }
    return column.fieldId()
        + ": {name: "
        + SqlText.text(column.name())
        + ", type: "
        + SqlText.text(type)
        + ", default_value: "
        + (value == null
            ? "CAST(NULL AS VARCHAR)"
            : SqlText.text(DefaultValues.text(column.type(), value)))
        + "}";
  }

  private static String noRows(Schema schema) {
    return schema.columns().stream()
        .map(
            column ->
                "CAST(NULL AS "
                    + DuckDbTypes.of(column.type())
                    + ") AS "
                    + SqlText.name(column.name()))
        .collect(Collectors.joining(", ", "SELECT ", " WHERE false"));
  }
}
