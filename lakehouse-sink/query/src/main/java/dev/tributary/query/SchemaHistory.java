package dev.tributary.query;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.TypeUtil;
import org.apache.iceberg.types.Types;

/**
 * Refuses tables whose columns cannot be told apart by what the reader has: columns are found by
 * field id, but members of a struct only by name.
 */
final class SchemaHistory {
  private SchemaHistory() {}

  /**
   * @param name for messages
   * @throws QueryException when the table's present columns cannot be read right from all files
   */
  static void requireReadable(String name, Table table) {
    Set<String> names = new HashSet<>();
    for (Types.NestedField column : table.schema().columns()) {
      if (!names.add(column.name().toLowerCase(Locale.ROOT))) {
        throw refused(name, "columns named " + column.name() + " differ only in case");
      }
    }
    if (table.properties().containsKey("schema.name-mapping.default")) {
      throw refused(name, "it finds columns of old files by name, not by field id");
    }
    Map<Integer, Member> present = members(table.schema());
    Map<Slot, Integer> presentSlots = new HashMap<>();
    present.forEach((id, member) -> presentSlots.put(member.slot(), id));
    for (Schema past : table.schemas().values()) {
      members(past)
          .forEach(
              (id, before) -> {
                Member now = present.get(id);
                if (now != null && !now.name.equals(before.name)) {
                  throw refused(
                      name,
                      now.path
                          + " was once named "
                          + before.path
                          + ", and members of a struct are found by name");
                }
                Integer other = presentSlots.get(before.slot());
                if (other != null && !other.equals(id)) {
                  throw refused(
                      name,
                      present.get(other).path
                          + " was once another member of the same name, and members of a struct"
                          + " are found by name");
                }
              });
    }
  }

  private static QueryException refused(String table, String why) {
    return new QueryException(
        QueryException.Reason.FAILED, "Cannot read table " + table + ": " + why);
  }

  /** Members of structs, by field id. */
  private static Map<Integer, Member> members(Schema schema) {
    Map<Integer, Member> members = new TreeMap<>();
    for (Map.Entry<Integer, Types.NestedField> entry :
        TypeUtil.indexById(schema.asStruct()).entrySet()) {
      Type type = entry.getValue().type();
      if (type.isStructType()) {
        List<Types.NestedField> fields = type.asStructType().fields();
        for (Types.NestedField field : fields) {
          members.put(
              field.fieldId(),
              new Member(entry.getKey(), field.name(), schema.findColumnName(field.fieldId())));
        }
      }
    }
    return members;
  }

  private record Member(int parent, String name, String path) {
    private Slot slot() {
      return new Slot(parent, name.toLowerCase(Locale.ROOT));
    }
  }

  /** Where a name stands: one member at a time. */
  private record Slot(int parent, String name) {}
}
