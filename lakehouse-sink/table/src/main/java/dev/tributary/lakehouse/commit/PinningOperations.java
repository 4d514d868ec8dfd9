package dev.tributary.lakehouse.commit;

import java.util.Map;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.encryption.EncryptionManager;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.LocationProvider;

/**
 * Table operations whose commit copies states into the properties, in the same step as the rest.
 */
final class PinningOperations implements TableOperations {
  private final TableOperations operations;
  private final Map<String, String> properties;

  PinningOperations(TableOperations operations, Map<String, String> properties) {
    this.operations = operations;
    this.properties = properties;
  }

  @Override
  public void commit(TableMetadata base, TableMetadata metadata) {
    String snapshot = Long.toString(metadata.currentSnapshot().snapshotId());
    operations.commit(
        base,
        TableMetadata.buildFrom(metadata)
            .setProperties(properties)
            .setProperties(Map.of(TableStates.COPY_OF, snapshot))
            .build());
  }

  @Override
  public TableMetadata current() {
    return operations.current();
  }

  @Override
  public TableMetadata refresh() {
    return operations.refresh();
  }

  @Override
  public FileIO io() {
    return operations.io();
  }

  @Override
  public EncryptionManager encryption() {
    return operations.encryption();
  }

  @Override
  public String metadataFileLocation(String fileName) {
    return operations.metadataFileLocation(fileName);
  }

  @Override
  public LocationProvider locationProvider() {
    return operations.locationProvider();
  }

  @Override
  public TableOperations temp(TableMetadata uncommitted) {
    return operations.temp(uncommitted);
  }

  @Override
  public long newSnapshotId() {
    return operations.newSnapshotId();
  }

  @Override
  public boolean requireStrictCleanup() {
    return operations.requireStrictCleanup();
  }
}
