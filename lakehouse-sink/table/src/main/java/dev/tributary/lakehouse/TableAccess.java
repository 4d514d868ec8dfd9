package dev.tributary.lakehouse;

import dev.tributary.TributaryException;
import dev.tributary.TributaryException.Recovery;
import dev.tributary.lakehouse.schema.IcebergTypes;
import dev.tributary.lakehouse.schema.SchemaChange;
import dev.tributary.lakehouse.schema.SchemaFit;
import dev.tributary.schema.Schema;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.TypeUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds, makes and changes one table. Each step may be repeated: after a failure the catalog is
 * read again, and what is there already is not done twice, so that a lost answer does no harm.
 */
final class TableAccess {
  private static final Logger LOG = LoggerFactory.getLogger(TableAccess.class);
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final Lakehouse lakehouse;
  private final TableName name;
  private final TableConfig config;
  private final Consumer<String> trouble;

  TableAccess(Lakehouse lakehouse, TableName name, TableConfig config, Consumer<String> trouble) {
    this.lakehouse = lakehouse;
    this.name = name;
    this.config = config;
    this.trouble = trouble;
  }

  /**
   * The table, if there is one.
   *
   * @throws TributaryException to wait, when the catalog does not tell
   */
  Optional<BaseTable> find() {
    try {
      return findOnce();
    } catch (RuntimeException e) {
      throw new TributaryException(Recovery.WAIT, "Cannot read table " + name + ": " + e, e);
    }
  }

  /** The table, made now if there was none, with columns wide enough for batches of this schema. */
  BaseTable fit(Optional<BaseTable> known, Schema batch) throws InterruptedException {
    return repeat(
        "make or change",
        () -> {
          BaseTable table = known.isPresent() ? known.get() : findOrMake(batch);
          table.refresh();
          List<SchemaChange> changes = SchemaFit.changes(name.toString(), table.schema(), batch);
          if (!changes.isEmpty()) {
            LOG.info("Table {}: {}", name, changes);
            UpdateSchema update = table.updateSchema();
            changes.forEach(change -> change.applyTo(update));
            update.commit();
            table.refresh();
          }
          return table;
        });
  }

  private Optional<BaseTable> findOnce() {
    try {
      return Optional.of((BaseTable) lakehouse.load(name));
    } catch (NoSuchTableException e) {
      return Optional.empty();
    }
  }

  private BaseTable findOrMake(Schema batch) {
    return findOnce().orElseGet(() -> make(batch));
  }

  private BaseTable make(Schema batch) {
    SchemaFit.requireDistinctNames(name.toString(), batch);
    Catalog catalog = lakehouse.catalog().catalog();
    try {
      lakehouse.catalog().namespaces().createNamespace(name.identifier().namespace());
    } catch (AlreadyExistsException e) {
      LOG.debug("Database {} is there", name.database());
    }
    org.apache.iceberg.Schema schema = IcebergTypes.toIceberg(batch);
    try {
      catalog
          .buildTable(name.identifier(), schema)
          .withPartitionSpec(TimePartitions.newSpec(name, schema, config))
          .withProperties(properties(schema))
          .create();
      LOG.info("Made table {} {}", name, schema.asStruct());
    } catch (AlreadyExistsException e) {
      LOG.debug("Table {} was made by another process", name);
    }
    return (BaseTable) lakehouse.load(name);
  }

  private static Map<String, String> properties(org.apache.iceberg.Schema schema) {
    boolean nanos =
        TypeUtil.indexById(schema.asStruct()).values().stream()
            .anyMatch(field -> field.type().typeId() == Type.TypeID.TIMESTAMP_NANO);
    Map<String, String> properties = new HashMap<>();
    properties.put(TableProperties.FORMAT_VERSION, nanos ? "3" : "2");
    properties.put(TableProperties.DEFAULT_FILE_FORMAT, "parquet");
    properties.put(TableProperties.PARQUET_COMPRESSION, "zstd");
    // an attempt is made once; what it did is read back before the next
    properties.put(TableProperties.COMMIT_NUM_RETRIES, "0");
    properties.put(TableProperties.METADATA_PREVIOUS_VERSIONS_MAX, "10");
    properties.put(TableProperties.MANIFEST_MIN_MERGE_COUNT, "20");
    return properties;
  }

  /** Does it until it succeeds, is refused for good, or {@code commit.timeout.ms} has passed. */
  private <T> T repeat(String what, Callable<T> step) throws InterruptedException {
    long deadline = System.nanoTime() + config.commitTimeout().toNanos();
    while (true) {
      Exception failure;
      try {
        return step.call();
      } catch (TributaryException decided) {
        throw decided;
      } catch (IllegalArgumentException | IllegalStateException | ValidationException e) {
        throw new TributaryException(
            Recovery.RESTART, "Cannot " + what + " table " + name + ": " + e.getMessage(), e);
      } catch (Exception e) {
        failure = e;
      }
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted at table " + name);
      }
      if (System.nanoTime() - deadline > 0) {
        throw new TributaryException(
            Recovery.WAIT, "Cannot " + what + " table " + name + ": " + failure, failure);
      }
      String told = "Cannot " + what + " table " + name + " yet: " + failure;
      LOG.info("{}", told);
      trouble.accept(told);
      Thread.sleep(PAUSE.toMillis());
    }
  }
}
