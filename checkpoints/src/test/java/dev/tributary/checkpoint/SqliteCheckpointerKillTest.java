package dev.tributary.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that stores increasing values is killed at random moments. */
final class SqliteCheckpointerKillTest {
  private static final int ROUNDS = 10;

  @TempDir private Path folder;

  @Test
  void whatWasAcknowledgedIsThereAfterAKill() throws Exception {
    Random random = new Random(7);
    Path file = folder.resolve("checkpoints.db");
    long before = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long acknowledged = runAndKill(file, 5 + random.nextInt(60));
      try (Checkpointer checkpoints = Checkpointer.sqlite(file)) {
        long stored = read(checkpoints, "value");
        assertThat(stored).as("round %d", round).isGreaterThanOrEqualTo(acknowledged);
        assertThat(stored)
            .as("at most one more was under way")
            .isLessThanOrEqualTo(acknowledged + 1);
        assertThat(acknowledged).as("the next process went on").isGreaterThan(before);
        before = stored;
      }
    }
  }

  /** Returns the last value that the child said was stored. */
  private long runAndKill(Path file, int afterLines) throws IOException, InterruptedException {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                Increasing.class.getName(),
                file.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader lines = child.inputReader(StandardCharsets.UTF_8)) {
      long last = -1;
      int count = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        last = Long.parseLong(line);
        if (++count == afterLines) {
          // Killed by its handle: Process.destroyForcibly() would close the output not yet read.
          child.toHandle().destroyForcibly();
        }
      }
      child.waitFor();
      return last;
    } finally {
      child.destroyForcibly();
    }
  }

  private static long read(Checkpointer checkpoints, String key) {
    return checkpoints
        .get(key)
        .map(value -> Long.parseLong(new String(value, StandardCharsets.UTF_8)))
        .orElse(0L);
  }

  /** The child: stores 1, 2, 3, … and prints each after it is stored. */
  static final class Increasing {
    private Increasing() {}

    public static void main(String[] args) {
      Checkpointer checkpoints = Checkpointer.sqlite(Path.of(args[0]));
      for (long value = read(checkpoints, "value") + 1; ; value++) {
        checkpoints.put("value", Long.toString(value).getBytes(StandardCharsets.UTF_8));
        System.out.println(value);
        System.out.flush();
      }
    }
  }
}
