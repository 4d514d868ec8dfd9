package dev.tributary.lakehouse.schema;

import dev.tributary.schema.Column;
import dev.tributary.schema.ColumnType;
import dev.tributary.writer.SchemaRefusedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.TypeUtil;
import org.apache.iceberg.types.Types;

/**
 * Finds what must change in a table so that batches of a schema can be appended: new fields add
 * columns, narrow types widen. Columns are matched by name. Everything else is refused.
 *
 * <p>A batch may be narrower than its table: a missing column is written as null, an {@code int}
 * goes into a {@code long}, a {@code bigint} into a {@code double} as far as each value is exact.
 */
public final class SchemaFit {
  private final String table;
  private final List<SchemaChange> changes = new ArrayList<>();

  private SchemaFit(String table) {
    this.table = table;
  }

  /**
   * The changes, in order; empty when the batch fits as it is.
   *
   * @throws SchemaRefusedException when no change that loses nothing makes it fit
   */
  public static List<SchemaChange> changes(
      String table, Schema tableSchema, dev.tributary.schema.Schema batch) {
    requireDistinctNames(table, batch);
    SchemaFit fit = new SchemaFit(table);
    fit.struct(null, tableSchema.asStruct(), batch.columns());
    return fit.changes;
  }

  /**
   * Refuses a schema with two columns, or two members of a struct, whose names differ in case only.
   *
   * @throws SchemaRefusedException naming both
   */
  public static void requireDistinctNames(String table, dev.tributary.schema.Schema batch) {
    new SchemaFit(table).distinct(null, batch.columns());
  }

  private void distinct(String path, List<Column> columns) {
    Map<String, String> seen = new HashMap<>();
    for (Column column : columns) {
      String twin = seen.put(column.name().toLowerCase(Locale.ROOT), column.name());
      if (twin != null) {
        throw caseTwin(join(path, column.name()), twin);
      }
      distinct(join(path, column.name()), column.type());
    }
  }

  private void distinct(String path, ColumnType type) {
    if (type instanceof ColumnType.Struct struct) {
      distinct(path, struct.fields());
    } else if (type instanceof ColumnType.ListOf list) {
      distinct(path + ".element", list.element());
    } else if (type instanceof ColumnType.MapOf map) {
      distinct(path + ".value", map.value());
    }
  }

  private SchemaRefusedException caseTwin(String path, String twin) {
    return refuse(
        path, "it differs from column " + twin + " in case only, and SQL does not tell them apart");
  }

  private void struct(String path, Types.StructType struct, List<Column> columns) {
    for (Column column : columns) {
      Types.NestedField field = struct.field(column.name());
      if (field == null) {
        refuseCaseTwin(path, struct, column.name());
        changes.add(
            new SchemaChange.Add(path, column.name(), IcebergTypes.toIceberg(column.type())));
      } else {
        type(join(path, column.name()), field.type(), column.type());
      }
    }
    requireAll(path, struct, columns);
  }

  private void requireAll(String path, Types.StructType struct, List<Column> columns) {
    Set<String> present = new HashSet<>();
    columns.forEach(column -> present.add(column.name()));
    for (Types.NestedField field : struct.fields()) {
      if (field.isRequired() && !present.contains(field.name())) {
        throw refuse(
            join(path, field.name()), "the table requires it and the batch does not have it");
      }
    }
  }

  private void refuseCaseTwin(String path, Types.StructType struct, String name) {
    for (Types.NestedField field : struct.fields()) {
      if (field.name().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT))) {
        throw caseTwin(join(path, name), field.name());
      }
    }
  }

  private void type(String path, Type there, ColumnType here) {
    if (there.isStructType() && here instanceof ColumnType.Struct struct) {
      struct(path, there.asStructType(), struct.fields());
    } else if (there.isListType() && here instanceof ColumnType.ListOf list) {
      type(path + ".element", there.asListType().elementType(), list.element());
    } else if (there.isMapType() && here instanceof ColumnType.MapOf map) {
      type(path + ".value", there.asMapType().valueType(), map.value());
    } else if (there.isPrimitiveType() && IcebergTypes.toIceberg(here).isPrimitiveType()) {
      primitive(path, there.asPrimitiveType(), IcebergTypes.toIceberg(here).asPrimitiveType());
    } else {
      throw refuse(path, "the table has " + there + ", the batch has " + here);
    }
  }

  private void primitive(String path, Type.PrimitiveType there, Type.PrimitiveType here) {
    boolean exactNumber =
        there.typeId() == Type.TypeID.DOUBLE
            && (here.typeId() == Type.TypeID.LONG || here.typeId() == Type.TypeID.INTEGER);
    if (there.equals(here) || TypeUtil.isPromotionAllowed(here, there) || exactNumber) {
      return;
    }
    if (!TypeUtil.isPromotionAllowed(there, here)) {
      throw refuse(
          path,
          "the table has "
              + there
              + ", the batch has "
              + here
              + ", and neither widens to the other without loss");
    }
    changes.add(new SchemaChange.Widen(path, there, here));
  }

  private SchemaRefusedException refuse(String path, String reason) {
    return new SchemaRefusedException(
        "Cannot write column " + path + " to table " + table + ": " + reason);
  }

  private static String join(String path, String name) {
    return path == null ? name : path + "." + name;
  }
}
