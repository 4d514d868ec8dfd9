package dev.tributary.lakehouse.parquet;

import java.io.IOException;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.PositionOutputStream;

/** A file on a disk that is full after some bytes, and that counts its open streams. */
final class BrokenOutput implements OutputFile {
  private final long capacity;
  private long written;
  private int created;
  private int open;

  BrokenOutput(long capacity) {
    this.capacity = capacity;
  }

  int created() {
    return created;
  }

  int open() {
    return open;
  }

  @Override
  public PositionOutputStream create() {
    created++;
    open++;
    return new Stream();
  }

  @Override
  public PositionOutputStream createOrOverwrite() {
    throw new AssertionError("nothing is to be overwritten");
  }

  @Override
  public String location() {
    return "disk:/full.parquet";
  }

  @Override
  public InputFile toInputFile() {
    throw new AssertionError("nothing is to be read");
  }

  private final class Stream extends PositionOutputStream {
    private boolean closed;

    @Override
    public long getPos() {
      return written;
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (closed) {
        throw new IOException("Stream is closed");
      }
      if (written + length > capacity) {
        throw new IOException("No space left on device");
      }
      written += length;
    }

    @Override
    public void close() throws IOException {
      if (!closed) {
        closed = true;
        open--;
        if (written == capacity) {
          throw new IOException("Input/output error");
        }
      }
    }
  }
}
