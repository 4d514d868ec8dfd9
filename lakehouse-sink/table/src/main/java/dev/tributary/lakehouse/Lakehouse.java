package dev.tributary.lakehouse;

import dev.tributary.lakehouse.catalog.SqliteCatalog;
import dev.tributary.lakehouse.commit.ClockGuard;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;

/**
 * Databases and tables in an Iceberg catalog. Thread-safe; close it after the writers and queries
 * that came from it.
 *
 * <p>Tables are plain Iceberg tables of format version 2 (3 where a column has nanoseconds): every
 * engine that reads Iceberg reads them.
 */
public final class Lakehouse implements AutoCloseable {
  private final SqliteCatalog catalog;
  private final InstantSource clock;
  private final BufferAllocator allocator = new RootAllocator();

  private Lakehouse(SqliteCatalog catalog, InstantSource clock) {
    this.catalog = catalog;
    this.clock = clock;
  }

  /**
   * Opens the lakehouse in a folder, and makes it where there is none: {@code catalog.db} and
   * {@code warehouse/}.
   *
   * @throws dev.tributary.TributaryException when the catalog cannot be used
   */
  public static Lakehouse open(Path folder) {
    return open(LakehouseConfig.in(folder));
  }

  /** Opens a lakehouse by the system's clock. */
  public static Lakehouse open(LakehouseConfig config) {
    return open(config, InstantSource.system());
  }

  /**
   * Opens a lakehouse.
   *
   * @param clock the wall clock that commits are guarded by
   * @throws dev.tributary.TributaryException when the catalog cannot be used
   */
  public static Lakehouse open(LakehouseConfig config, InstantSource clock) {
    SqliteCatalog catalog =
        SqliteCatalog.open(
            config.catalogFile(), config.catalogName(), config.warehouse(), config.busyTimeout());
    return new Lakehouse(catalog, clock);
  }

  /** A table to write to, whether it exists already or not; made with its first rows. */
  public LakehouseTable table(String name) {
    return table(TableName.parse(name), TableConfig.defaults());
  }

  /** A table to write to, as configured. */
  public LakehouseTable table(TableName name, TableConfig config) {
    return new LakehouseTable(this, name, config);
  }

  /** The databases, sorted. */
  public List<String> databases() {
    return catalog.namespaces().listNamespaces().stream()
        .filter(namespace -> namespace.length() == 1)
        .map(namespace -> namespace.level(0))
        .sorted()
        .toList();
  }

  /** All tables, sorted. */
  public List<TableName> tables() {
    return databases().stream()
        .flatMap(database -> catalog.catalog().listTables(Namespace.of(database)).stream())
        .map(id -> new TableName(id.namespace().level(0), id.name()))
        .sorted()
        .toList();
  }

  /**
   * A table's metadata as of now, for reading.
   *
   * @throws org.apache.iceberg.exceptions.NoSuchTableException when there is no such table
   */
  public Table load(TableName name) {
    return catalog.catalog().loadTable(name.identifier());
  }

  @Override
  public void close() {
    catalog.close();
    allocator.close();
  }

  /** Memory for what writers add to batches. */
  BufferAllocator allocator() {
    return allocator;
  }

  SqliteCatalog catalog() {
    return catalog;
  }

  InstantSource clock() {
    return clock;
  }

  ClockGuard clockGuard() {
    return new ClockGuard(clock, catalog::now);
  }
}
