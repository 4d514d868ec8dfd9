package dev.tributary.lakehouse.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.TributaryException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetFooterCheckTest {
  @TempDir Path folder;
  private Path path;
  private long length;

  @BeforeEach
  void writeFile() {
    path = folder.resolve("f.parquet");
    Schema schema = new Schema(NestedField.optional(1, "n", Types.LongType.get()));
    try (ParquetEncoder encoder =
        ParquetEncoder.create(
            org.apache.iceberg.Files.localOutput(path.toFile()),
            schema,
            ParquetOptions.defaults())) {
      length = encoder.finish().length();
    }
  }

  @Test
  void aWholeFilePasses() {
    assertThatCode(() -> verify(length)).doesNotThrowAnyException();
  }

  @Test
  void aFileOfAnotherLengthIsRefused() {
    assertRefused(length + 1, "length " + length + ", expected " + (length + 1));
  }

  @Test
  void aFileTooShortForParquetIsRefused() throws IOException {
    Files.write(path, new byte[5]);
    assertRefused(5, "length 5, expected at least 12");
  }

  @Test
  void aFileWithoutTheMagicIsRefused() throws IOException {
    byte[] whole = Files.readAllBytes(path);
    byte[] noEnd = whole.clone();
    noEnd[whole.length - 1] = 0;
    Files.write(path, noEnd);
    assertRefused(length, "it does not begin and end with PAR1");

    byte[] noStart = whole.clone();
    noStart[0] = 0;
    Files.write(path, noStart);
    assertRefused(length, "it does not begin and end with PAR1");
  }

  @Test
  void aFooterLongerThanTheFileIsRefused() throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(20).order(ByteOrder.LITTLE_ENDIAN);
    byte[] magic = "PAR1".getBytes(StandardCharsets.US_ASCII);
    Files.write(path, bytes.put(magic).putLong(0).putInt(9).put(magic).array());
    assertRefused(20, "footer length 9 in a file of length 20");
  }

  @Test
  void aMissingFileIsRefused() throws IOException {
    Files.delete(path);
    assertThatThrownBy(() -> verify(length))
        .isInstanceOf(TributaryException.class)
        .hasMessageStartingWith("Cannot commit file " + path + ": ");
  }

  private void assertRefused(long expectedLength, String reason) {
    assertThatThrownBy(() -> verify(expectedLength))
        .isInstanceOf(TributaryException.class)
        .hasMessage("Cannot commit file " + path + ": " + reason)
        .satisfies(
            e ->
                assertThat(((TributaryException) e).recovery())
                    .isEqualTo(TributaryException.Recovery.RESTART));
  }

  private void verify(long expectedLength) {
    ParquetFooterCheck.verify(org.apache.iceberg.Files.localInput(path.toFile()), expectedLength);
  }
}
