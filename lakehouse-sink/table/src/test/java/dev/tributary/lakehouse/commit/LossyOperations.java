package dev.tributary.lakehouse.commit;

import java.util.random.RandomGenerator;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.LocationProvider;

/**
 * Real table operations whose requests or answers get lost at random, in every way a connection can
 * fail.
 */
final class LossyOperations implements TableOperations {
  private final TableOperations operations;
  private final RandomGenerator random;
  private final double lossRate;
  int lostAnswers;
  int lostRequests;

  LossyOperations(TableOperations operations, RandomGenerator random, double lossRate) {
    this.operations = operations;
    this.random = random;
    this.lossRate = lossRate;
  }

  @Override
  public void commit(TableMetadata base, TableMetadata metadata) {
    if (random.nextDouble() < lossRate / 2) {
      lostRequests++;
      throw new IllegalStateException("request lost");
    }
    operations.commit(base, metadata);
    if (random.nextDouble() < lossRate) {
      lostAnswers++;
      // what a pool that repeats the statement makes of a lost answer: a lie
      throw random.nextBoolean()
          ? new CommitFailedException("answer lost, told as a failure")
          : new IllegalStateException("answer lost");
    }
  }

  @Override
  public TableMetadata refresh() {
    if (random.nextDouble() < lossRate / 4) {
      throw new IllegalStateException("refresh lost");
    }
    return operations.refresh();
  }

  @Override
  public TableMetadata current() {
    return operations.current();
  }

  @Override
  public FileIO io() {
    return operations.io();
  }

  @Override
  public String metadataFileLocation(String fileName) {
    return operations.metadataFileLocation(fileName);
  }

  @Override
  public LocationProvider locationProvider() {
    return operations.locationProvider();
  }
}
