package dev.tributary.lakehouse.io;

import java.io.File;
import java.nio.file.Path;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;

/**
 * Iceberg's view of a local folder, append-only and durable.
 *
 * <p>A file that was closed without an exception is on the disk with its name: contents, folder and
 * new parent folders are forced. Nothing is ever overwritten, and {@link #deleteFile(String)} does
 * nothing: whoever writes cannot delete, so that no clean-up of a commit whose outcome is unknown
 * can take away a live file. Paths outside the warehouse are refused. Thread-safe.
 */
public final class DurableFileIO implements FileIO {
  private static final long serialVersionUID = 1L;

  private final File root;

  /**
   * @param root the warehouse folder
   */
  public DurableFileIO(Path root) {
    this.root = root.toAbsolutePath().normalize().toFile();
  }

  @Override
  public InputFile newInputFile(String location) {
    return new LocatedInputFile(location, path(location));
  }

  @Override
  public InputFile newInputFile(String location, long length) {
    return newInputFile(location);
  }

  @Override
  public OutputFile newOutputFile(String location) {
    return new DurableOutputFile(location, path(location), root.toPath());
  }

  /** Does nothing; see the class. */
  @Override
  public void deleteFile(String location) {}

  /** The file of a location, which is a plain path or a {@code file:} URI. */
  private Path path(String location) {
    Path path = Locations.toPath(location);
    if (!path.startsWith(root.toPath())) {
      throw new IllegalArgumentException(
          "Cannot open " + location + ": it lies outside the warehouse " + root);
    }
    return path;
  }
}
