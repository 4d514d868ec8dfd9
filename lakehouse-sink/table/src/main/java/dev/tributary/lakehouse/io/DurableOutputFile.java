package dev.tributary.lakehouse.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.PositionOutputStream;

/** One new file; see {@link DurableFileIO}. */
final class DurableOutputFile implements OutputFile {
  private final String location;
  private final Path file;
  private final Path root;

  DurableOutputFile(String location, Path file, Path root) {
    this.location = location;
    this.file = file;
    this.root = root;
  }

  @Override
  public PositionOutputStream create() {
    try {
      DurableFolders.create(file.getParent(), root);
      return new DurableOutputStream(file);
    } catch (FileAlreadyExistsException e) {
      throw new AlreadyExistsException(e, "Cannot create %s: it exists already", file);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot create " + file + ": " + e.getMessage(), e);
    }
  }

  /** The same as {@link #create()}: nothing is overwritten. */
  @Override
  public PositionOutputStream createOrOverwrite() {
    return create();
  }

  @Override
  public String location() {
    return location;
  }

  @Override
  public InputFile toInputFile() {
    return new LocatedInputFile(location, file);
  }
}
