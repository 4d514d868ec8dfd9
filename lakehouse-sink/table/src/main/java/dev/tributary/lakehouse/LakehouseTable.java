package dev.tributary.lakehouse;

import dev.tributary.endpoint.Position;
import dev.tributary.lakehouse.commit.OwnerState;
import dev.tributary.lakehouse.commit.TableStates;
import dev.tributary.writer.ContinuousSink;
import dev.tributary.writer.ContinuousWriter;
import java.util.Optional;

/**
 * A lakehouse table as the target of activities: rows and positions become visible in one Iceberg
 * commit. Immutable and thread-safe; {@code with…}-like methods return another description.
 */
public final class LakehouseTable implements ContinuousSink {
  private final Lakehouse lakehouse;
  private final TableName name;
  private final TableConfig config;

  LakehouseTable(Lakehouse lakehouse, TableName name, TableConfig config) {
    this.lakehouse = lakehouse;
    this.name = name;
    this.config = config;
  }

  /**
   * The same table divided by this column's time.
   *
   * @param path dotted through structs, for example {@code properties.time}
   */
  public LakehouseTable timeColumn(String path) {
    return new LakehouseTable(lakehouse, name, config.withTimeColumn(path));
  }

  /** The same table, divided in this way when it is made. */
  public LakehouseTable partitionedBy(Partitioning partitioning) {
    return new LakehouseTable(lakehouse, name, config.withPartitioning(partitioning));
  }

  public TableName name() {
    return name;
  }

  /**
   * Where an owner's source is to be read on, as the table tells it now; empty when it never
   * committed, or there is no such table.
   *
   * @throws dev.tributary.TributaryException when the catalog does not tell
   */
  public Optional<Position> state(String owner) {
    return new TableAccess(lakehouse, name, config, trouble -> {})
        .find()
        .flatMap(table -> TableStates.of(table.operations().current()).find(owner))
        .map(OwnerState::position);
  }

  @Override
  public String target() {
    return "table " + name;
  }

  @Override
  public boolean atomic() {
    return true;
  }

  @Override
  public ContinuousWriter openWriter(String owner) throws InterruptedException {
    return LakehouseTableWriter.open(lakehouse, name, config, owner);
  }
}
