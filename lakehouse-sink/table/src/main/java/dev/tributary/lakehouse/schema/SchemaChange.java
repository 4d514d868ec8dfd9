package dev.tributary.lakehouse.schema;

import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.types.Type;

/** One step that makes a table fit a batch. */
public sealed interface SchemaChange {

  void applyTo(UpdateSchema update);

  /**
   * A new, nullable column.
   *
   * @param parent dotted path of the struct that gets it; null for the table itself
   */
  record Add(String parent, String name, Type type) implements SchemaChange {
    @Override
    public void applyTo(UpdateSchema update) {
      update.addColumn(parent, name, type);
    }

    @Override
    public String toString() {
      return "add " + (parent == null ? "" : parent + ".") + name + " " + type;
    }
  }

  /** A wider type. */
  record Widen(String path, Type.PrimitiveType from, Type.PrimitiveType to)
      implements SchemaChange {
    @Override
    public void applyTo(UpdateSchema update) {
      update.updateColumn(path, to);
    }

    @Override
    public String toString() {
      return "widen " + path + " from " + from + " to " + to;
    }
  }
}
