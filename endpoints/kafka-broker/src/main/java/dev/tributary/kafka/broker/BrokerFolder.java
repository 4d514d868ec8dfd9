package dev.tributary.kafka.broker;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalInt;
import java.util.Properties;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.properties.PropertiesUtils;

/**
 * The data folder of one broker, held by a lock as long as it is open: {@code logs/} is Kafka's,
 * {@code port} says where the broker listened last.
 *
 * <p>The lock is our own because Kafka opens the metadata log before it takes its lock.
 */
final class BrokerFolder implements AutoCloseable {
  private final Path folder;
  private final FileChannel lockFile;

  private BrokerFolder(Path folder, FileChannel lockFile) {
    this.folder = folder;
    this.lockFile = lockFile;
  }

  static BrokerFolder open(Path dataFolder) throws IOException {
    Path folder = dataFolder.toAbsolutePath().normalize();
    if (folder.toString().indexOf(',') >= 0) {
      throw new IllegalArgumentException(
          "Cannot use folder " + folder + ": Kafka takes a comma for the end of a folder name");
    }
    Files.createDirectories(folder.resolve("logs"));
    FileChannel lockFile =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (tryLock(lockFile) == null) {
        throw new IOException(
            "Cannot start Kafka broker in " + folder + ": another broker uses this folder");
      }
      return new BrokerFolder(folder, lockFile);
    } catch (IOException | RuntimeException e) {
      lockFile.close();
      throw e;
    }
  }

  Path logs() {
    return folder.resolve("logs");
  }

  /** The id of the cluster whose data is here; a new one when there is none. */
  String clusterId() throws IOException {
    Path metaProperties = logs().resolve(MetaPropertiesEnsemble.META_PROPERTIES_NAME);
    if (!Files.exists(metaProperties)) {
      return Uuid.randomUuid().toString();
    }
    Properties properties = PropertiesUtils.readPropertiesFile(metaProperties.toString());
    String clusterId = properties.getProperty("cluster.id");
    if (clusterId == null) {
      throw new IOException(
          "Cannot start Kafka broker in " + folder + ": no cluster.id in " + metaProperties);
    }
    return clusterId;
  }

  /** Where the broker listened last; empty when it never did or nobody can tell. */
  OptionalInt lastPort() throws IOException {
    Path file = folder.resolve("port");
    if (!Files.exists(file)) {
      return OptionalInt.empty();
    }
    String text = Files.readString(file).trim();
    return text.matches("[0-9]{1,5}")
        ? OptionalInt.of(Integer.parseInt(text))
        : OptionalInt.empty();
  }

  void rememberPort(int port) throws IOException {
    Files.writeString(folder.resolve("port"), port + "\n");
  }

  @Override
  public void close() throws IOException {
    lockFile.close();
  }

  @Override
  public String toString() {
    return folder.toString();
  }

  private static FileLock tryLock(FileChannel lockFile) throws IOException {
    try {
      return lockFile.tryLock();
    } catch (OverlappingFileLockException heldInThisJvm) {
      return null;
    }
  }
}
