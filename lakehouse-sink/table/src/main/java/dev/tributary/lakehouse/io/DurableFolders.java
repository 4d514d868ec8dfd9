package dev.tributary.lakehouse.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Folders whose names survive a power cut. */
public final class DurableFolders {
  private DurableFolders() {}

  /**
   * Makes a folder and those above it, up to {@code root}, and forces the entry of each new one.
   *
   * @throws IOException when one cannot be made or forced
   */
  public static void create(Path folder, Path root) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Path parent = folder.getParent();
    if (parent != null && !folder.equals(root)) {
      create(parent, root);
    } else if (parent != null) {
      Files.createDirectories(parent);
    }
    try {
      Files.createDirectory(folder);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(folder)) {
        throw e;
      }
    }
    if (parent != null) {
      force(parent);
    }
  }

  /** Forces the entries of a folder to the disk. */
  public static void force(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
