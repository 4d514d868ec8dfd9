package dev.tributary.query;

import dev.tributary.lakehouse.Lakehouse;
import dev.tributary.lakehouse.TableName;
import java.util.List;
import org.apache.iceberg.Table;

/** Where tables are looked up. Thread-safe. */
interface TableSource {

  /** All tables there are now. */
  List<TableName> tables();

  /**
   * A table's metadata as of now; nobody else holds this object, so nothing refreshes it.
   *
   * @throws org.apache.iceberg.exceptions.NoSuchTableException when there is no such table
   */
  Table load(TableName name);

  /** The tables of a lakehouse. */
  static TableSource of(Lakehouse lakehouse) {
    return new TableSource() {
      @Override
      public List<TableName> tables() {
        return lakehouse.tables();
      }

      @Override
      public Table load(TableName name) {
        return lakehouse.load(name);
      }
    };
  }
}
