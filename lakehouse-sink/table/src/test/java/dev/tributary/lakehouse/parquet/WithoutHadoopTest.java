package dev.tributary.lakehouse.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.schema.Schema;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WithoutHadoopTest {
  @TempDir Path folder;

  @Test
  void aJvmWithoutHadoopJarsWritesFilesThatDuckDbReads() throws Exception {
    Path path = folder.resolve("f.parquet");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "-cp",
                classPathWithoutHadoop(),
                WithoutHadoop.class.getName(),
                path.toString())
            .redirectErrorStream(true)
            .start();
    String printed = output(process);

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(printed).contains("wrote 2000 rows");
    assertThat(process.exitValue()).isZero();
    RandomRows source = new RandomRows(new Random(WithoutHadoop.SEED));
    Schema schema = source.schema();
    assertThat(DuckDbReader.rows(path, schema)).isEqualTo(source.rows(schema, WithoutHadoop.ROWS));
  }

  private static String output(Process process) throws IOException {
    try (var stream = process.getInputStream()) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String classPathWithoutHadoop() {
    List<String> entries =
        Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator));
    assertThat(entries).anyMatch(WithoutHadoopTest::isHadoop);
    return entries.stream()
        .filter(entry -> !isHadoop(entry))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static boolean isHadoop(String entry) {
    String name = Path.of(entry).getFileName().toString();
    return name.contains("hadoop") && !name.startsWith("parquet-hadoop");
  }
}
