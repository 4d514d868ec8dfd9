package dev.tributary.lakehouse.io;

import java.nio.file.Path;
import org.apache.iceberg.Files;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.SeekableInputStream;

/**
 * A local file that answers to the very location it was asked for: the catalog compares locations
 * as text.
 */
final class LocatedInputFile implements InputFile {
  private final String location;
  private final InputFile file;

  LocatedInputFile(String location, Path path) {
    this.location = location;
    this.file = Files.localInput(path.toFile());
  }

  @Override
  public String location() {
    return location;
  }

  @Override
  public long getLength() {
    return file.getLength();
  }

  @Override
  public SeekableInputStream newStream() {
    return file.newStream();
  }

  @Override
  public boolean exists() {
    return file.exists();
  }
}
