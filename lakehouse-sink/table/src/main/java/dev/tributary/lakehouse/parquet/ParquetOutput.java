package dev.tributary.lakehouse.parquet;

import java.io.IOException;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/**
 * An Iceberg output file as Parquet wants to see it. Small writes are gathered, because Parquet
 * writes its footer in pieces of a few bytes.
 */
final class ParquetOutput implements OutputFile {
  private final org.apache.iceberg.io.OutputFile file;
  private Stream stream;

  ParquetOutput(org.apache.iceberg.io.OutputFile file) {
    this.file = file;
  }

  String location() {
    return file.location();
  }

  /** Bytes written so far; 0 when the file is not created. */
  long length() {
    return stream == null ? 0 : stream.getPos();
  }

  @Override
  public PositionOutputStream create(long blockSizeHint) {
    stream = new Stream(file.create());
    return stream;
  }

  @Override
  public PositionOutputStream createOrOverwrite(long blockSizeHint) {
    return create(blockSizeHint);
  }

  @Override
  public boolean supportsBlockSize() {
    return false;
  }

  @Override
  public long defaultBlockSize() {
    return 0;
  }

  /** Closes the stream without writing what is gathered; nothing when it is closed or not open. */
  void abandon() throws IOException {
    if (stream != null) {
      stream.abandon();
    }
  }

  private static final class Stream extends PositionOutputStream {
    private static final int BUFFER_BYTES = 64 << 10;

    private final org.apache.iceberg.io.PositionOutputStream target;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int buffered;
    private long position;
    private boolean closed;

    Stream(org.apache.iceberg.io.PositionOutputStream target) {
      this.target = target;
    }

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public void write(int value) throws IOException {
      if (buffered == BUFFER_BYTES) {
        writeBuffer();
      }
      buffer[buffered++] = (byte) value;
      position++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (length > BUFFER_BYTES - buffered) {
        writeBuffer();
      }
      if (length >= BUFFER_BYTES) {
        target.write(bytes, offset, length);
      } else {
        System.arraycopy(bytes, offset, buffer, buffered, length);
        buffered += length;
      }
      position += length;
    }

    @Override
    public void flush() throws IOException {
      writeBuffer();
      target.flush();
    }

    @Override
    public void close() throws IOException {
      if (!closed) {
        closed = true;
        try (target) {
          writeBuffer();
        }
      }
    }

    void abandon() throws IOException {
      if (!closed) {
        closed = true;
        target.close();
      }
    }

    private void writeBuffer() throws IOException {
      int length = buffered;
      buffered = 0;
      target.write(buffer, 0, length);
    }
  }
}
