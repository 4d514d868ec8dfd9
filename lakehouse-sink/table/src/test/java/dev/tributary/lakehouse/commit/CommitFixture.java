package dev.tributary.lakehouse.commit;

import dev.tributary.endpoint.Position;
import dev.tributary.lakehouse.catalog.SqliteCatalog;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.types.Types;

/**
 * A real table in a real SQLite catalog, and data files that exist by name only: a commit does not
 * open them.
 */
final class CommitFixture implements AutoCloseable {
  static final TableIdentifier TABLE = TableIdentifier.of(Namespace.of("air"), "flights");
  private static final Schema SCHEMA =
      new Schema(Types.NestedField.optional(1, "n", Types.LongType.get()));

  final SqliteCatalog catalog;
  private final Path folder;

  CommitFixture(Path folder) {
    this.folder = folder;
    this.catalog =
        SqliteCatalog.open(
            folder.resolve("catalog.db"),
            "tributary",
            folder.resolve("warehouse"),
            Duration.ofSeconds(20));
  }

  void makeTable() {
    catalog.namespaces().createNamespace(TABLE.namespace());
    catalog
        .catalog()
        .buildTable(TABLE, SCHEMA)
        .withProperties(
            Map.of(
                "commit.retry.num-retries", "0",
                "commit.manifest.min-count-to-merge", "20",
                "write.metadata.previous-versions-max", "10"))
        .create();
  }

  BaseTable load() {
    return (BaseTable) catalog.catalog().loadTable(TABLE);
  }

  TableOperations operations() {
    return load().operations();
  }

  SafeCommit commitAs(String owner, TableOperations operations) {
    ClockGuard guard = new ClockGuard(InstantSource.system(), InstantSource.system());
    return new SafeCommit(
        TABLE.toString(), owner, operations, guard, Duration.ofSeconds(30), trouble -> {});
  }

  DataFile file() {
    return DataFiles.builder(PartitionSpec.unpartitioned())
        .withPath(
            "file://"
                + folder.resolve("warehouse/air/flights/data/" + UUID.randomUUID() + ".1.parquet"))
        .withFormat("parquet")
        .withFileSizeInBytes(10)
        .withRecordCount(1)
        .build();
  }

  static OwnerState state(long next) {
    return new OwnerState(UUID.randomUUID().toString(), new Position("{\"next\":" + next + "}"));
  }

  Optional<OwnerState> stateOf(String owner) {
    return TableStates.of(operations().refresh()).find(owner);
  }

  List<String> paths() throws Exception {
    List<String> paths = new ArrayList<>();
    try (var tasks = load().newScan().planFiles()) {
      StreamSupport.stream(tasks.spliterator(), false)
          .map(FileScanTask::file)
          .forEach(file -> paths.add(file.location()));
    }
    return paths;
  }

  @Override
  public void close() {
    catalog.close();
  }
}
