package dev.tributary.lakehouse.parquet;

import dev.tributary.TributaryException;
import dev.tributary.TributaryException.Recovery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.io.IOUtil;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.SeekableInputStream;

/**
 * The last look at a file before a commit makes it part of a table: it is there, it is as long as
 * it was written, and it begins and ends as a Parquet file does. Reads 12 bytes.
 */
public final class ParquetFooterCheck {
  private static final int MAGIC = 0x31524150; // PAR1, little-endian
  private static final int SHORTEST = 12;

  private ParquetFooterCheck() {}

  /**
   * @param expectedLength in bytes, as {@link ParquetFile#length()} says
   * @throws TributaryException when the file must not be committed or cannot be read; its message
   *     names the file and the reason
   */
  public static void verify(InputFile file, long expectedLength) {
    try {
      long length = file.getLength();
      if (length != expectedLength) {
        throw refusal(file, "length " + length + ", expected " + expectedLength);
      }
      if (length < SHORTEST) {
        throw refusal(file, "length " + length + ", expected at least " + SHORTEST);
      }
      verifyEnds(file, length);
    } catch (NotFoundException e) {
      throw refusal(file, "it does not exist", e);
    } catch (IOException | UncheckedIOException e) {
      throw refusal(file, "it cannot be read: " + e.getMessage(), e);
    }
  }

  private static void verifyEnds(InputFile file, long length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(SHORTEST).order(ByteOrder.LITTLE_ENDIAN);
    try (SeekableInputStream stream = file.newStream()) {
      IOUtil.readFully(stream, bytes.array(), 0, 4);
      stream.seek(length - 8);
      IOUtil.readFully(stream, bytes.array(), 4, 8);
    }
    if (bytes.getInt(0) != MAGIC || bytes.getInt(8) != MAGIC) {
      throw refusal(file, "it does not begin and end with PAR1");
    }
    int footer = bytes.getInt(4);
    if (footer <= 0 || footer > length - SHORTEST) {
      throw refusal(file, "footer length " + footer + " in a file of length " + length);
    }
  }

  private static TributaryException refusal(InputFile file, String reason) {
    return refusal(file, reason, null);
  }

  private static TributaryException refusal(InputFile file, String reason, Exception cause) {
    return new TributaryException(
        Recovery.RESTART, "Cannot commit file " + file.location() + ": " + reason, cause);
  }
}
