package dev.tributary.lakehouse.catalog;

import dev.tributary.TributaryException;
import dev.tributary.TributaryException.Recovery;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** One opens the catalog at a time, over all threads and processes of the machine. */
final class StartUpLock implements AutoCloseable {
  private static final long PAUSE_MILLIS = 10;

  private final FileChannel channel;

  private StartUpLock(FileChannel channel) {
    this.channel = channel;
  }

  static StartUpLock acquire(Path catalog, Duration timeout) throws IOException {
    Path file = catalog.resolveSibling(catalog.getFileName() + ".lock");
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean held = false;
    try {
      long deadline = System.nanoTime() + timeout.toNanos();
      while (!held) {
        held = tryLock(channel);
        if (!held && System.nanoTime() - deadline > 0) {
          throw new TributaryException(
              Recovery.WAIT,
              "Cannot open catalog "
                  + catalog
                  + ": another process has been opening it for "
                  + timeout.toMillis()
                  + " ms (catalog.busy.timeout.ms)");
        }
        if (!held) {
          pause(catalog);
        }
      }
      return new StartUpLock(channel);
    } finally {
      if (!held) {
        channel.close();
      }
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static void pause(Path catalog) {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TributaryException(
          Recovery.RESTART, "Cannot open catalog " + catalog + ": interrupted", e);
    }
  }
}
