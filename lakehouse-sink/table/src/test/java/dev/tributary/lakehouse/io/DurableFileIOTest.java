package dev.tributary.lakehouse.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.PositionOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableFileIOTest {
  @TempDir Path folder;
  private DurableFileIO io;

  @BeforeEach
  void open() {
    io = new DurableFileIO(folder.resolve("warehouse"));
  }

  @Test
  void whatIsWrittenInPiecesOfAnySizeIsReadBackAsItWas() throws Exception {
    Random random = new Random(7);
    byte[] content = new byte[300_000];
    random.nextBytes(content);
    OutputFile file = io.newOutputFile("file://" + folder + "/warehouse/a/b/c.bin");
    try (PositionOutputStream out = file.create()) {
      int at = 0;
      while (at < content.length) {
        int length = Math.min(content.length - at, random.nextInt(90_000));
        if (length == 1) {
          out.write(content[at]);
        } else {
          out.write(content, at, length);
        }
        at += length;
        assertThat(out.getPos()).isEqualTo(at);
      }
    }

    assertThat(Files.readAllBytes(folder.resolve("warehouse/a/b/c.bin"))).isEqualTo(content);
    assertThat(io.newInputFile(file.location()).getLength()).isEqualTo(content.length);
  }

  @Test
  void nothingIsOverwrittenAndNothingIsDeleted() throws Exception {
    String location = folder.resolve("warehouse/x").toString();
    write(io.newOutputFile(location), "first");

    assertThatThrownBy(() -> io.newOutputFile(location).createOrOverwrite())
        .isInstanceOf(AlreadyExistsException.class)
        .hasMessageContaining("Cannot create");
    io.deleteFile(location);

    assertThat(Path.of(location)).hasContent("first");
  }

  @Test
  void aPathOutsideTheWarehouseIsRefused() {
    assertThatThrownBy(() -> io.newInputFile("/etc/passwd"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Cannot open /etc/passwd: it lies outside the warehouse");
    assertThatThrownBy(() -> io.newOutputFile(folder + "/warehouse/../secret"))
        .hasMessageContaining("outside the warehouse");
  }

  private static void write(OutputFile file, String text) throws Exception {
    try (OutputStream out = file.create()) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
